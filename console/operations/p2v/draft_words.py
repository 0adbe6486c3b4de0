"""What the P2V draft comes to, in words: the resulting configuration, the XML, the command."""

from __future__ import annotations

import shlex

from console.model.objects import Host
from console.model.physical import PhysicalDisk
from console.model.text import N_, Text, plain
from console.operations.create import volume_name
from console.operations.drafts.choices import find_network
from console.operations.drafts.parts import network_key
from console.operations.drafts.said import SummaryRow
from console.operations.drafts.sizes import size_text
from console.operations.p2v import xen_target
from console.operations.p2v.convert import FIRST
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_copy import way
from console.operations.p2v.draft_parts import BY_PARTS, P2vPage, Route
from console.operations.p2v.target import template_for
from console.xml.build import DiskSource, build_domain

_KEPT = N_("as the machine has it")
_CHOSEN = N_("chosen here")


def planned(draft: P2vDraft) -> bool:
    """Whether enough is known to say what the VM would be, though something may still stand in the way."""
    wrong = {problem.page for problem in draft.problems() if problem.error}
    machine = draft.machine
    known = draft.route is Route.MEDIA or (machine is not None and template_for(machine, draft.templates) is not None and bool(draft.chosen()))
    return known and bool(draft.vm_name) and draft.repository is not None and not wrong & {P2vPage.ROUTE, P2vPage.SOURCE, P2vPage.TARGET}


def summary(draft: P2vDraft) -> tuple[SummaryRow, ...]:
    """*Resulting configuration*: device, setting, from where."""
    machine, host = draft.machine, draft.host
    if machine is None or host is None or not planned(draft):
        return ()
    if draft.route is Route.MEDIA:
        return _of_media(draft, host)
    spec = draft.spec()
    kept = N_("not known of captured images") if draft.route is Route.IMAGES else _KEPT
    lines = [
        SummaryRow(N_("VM"), plain(spec.name), N_("from {machine}", machine=machine.hostname or draft.address)),
        SummaryRow(N_("Host"), plain(host.name), plain("")),
        SummaryRow(
            N_("Firmware"), plain("UEFI" if spec.firmware == "efi" else "BIOS"), _CHOSEN if draft.firmware else N_("as the machine's disk needs it")
        ),
        SummaryRow(N_("vCPUs"), plain(str(spec.vcpus)), kept if draft.vcpus is None else _CHOSEN),
        SummaryRow(N_("Memory"), plain(size_text(spec.memory_bytes)), kept if draft.memory_bytes is None else _CHOSEN),
    ]
    repository = draft.repository
    where = repository.name if repository is not None else ""
    for number, disk in enumerate(draft.chosen(), 1):
        size = draft.copy.size(disk) if draft.route in BY_PARTS else disk.size_bytes
        words = N_("{size}, {format}, in {repository}", size=size_text(size), format=draft.disk_format, repository=where)
        lines.append(SummaryRow(N_("Disk {number} ({bus})", number=number, bus=spec.disks[number - 1].bus), words, plain(disk.device)))
    choices = draft.network_choices()
    for number, nic in enumerate(spec.nics):
        choice = find_network(choices, draft.nic(number).network)
        label = choice.label if choice is not None else plain(nic.source)
        setting = N_("{network}, connected", network=label) if nic.connected else N_("{network}, disconnected", network=label)
        lines.append(SummaryRow(N_("Network card {number}", number=number + 1), setting, plain(nic.mac) if nic.mac else N_("new MAC address")))
    if draft.converts:
        lines += [
            SummaryRow(N_("Fixed address"), N_("carried over (Windows)"), plain(mac.partition(":ip:")[2].partition(",")[0])) for mac in draft.macs()
        ]
    how = N_("drivers, boot loader and agent for a VM (virt-v2v)") if draft.converts else N_("copied only: nothing inside is changed")
    lines.append(SummaryRow(N_("Conversion"), how, plain("")))
    if draft.route in BY_PARTS:
        for disk in draft.chosen():
            lines += [SummaryRow(N_("Partition"), N_("stays empty"), plain(part.device)) for part in draft.copy.left_out(disk)]
    if draft.route is Route.SSH:
        lines += [SummaryRow(plain(point.mount), way(point, draft.copy.hold), plain("")) for point in draft.copy.points(machine, draft.chosen())]
    if dict(draft.pages())[P2vPage.SECOND] is None:
        again = N_("once more what changed, after the commands") if draft.second_pass else N_("no")
        lines.append(SummaryRow(N_("Second pass"), again, plain("")))
    return tuple(lines)


