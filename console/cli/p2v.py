"""p2v, p2v-check: a physical machine becomes a VM; what a host needs for that."""

from __future__ import annotations

import argparse
import dataclasses
import uuid
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from console.cli.session import Session
from console.cli.show import vm_json
from console.model.errors import Cause, ConsoleError
from console.model.ids import Kind, Ref
from console.model.objects import Host, StorageRepository
from console.model.physical import Finding, PhysicalMachine, Severity, preselected, review
from console.model.physical_layout import can_leave_out
from console.model.physical_moment import in_use, leftovers
from console.model.rules_storage import default_format, formats
from console.model.spec import VmSpec
from console.model.text import N_, tr
from console.model.tools import GuestFamily
from console.operations.create import default_repository
from console.operations.drafts.choices import find_network, network_choices
from console.operations.drafts.said import first_error
from console.operations.drafts.sizes import size_text
from console.operations.p2v import xen_target
from console.operations.p2v.captured import examine
from console.operations.p2v.convert import ADDRESSES_LATER, FIRST, NO_ADDRESSES, Conversion
from console.operations.p2v.draft_copy import CopyAnswers
from console.operations.p2v.inspect import inspect
from console.operations.p2v.inspector import asked
from console.operations.p2v.inventory_words import facts
from console.operations.p2v.media import MediaOrder, try_ssh
from console.operations.p2v.prerequisites import look, try_appliance
from console.operations.p2v.run import Becoming, ConvertMachine
from console.operations.p2v.run_images import ConvertImages
from console.operations.p2v.target import NewDisk, NewNic, default_disks, fixed_addresses, specification, template_for, vm_name
from console.operations.p2v.target_space import target_space


def add_parsers(add: Callable[[str, str], argparse.ArgumentParser], size: Callable[[str], int], count: Callable[[str], int]) -> None:
    """The verbs' options."""
    parser = add("p2v", tr("Make a VM from a physical machine, which is only read."))
    sources = parser.add_mutually_exclusive_group(required=True)
    sources.add_argument("--from", dest="source", metavar="ssh://USER@MACHINE", help=tr("the machine, running or booted from rescue media"))
    sources.add_argument(
        "--image",
        metavar="FILE",
        action="append",
        help=tr("a captured disk, or a folder of them (VHD, VHDX, VMDK, raw, E01); may be repeated"),
    )
    add_target(parser)
    add_machine(parser, size, count)
    parser.add_argument(
        "--second-pass",
        metavar="COMMAND",
        action="append",
        help=tr("run this on the machine, then copy once more what changed; may be given several times"),
    )
    parser.add_argument("--leave-out", metavar="PARTITION", action="append", help=tr("this partition stays empty; may be given several times"))
    parser.add_argument("--smaller", action="store_true", help=tr("leave out the free space after the last partition of each disk"))
    parser.add_argument("--no-hold", action="store_true", help=tr("with --from: no snapshots on the machine, and no file system frozen"))
    parser.add_argument(
        "--crash-consistent", action="store_true", help=tr("with --from: copy what nothing holds still too, as after a power failure")
    )
    parser.add_argument("--check", action="store_true", help=tr("only look at the machine and review it"))
    check = add("p2v-check", tr("Show what a host needs for conversions, and what is missing."))
    check.add_argument("host", metavar="HOST", nargs="?", help=tr("target host"))
    check.add_argument("--appliance", action="store_true", help=tr("also start libguestfs' small system once"))
    check.add_argument("--virt-p2v", action="store_true", help=tr("also look whether its ssh server lets virt-p2v work"))


def add_target(parser: argparse.ArgumentParser) -> None:
    """Options of all routes: what becomes of the machine."""
    parser.add_argument("--name", help=tr("name of the VM; else the machine's"))
    parser.add_argument("--host", metavar="HOST", help=tr("target host"))
    parser.add_argument("--sr", metavar="REPOSITORY", help=tr("storage repository of the disks"))
    parser.add_argument("--format", choices=("qcow2", "raw"), help=tr("format of the disks (default: qcow2 in folders, else raw)"))
    parser.add_argument("--thick", action="store_true", help=tr("take all space of the disks at once"))
    parser.add_argument("--network", metavar="NETWORK", help=tr("network of all network cards; else they stay disconnected"))
    parser.add_argument("--new-mac", action="store_true", help=tr("new MAC addresses instead of the machine's"))
    parser.add_argument("--start", action="store_true", help=tr("start the VM at the end"))


