"""The draft as a ``virtdeckctl vm-install`` command line, so that what was clicked can be scripted."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING

from console.operations.drafts.choices import find_network
from console.operations.drafts.parts import DiskAnswer, MediaMethod, network_key
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
            words += ["--disk", _disk(disk, names)]
    if answers.nics is not None:
        listed = draft.network_choices()
        for nic in draft.nics:
            choice = find_network(listed, nic.network)
            words += ["--network", network_key(choice.spec) if choice is not None else nic.network]
    if answers.firmware:
        words += ["--firmware", answers.firmware]
    if answers.autostart:
        words.append("--autostart")
    if answers.start:
        words.append("--start")
    return words


def _disk(disk: DiskAnswer, names: Mapping[str, str]) -> str:
    """``SIZE[,repository=NAME][,bus=BUS][,thick]``."""
    parts = [size_argument(disk.capacity_bytes)]
    if disk.repository:
        parts.append(f"repository={names.get(disk.repository, disk.repository)}")
    if disk.bus:
        parts.append(f"bus={disk.bus}")
    if not disk.thin:
        parts.append("thick")
    return ",".join(parts)


def _media(draft: NewVmDraft) -> list[str]:
    match draft.method:
        case MediaMethod.REPOSITORY if draft.iso is not None:
            return ["--iso", draft.iso.volume.path]
        case MediaMethod.LOCAL if draft.answers.local_iso:
            return ["--iso", draft.answers.local_iso.strip(), *(["--copy-iso"] if draft.answers.copy_iso else [])]
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
