"""What the P2V draft comes to, in words: the resulting configuration, the XML, the command."""

from __future__ import annotations

import shlex

from console.model.physical import PhysicalDisk
from console.model.text import N_, Text, plain
from console.operations.create import volume_name
from console.operations.drafts.choices import find_network
from console.operations.drafts.parts import network_key
from console.operations.drafts.sizes import size_text
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_parts import P2vLine, P2vPage, Route
from console.xml.build import DiskSource, build_domain

_KEPT = N_("as the machine has it")
_CHOSEN = N_("chosen here")


def summary(draft: P2vDraft) -> tuple[P2vLine, ...]:
    """*Resulting configuration*: device, setting, from where."""
    machine, host = draft.machine, draft.host
    if machine is None or host is None or any(problem.error for problem in draft.problems()):
        return ()
    spec = draft.spec()
    kept = _KEPT if draft.route is Route.SSH else N_("not known of captured images")
    lines = [
        P2vLine(N_("VM"), plain(spec.name), N_("from {machine}", machine=machine.hostname or draft.address)),
        P2vLine(N_("Host"), plain(host.name), plain("")),
        P2vLine(
            N_("Firmware"), plain("UEFI" if spec.firmware == "efi" else "BIOS"), _CHOSEN if draft.firmware else N_("as the machine's disk needs it")
        ),
        P2vLine(N_("vCPUs"), plain(str(spec.vcpus)), kept if draft.vcpus is None else _CHOSEN),
        P2vLine(N_("Memory"), plain(size_text(spec.memory_bytes)), kept if draft.memory_bytes is None else _CHOSEN),
    ]
    repository = draft.repository
    where = repository.name if repository is not None else ""
    for number, disk in enumerate(draft.chosen(), 1):
        words = N_("{size}, {format}, in {repository}", size=size_text(disk.size_bytes), format=draft.disk_format, repository=where)
        lines.append(P2vLine(N_("Disk {number} ({bus})", number=number, bus=spec.disks[number - 1].bus), words, plain(disk.device)))
    choices = draft.network_choices()
    for number, nic in enumerate(spec.nics):
        choice = find_network(choices, draft.nic(number).network)
        label = choice.label if choice is not None else plain(nic.source)
        setting = N_("{network}, connected", network=label) if nic.connected else N_("{network}, disconnected", network=label)
        lines.append(P2vLine(N_("Network card {number}", number=number + 1), setting, plain(nic.mac) if nic.mac else N_("new MAC address")))
    how = N_("drivers, boot loader and agent for a VM (virt-v2v)") if draft.converts else N_("copied only: nothing inside is changed")
    lines.append(P2vLine(N_("Conversion"), how, plain("")))
    if dict(draft.pages())[P2vPage.SECOND] is None:
        again = N_("once more what changed, after the commands") if draft.second_pass else N_("no")
        lines.append(P2vLine(N_("Second pass"), again, plain("")))
    return tuple(lines)


def xml(draft: P2vDraft) -> str:
    """The domain XML that libvirt will be given; the disks carry their planned paths. "" while something is missing."""
    repository = draft.repository
    if repository is None or any(problem.error for problem in draft.problems()):
        return ""
    spec, sources = draft.spec(), []
    for taken, disk in enumerate(spec.disks):
        name = volume_name(spec.name, disk.format, repository)
        if taken:
            stem, dot, suffix = name.rpartition(".")
            name = f"{stem}-{taken}{dot}{suffix}" if dot else f"{name}-{taken}"
        sources.append(DiskSource(f"{repository.path.rstrip('/')}/{name}", disk.format))
    return build_domain(spec, sources)


def command(draft: P2vDraft) -> str:
    """The same as a virtdeckctl command. Keys are not in it."""
    host, repository = draft.host, draft.repository
    words = ["virtdeckctl", "p2v"]
    if draft.route is Route.IMAGES and draft.captured is not None:
        words += [word for disk in draft.captured.disks if draft.ticked.get(disk.name, True) for word in ("--image", disk.files[0])]
    else:
        words += ["--from", draft.address if draft.address.startswith("ssh://") else f"ssh://{draft.address}"]
        words += [word for disk in draft.chosen() for word in ("--disk", disk.device)]
    words += ["--name", draft.vm_name]
    words += ["--host", host.name] if host is not None else []
    words += ["--sr", repository.name] if repository is not None else []
    words += ["--vcpus", str(draft.vcpus)] if draft.vcpus is not None else []
    words += ["--memory", f"{draft.memory_bytes >> 20}M"] if draft.memory_bytes is not None else []
    connected = [draft.nic(number) for number, _ in enumerate(draft.physical_nics()) if draft.nic(number).connected]
    if connected:
        choice = find_network(draft.network_choices(), connected[0].network)
        words += ["--network", network_key(choice.spec)] if choice is not None else []
    if any(not draft.nic(number).keep_mac for number, _ in enumerate(draft.physical_nics())):
        words.append("--new-mac")
    words += ["--copy-only"] if not draft.converts else []
    if draft.second_pass and dict(draft.pages())[P2vPage.SECOND] is None:
        words += [word for each in draft.commands or ("true",) for word in ("--second-pass", each)]
    words += ["--start"] if draft.start else []
    return shlex.join(words)


def disk_words(disk: PhysicalDisk) -> Text:
    """What is on a disk, in a few words."""
    shown = [part for part in disk.partitions if part.filesystem or part.mount]
    parts = [" ".join(word for word in (part.filesystem or part.content.value, part.mount) if word) for part in shown]
    if disk.state == "blank":
        return N_("blank")
    return plain(", ".join(parts)) if parts else N_("not known")