def add_machine(parser: argparse.ArgumentParser, size: Callable[[str], int], count: Callable[[str], int]) -> None:
    """Options of the routes where this console itself copies and converts."""
    parser.add_argument("--disk", metavar="DEVICE", action="append", help=tr("only this disk; may be given several times"))
    parser.add_argument("--vcpus", type=count, help=tr("number of vCPUs"))
    parser.add_argument("--memory", type=size, help=tr("memory, for example 2G"))
    parser.add_argument("--firmware", choices=("bios", "efi"), default="", help=tr("firmware (default: the machine's)"))
    parser.add_argument("--no-addresses", action="store_true", help=tr("fixed addresses of a Windows are not carried over"))
    parser.add_argument("--copy-only", action="store_true", help=tr("do not convert: SATA disks and an e1000e card, the guest as it is"))
    parser.add_argument("--key-file", metavar="FILE", action="append", help=tr("file with the passphrase or recovery key of encrypted disks"))
    parser.add_argument(
        "--root",
        default=FIRST,
        metavar="ROOT",
        help=tr("which operating system is converted: first, single, or its file system, for example /dev/sda2"),
    )
    parser.add_argument("--xen-kind", choices=("hvm", "pvh"), default="", help=tr("kind of VM on a Xen host"))


async def p2v(session: Session, args: argparse.Namespace) -> None:
    """p2v."""
    if args.image:
        looked = await examine([Path(name) for name in args.image], session.background)
        captured = await asked(looked, session.runner.world.programs)
        if reviewed(session, args, captured.machine, captured.problems):
            spec, disks, conversion, pool = await target(session, args, captured.machine, _answers(args, captured.machine))
            await make(session, ConvertImages(spec, captured, disks, conversion, args.start, pool))
        return
    world, scripts = session.runner.world, session.paths.resources / "p2v"
    source = await inspect(world.machines, session.background, args.source, scripts, journal=session.journal, questions=world.questions)
    try:
        answers = _answers(args, source.found)
        chosen = [disk for disk in source.found.disks if (disk.device in args.disk if args.disk else preselected(disk))]
        if not reviewed(session, args, source.found, in_use(source.found, chosen, hold=answers.hold)):
            await source.machine.close()
            return
        if (wrong := first_error(answers.problems(source.found, chosen))) is not None:
            raise ConsoleError(wrong.text, cause=Cause.INVALID, remedy=N_("Say so with --crash-consistent, or copy from rescue media."))
        spec, disks, conversion, pool = await target(session, args, source.found, answers)
    except BaseException:
        await source.machine.close()
        raise
    second = tuple(args.second_pass) if args.second_pass else None
    left = leftovers(source.found)
    await make(
        session,
        ConvertMachine(spec, source, args.source, disks, conversion, second, args.start, pool, hold=answers.hold, leftovers=left),
    )


def _answers(args: argparse.Namespace, machine: PhysicalMachine) -> CopyAnswers:
    """What was said of partitions and of the moment. ConsoleError for a partition that can't be left out."""
    wanted = set(args.leave_out or ())
    able = {part.device for disk in machine.disks for part in disk.partitions if can_leave_out(disk, part)}
    if wrong := sorted(wanted - able):
        raise ConsoleError(
            N_("{machine} has no partition {device} that can be left out.", machine=machine.hostname, device=wrong[0]),
            cause=Cause.INVALID,
            remedy=N_("It has: {disks}", disks=" ".join(sorted(able))),
        )
    return CopyAnswers({device: device not in wanted for device in able}, args.smaller, not args.no_hold, args.crash_consistent)


def reviewed(session: Session, args: argparse.Namespace, machine: PhysicalMachine, problems: tuple[Finding, ...]) -> bool:
    """Tell what was found; whether to go on. ConsoleError with what blocks it."""
    findings = (*problems, *review(machine))
    if args.check:
        _tell_machine(session, machine, findings)
        return False
    for finding in findings:
        session.output.note(str(finding.text) + (f" {finding.remedy}" if finding.remedy else ""))
    blocked = next((finding for finding in findings if finding.severity is Severity.BLOCK), None)
    if blocked is not None:
        raise ConsoleError(blocked.text, cause=Cause.INVALID, remedy=blocked.remedy)
    return True


async def make(session: Session, operation: Becoming) -> None:
    """Run it, and tell the VM."""
    identity = await session.run(operation)
    vm = session.inventory.vm(Ref(Kind.VM, operation.spec.host, identity))
    if session.output.json:
        session.output.document(vm_json(vm, session.inventory) if vm is not None else {"uuid": identity})
    else:
        session.output.line(f"{operation.spec.name}  {identity}")


