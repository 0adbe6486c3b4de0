"""A Template draft as a ``virtdeckctl`` command line."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from console.operations.drafts.sizes import size_argument
from console.operations.drafts.template_parts import Source

if TYPE_CHECKING:
    from console.operations.template_draft import TemplateDraft


def template_command(draft: TemplateDraft) -> str:
    """The same as a ``virtdeckctl`` command line."""
    answers = draft.answers
    words = ["virtdeckctl", "template-create"]
    if answers.source is Source.VM:
        words += ["--from-vm", draft.vm.name if draft.vm is not None else "", *(["--copy"] if answers.copy_first and not answers.snapshot else [])]
        words += ["--snapshot", answers.snapshot] if answers.snapshot else []
    elif answers.source is Source.IMAGE:
        words += ["--from-image", answers.image.strip(), *(["--os", draft.system.id] if draft.system is not None else [])]
    elif draft.system is not None:
        words += ["--os", draft.system.id]
    if not draft.converts:
        words += ["--name", draft.name]
    if draft.converts and draft.vm is not None and draft.vm.state.active:
        words.append("--shutdown")
    if answers.source is not Source.VM:
        words += ["--vcpus", str(answers.vcpus)] if answers.vcpus is not None else []
        words += ["--max-vcpus", str(answers.max_vcpus)] if answers.max_vcpus is not None else []
        words += ["--memory", size_argument(answers.memory_bytes)] if answers.memory_bytes is not None else []
        words += ["--max-memory", size_argument(answers.max_memory_bytes)] if answers.max_memory_bytes is not None else []
        for size in answers.disks or ():
            words += ["--disk", size_argument(size)]
        names = {choice.repository.uuid: choice.repository.name for choice in draft.repository_choices()}
        words += ["--sr", names.get(answers.repository, answers.repository)] if answers.repository else []
        for key in answers.networks or ():
            words += ["--network", key.removeprefix("network:") or "default"]
        words += ["--no-network"] if answers.networks == () else []
    words += ["--icon", answers.icon] if answers.icon else []
    words += ["--instant"] if answers.instant else []
    words += ["--prepare"] if answers.prepare else []
    words += ["--description", answers.description] if answers.description else []
    return shlex.join(words)