def _of_media(draft: P2vDraft, host: Host) -> tuple[SummaryRow, ...]:
    """Of a machine that boots virt-p2v little is known before its conversion has ended."""
    repository, converter, answer = draft.repository, draft.converter, draft.nic(0)
    choice = find_network(draft.network_choices(), answer.network)
    label = choice.label if choice is not None else plain("")
    memory = plain(size_text(draft.memory_bytes)) if draft.memory_bytes else _KEPT
    return (
        SummaryRow(N_("VM"), plain(draft.vm_name), plain("")),
        SummaryRow(N_("Host"), plain(host.name), plain("")),
        SummaryRow(N_("Firmware"), _KEPT, plain("")),
        SummaryRow(N_("vCPUs"), plain(str(draft.vcpus)) if draft.vcpus else _KEPT, _CHOSEN if draft.vcpus else plain("")),
        SummaryRow(N_("Memory"), memory, _CHOSEN if draft.memory_bytes else plain("")),
        SummaryRow(
            N_("Disks"),
            N_("{format}, in {repository}", format=draft.disk_format, repository=repository.name if repository else ""),
            N_("from virt-p2v"),
        ),
        SummaryRow(
            N_("Network cards"),
            N_("{network}, connected", network=label) if answer.connected else N_("{network}, disconnected", network=label),
            N_("MAC addresses of the machine") if answer.keep_mac else N_("new MAC addresses"),
        ),
        SummaryRow(
            N_("Conversion"), N_("drivers, boot loader and agent for a VM (virt-v2v)"), plain(converter.name if converter is not None else "")
        ),
    )


def xml(draft: P2vDraft) -> str:
    """The domain XML that libvirt will be given; the disks carry their planned paths. "" while something is missing or not known."""
    repository = draft.repository
    if repository is None or draft.route is Route.MEDIA or not planned(draft):
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
    words = ["virtdeckctl", *_source_words(draft), "--name", draft.vm_name]
    words += ["--host", host.name] if host is not None else []
    words += ["--sr", repository.name] if repository is not None else []
    words += ["--vcpus", str(draft.vcpus)] if draft.vcpus else []
    words += ["--memory", f"{draft.memory_bytes >> 20}M"] if draft.memory_bytes else []
    words += ["--format", draft.disk_format] if draft.format in draft.formats()[1:] else []
    words += ["--thick"] if not draft.thin else []
    words += ["--firmware", draft.firmware] if draft.firmware and draft.route is not Route.MEDIA else []
    connected = [draft.nic(number) for number, _ in enumerate(draft.physical_nics()) if draft.nic(number).connected]
    if connected:
        choice = find_network(draft.network_choices(), connected[0].network)
        words += ["--network", network_key(choice.spec)] if choice is not None else []
    if any(not draft.nic(number).keep_mac for number, _ in enumerate(draft.physical_nics())):
        words.append("--new-mac")
    if draft.converts and any(draft.nic(number).keep_mac and not draft.nic(number).keep_address for number, _ in enumerate(draft.physical_nics())):
        words.append("--no-addresses")
    words += ["--copy-only"] if draft.route is not Route.MEDIA and not draft.converts and not draft.xen_kinds else []
    words += ["--xen-kind", "pvh"] if draft.xen_kinds[:1] == (xen_target.PVH,) else []
    words += ["--root", draft.root] if draft.converts and draft.root != FIRST else []
    if draft.second_pass and dict(draft.pages())[P2vPage.SECOND] is None:
        words += [word for each in draft.commands or ("true",) for word in ("--second-pass", each)]
    words += ["--start"] if draft.start else []
    return shlex.join(words)


def _source_words(draft: P2vDraft) -> list[str]:
    """The verb, and where the machine comes from."""
    arrival, converter = draft.arrival, draft.converter
    if draft.route is Route.MEDIA and arrival.session:
        return ["p2v-sessions", converter.name if converter is not None else "", "--watch", arrival.session, "--make-vm"]
    if draft.route is Route.MEDIA:
        words = ["p2v-media", "--conversion-host", converter.name] if converter is not None else ["p2v-media"]
        if arrival.preparation is not None:
            order = arrival.preparation.order
            words += ["--server", order.server, "--port", str(order.port), "--user", order.user]
            words += [word for disk in order.disks for word in ("--disk", disk)]
        return words
    if draft.route is Route.SCRIPT:
        addresses = arrival.reception.order.addresses if arrival.reception is not None else ()
        words = ["p2v-script", *(word for address in addresses for word in ("--address", address))]
        return [*words, *(word for disk in draft.chosen() for word in ("--disk", disk.device))]
    if draft.route is Route.IMAGES:
        images = draft.captured.disks if draft.captured is not None else ()
        return ["p2v", *(word for disk in images if draft.ticked.get(disk.name, True) for word in ("--image", disk.files[0])), *_part_words(draft)]
    address = draft.address if draft.address.startswith("ssh://") else f"ssh://{draft.address}"
    words = ["p2v", "--from", address, *(word for disk in draft.chosen() for word in ("--disk", disk.device)), *_part_words(draft)]
    words += ["--no-hold"] if not draft.copy.hold else []
    return [*words, "--crash-consistent"] if draft.copy.accepted else words


def _part_words(draft: P2vDraft) -> list[str]:
    """What is left out of the disks."""
    left_out = [part.device for disk in draft.chosen() for part in draft.copy.left_out(disk)]
    smaller = any(draft.copy.gets_smaller(disk) for disk in draft.chosen())
    return [*(word for device in left_out for word in ("--leave-out", device)), *(["--smaller"] if smaller else [])]


def disk_words(disk: PhysicalDisk) -> Text:
    """What is on a disk, in a few words."""
    shown = [part for part in disk.partitions if part.filesystem or part.mount]
    parts = [" ".join(word for word in (part.filesystem or part.content.value, part.mount) if word) for part in shown]
    if disk.state == "blank":
        return N_("blank")
    return plain(", ".join(parts)) if parts else N_("not known")