async def target(
    session: Session, args: argparse.Namespace, machine: PhysicalMachine, answers: CopyAnswers | None = None
) -> tuple[VmSpec, tuple[NewDisk, ...], Conversion | None, str]:
    """What becomes of the machine: the VM, its disks, how it is converted, the host's pool."""
    await session.connect([args.host] if args.host else [], args.timeout, everything=True)
    for each in session.inventory.hosts():
        if each.record.embedded:
            await session.first_start(each.id)
    host = _host(session, args.host)
    repository = repository_named(session, host, args.sr)
    if args.firmware:
        machine = dataclasses.replace(machine, firmware=args.firmware, secure_boot=machine.secure_boot and args.firmware == "efi")
    template = template_for(machine, await session.catalogue.templates())
    if template is None:
        raise ConsoleError(N_("There is no template for {system}.", system=machine.os_name), cause=Cause.UNSUPPORTED)
    conversion, paravirtual, kind = None, False, _xen_kind(session, host, machine, args)
    if not args.copy_only and not kind:
        wanted = await look(session.runner.world.programs, host)
        missing = next((check for check in wanted.checks if check.ok is False), None)
        if missing is not None:
            raise ConsoleError(missing.text, cause=Cause.UNSUPPORTED, remedy=missing.remedy)
        macs = () if args.new_mac or args.no_addresses else fixed_addresses(machine, machine.nics)
        if macs and not wanted.sets_addresses:
            session.output.note(f"{NO_ADDRESSES} {ADDRESSES_LATER}")
        conversion = wanted.conversion(host, await session.background.run(lambda: _keys(args.key_file or ())), macs, args.root)
        paravirtual = wanted.drivers_for_windows if machine.family is GuestFamily.WINDOWS else not machine.virtio_missing
    spec = specification(
        machine,
        host,
        template,
        name=args.name or vm_name(machine),
        uuid=str(uuid.uuid4()),
        disks=(disks := _disks(machine, args, repository, answers)),
        nics=_nics(session, host, machine, args),
        paravirtual=paravirtual,
        vcpus=args.vcpus,
        memory_bytes=args.memory,
        xen_kind=kind,
    )
    return spec, disks, conversion, host.record.pool


def _xen_kind(session: Session, host: Host, machine: PhysicalMachine, args: argparse.Namespace) -> str:
    """The kind of VM on a Xen host, "" on others; what is to be done by hand is told. ConsoleError where it can't be one."""
    kinds = xen_target.kinds(host, machine)
    wanted = {"pvh": xen_target.PVH}.get(args.xen_kind, args.xen_kind) or next(iter(kinds), "")
    if not kinds:
        return ""
    if wanted not in kinds:
        raise ConsoleError(N_("{machine} can't become such a VM on {host}.", machine=machine.hostname, host=host.name), cause=Cause.UNSUPPORTED)
    wrong = xen_target.problem(wanted, host, machine, len(args.disk or [disk for disk in machine.disks if preselected(disk)]))
    if wrong is not None:
        raise ConsoleError(wrong[0], cause=Cause.UNSUPPORTED, remedy=wrong[1])
    session.output.note(str(xen_target.NO_CONVERSION))
    session.output.note(f"{xen_target.STEPS}\n{xen_target.words(wanted, machine)}")
    return wanted


def _keys(files: Sequence[str]) -> tuple[str, ...]:
    """The first line of each file. ConsoleError where one can't be read."""
    try:
        return tuple(Path(name).read_text(encoding="utf-8").partition("\n")[0].strip() for name in files)
    except (OSError, UnicodeError) as failure:
        raise ConsoleError(N_("The key file could not be read: {why}.", why=str(failure)), cause=Cause.INVALID) from failure


def _host(session: Session, word: str | None) -> Host:
    hosts = [host for host in session.inventory.hosts() if word is None or word in (host.name, host.id, host.record.uri)]
    if not hosts:
        raise ConsoleError(N_("There is no host."), cause=Cause.GONE, remedy=N_("“virtdeckctl host-list” shows them."))
    return next((host for host in hosts if host.loaded), hosts[0])


def repository_named(session: Session, host: Host, word: str | None) -> StorageRepository:
    """The repository with this name or UUID, else the host's default; ConsoleError when there is none."""
    if word is None:
        found = default_repository(session.inventory, host.id)
    else:
        found = next((r for r in session.inventory.repositories(host.id) if word in (r.name, r.uuid)), None)
    if found is None:
        raise ConsoleError(
            N_("{host} has no storage repository {name}.", host=host.name, name=word or ""),
            cause=Cause.GONE,
            remedy=N_("“virtdeckctl sr-list” shows them."),
        )
    return found


