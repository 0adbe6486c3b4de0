"""The draft as a ``virtdeckctl vm-install`` command line, so that what was clicked can be scripted."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from console.operations.drafts.parts import MediaMethod
from console.operations.drafts.sizes import size_argument

if TYPE_CHECKING:
    from console.operations.new_vm import NewVmDraft


def arguments(draft: NewVmDraft) -> list[str]:
    """The words of the command, unquoted. What is not said follows from template and host there as it does here."""
    answers, host = draft.answers, draft.host
    words = ["virtdeckctl", "vm-install", "--template", answers.template_id, "--name", draft.name]
    if host is not None:
        words += ["--host", host.name]
    if answers.description:
        words += ["--description", answers.description]
    words += _media(draft)
    if answers.vcpus is not None:
        words += ["--vcpus", str(answers.vcpus)]
    if answers.memory_bytes is not None:
        words += ["--memory", size_argument(answers.memory_bytes)]
    if answers.disks is not None:
        names = {c.repository.uuid: c.repository.name for c in draft.repository_choices()}
        for disk in answers.disks:
            words += [
                "--disk",
                size_argument(disk.capacity_bytes) + (f",repository={names.get(disk.repository, disk.repository)}" if disk.repository else ""),
            ]
    if answers.nics is not None:
        for nic in draft.nics:
            words += ["--network", nic.network or "default"]
    if answers.autostart:
        words.append("--autostart")
    if answers.start:
        words.append("--start")
    return words


def _media(draft: NewVmDraft) -> list[str]:
    match draft.method:
        case MediaMethod.REPOSITORY if draft.iso is not None:
            return ["--iso", draft.iso.volume.path]
        case MediaMethod.LOCAL if draft.answers.local_iso:
            return ["--iso", draft.answers.local_iso.strip()]
        case MediaMethod.DRIVE:
            return ["--iso", draft.answers.drive.strip()]
        case MediaMethod.URL if draft.answers.url:
            return ["--url", draft.answers.url.strip()]
        case MediaMethod.PXE:
            return ["--pxe"]
    return []


def command_line(draft: NewVmDraft) -> str:
    """Quoted for a POSIX shell."""
    return shlex.join(arguments(draft))