def format_in(repository: StorageRepository, wanted: str | None) -> str:
    """The format of new disks; ConsoleError(UNSUPPORTED) where the repository has no such volumes."""
    if wanted and wanted not in formats(repository):
        raise ConsoleError(N_("{name} has no disks of the format {format}.", name=repository.name, format=wanted), cause=Cause.UNSUPPORTED)
    return wanted or default_format(repository)


def _disks(machine: PhysicalMachine, args: argparse.Namespace, repository: StorageRepository, answers: CopyAnswers | None) -> tuple[NewDisk, ...]:
    format = format_in(repository, args.format)
    found = list(default_disks(machine, repository.uuid, format)) if not args.disk else []
    for device in args.disk or ():
        disk = next((disk for disk in machine.disks if disk.device == device), None)
        if disk is None:
            raise ConsoleError(
                N_("{machine} has no disk {device}.", machine=machine.hostname, device=device),
                cause=Cause.INVALID,
                remedy=N_("It has: {disks}", disks=" ".join(disk.device for disk in machine.disks)),
            )
        found.append(NewDisk(disk, repository.uuid, format))
    found = [dataclasses.replace(new, thin=not args.thick) for new in found]
    return tuple(answers.new_disk(new.disk, new.repository, new.format, new.thin) if answers is not None else new for new in found)


def _nics(session: Session, host: Host, machine: PhysicalMachine, args: argparse.Namespace) -> tuple[NewNic, ...]:
    """The machine's network cards (one where none is known); without --network as if their cables were pulled."""
    choice = find_network(network_choices(session.inventory, host), args.network or "")
    if choice is None:
        if args.network is None:
            return ()
        raise ConsoleError(N_("{host} has no network {name}.", host=host.name, name=args.network), cause=Cause.GONE)
    network = dataclasses.replace(choice.spec, connected=args.network is not None)
    return tuple(NewNic(network, "" if args.new_mac else mac) for mac in ([nic.mac for nic in machine.nics] or [""]))


def _tell_machine(session: Session, machine: PhysicalMachine, findings: Sequence[Finding]) -> None:
    """The inventory and the review."""
    if session.output.json:
        document = dataclasses.asdict(dataclasses.replace(machine, tools=frozenset()))
        document |= {"family": machine.family.value, "tools": sorted(machine.tools)}
        for disk in document["disks"]:
            for part in disk["partitions"]:
                part["content"] = part["content"].value
        document["findings"] = [
            {"code": f.code, "severity": f.severity.value, "text": str(f.text), "remedy": str(f.remedy) if f.remedy else ""} for f in findings
        ]
        session.output.document(document)
        return
    for what, found in facts(machine):
        session.output.line(f"{what}: {found}")
    for part in (part for disk in machine.disks for part in disk.partitions):
        used = tr("{size} used", size=size_text(part.used_bytes)) if part.used_bytes is not None else ""
        session.output.line(f"    {part.device}  {size_text(part.size_bytes)}  {used}  {part.content.value}  {part.filesystem} {part.mount}".rstrip())
    for finding in findings:
        session.output.line(f"{finding.severity.value}: {finding.text}" + (f" {finding.remedy}" if finding.remedy else ""))


async def p2v_check(session: Session, args: argparse.Namespace) -> None:
    """p2v-check."""
    await session.connect([args.host] if args.host else [], args.timeout, everything=True)
    host = _host(session, args.host)
    programs = session.runner.world.programs
    checks = [*(await look(programs, host)).checks, *target_space(default_repository(session.inventory, host.id))]
    if args.appliance and all(check.ok is not False for check in checks):
        checks.append(await try_appliance(programs, host))
    if args.virt_p2v:
        checks += await try_ssh(programs, host, MediaOrder(""))
    if session.output.json:
        session.output.document([{"name": c.name, "ok": c.ok, "text": str(c.text), "remedy": str(c.remedy) if c.remedy else ""} for c in checks])
    else:
        for check in checks:
            mark = {True: "ok", False: tr("missing"), None: "-"}[check.ok]
            session.output.line(f"{mark:8} {check.text}" + (f" {check.remedy}" if check.remedy and check.ok is not True else ""))
    wrong = next((check for check in checks if check.ok is False), None)
    if wrong is not None:
        raise ConsoleError(wrong.text, cause=Cause.UNSUPPORTED, remedy=wrong.remedy)


VERBS: dict[str, Callable[[Session, argparse.Namespace], Awaitable[None]]] = {"p2v": p2v, "p2v-check": p2v_check}
