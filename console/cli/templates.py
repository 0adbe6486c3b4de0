"""Verbs for custom templates and for the chains of copy-on-write disks."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Callable
from typing import Any

from console.cli.session import Session
from console.cli.show import vm_json
from console.model.chain_map import DiskChain, VmChains
from console.model.errors import Cause, ConsoleError
from console.model.ids import Kind, Ref
from console.model.objects import Vm
from console.model.templates import TEMPLATE_ICONS
from console.model.text import N_, tr
from console.operations.chains import read_vm_chains, warn_depth
from console.operations.delete import DeleteVm, deletable_disks
from console.operations.drafts.sizes import size_text
from console.operations.drafts.template_parts import Source
from console.operations.flatten import Flatten
from console.operations.subject import target
from console.operations.template import ConvertToVm
from console.operations.template_draft import TemplateDraft, quick_create
from console.operations.transient import CleanOverlays

COLUMNS = (N_("NAME"), N_("HOST"), N_("OPERATING SYSTEM"), N_("INSTANT"), N_("DEPTH"), N_("CLONES"))


def add_parsers(add: Callable[[str, str], argparse.ArgumentParser], size: Callable[[str], int], count: Callable[[str], int]) -> None:
    """The words of these verbs."""
    create = add("template-create", tr("Make a template: of a VM, of a disk image, or of settings for an operating system alone."))
    create.add_argument("--from-vm", metavar="VM", help=tr("convert this VM, or with --copy a full copy of it"))
    create.add_argument("--from-image", metavar="FILE", help=tr("copy this disk image of this computer (qcow2 or raw, such as a cloud image)"))
    create.add_argument("--os", metavar="ID", default="", help=tr("operating system: id or name of a built-in template (see template-list)"))
    create.add_argument("--copy", action="store_true", help=tr("with --from-vm: the VM stays, a full copy of it becomes the template"))
    create.add_argument("--snapshot", metavar="S", default="", help=tr("with --from-vm: a full copy of it as it was in this snapshot"))
    create.add_argument("--shutdown", action="store_true", help=tr("with --from-vm: shut it down first if it runs"))
    create.add_argument("--prepare", action="store_true", help=tr("with --from-vm: remove its identity from its disks first (virt-sysprep)"))
    create.add_argument("--name", metavar="N", help=tr("name of the template"))
    create.add_argument("--description", metavar="TEXT", default="", help=tr("description of the template"))
    create.add_argument("--icon", choices=TEMPLATE_ICONS, default="", help=tr("icon of the template"))
    create.add_argument("--instant", action="store_true", help=tr("VMs can be made of it without questions (Quick create)"))
    create.add_argument("--host", metavar="HOST", help=tr("where it is made (default: the first fit host)"))
    create.add_argument("--vcpus", metavar="COUNT", type=count, help=tr("number of virtual CPUs"))
    create.add_argument("--max-vcpus", metavar="COUNT", type=count, help=tr("virtual CPUs that it can grow to while it runs"))
    create.add_argument(
        "--network",
        metavar="NAME",
        action="append",
        help=tr("network of a card: a name, “user”, or bridge:NAME; may be repeated (default: the host's)"),
    )
    create.add_argument("--no-network", action="store_true", help=tr("no network card"))
    create.add_argument("--memory", metavar="SIZE", type=size, help=tr("memory, like 2GiB"))
    create.add_argument("--max-memory", metavar="SIZE", type=size, help=tr("memory that it can grow to while it runs"))
    create.add_argument("--disk", metavar="SIZE", type=size, action="append", help=tr("size of its disk; repeated: of its second, third, … disk"))
    create.add_argument("--sr", metavar="SR", help=tr("storage repository for its disks (default: the best one)"))
    for verb, text in (
        ("template-to-vm", tr("Convert a template back to a VM, where no clone depends on it.")),
        ("template-quick", tr("Make a VM of an instant template, and start it, without questions.")),
        ("vm-flatten", tr("Restore disk speed: make the disks of a VM independent of all others (full copy), off or running.")),
        ("vm-clean-overlays", tr("Delete what an unclean end left of disks that are reset at start.")),
        ("vm-chain", tr("Show the disks that the disks of a VM or template are based on, and what is based on them.")),
    ):
        new = add(verb, text)
        new.add_argument("name", metavar="NAME", help=tr("name or UUID"))
        new.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("look on this host only"))
        if verb == "vm-chain":
            new.add_argument("--stored", action="store_true", help=tr("as it was read last, without asking the hosts"))
    delete = add("template-delete", tr("Delete a template, with --disks also its disks that nothing else uses."))
    delete.add_argument("name", metavar="NAME", help=tr("name or UUID"))
    delete.add_argument("--disks", action="store_true", help=tr("delete its disks too; refused while other disks are based on them"))
    delete.add_argument("--yes", action="store_true", help=tr("do not ask"))


def check_usage(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    """What argparse can't say by itself."""
    if args.verb != "template-create":
        return
    if args.from_vm and args.from_image:
        parser.error(tr("a template is made from one thing: --from-vm, --from-image or --os"))
    if not (args.from_vm or args.from_image or args.os):
        parser.error(tr("say what the template is made from: --from-vm, --from-image or --os"))
    if args.from_vm and (args.network or args.no_network or args.max_vcpus or args.vcpus or args.memory or args.max_memory or args.disk or args.sr):
        words = "--vcpus, --max-vcpus, --memory, --max-memory, --disk, --sr, --network"
        parser.error(tr("a template made of a VM has the hardware of the VM; these do not go with it: {words}", words=words))
    if args.network and args.no_network:
        parser.error(tr("--network and --no-network exclude each other"))
    if not args.from_vm and (args.copy or args.snapshot or args.shutdown or args.prepare):
        parser.error(tr("--copy, --snapshot, --shutdown and --prepare belong to --from-vm"))


async def template_create(session: Session, args: argparse.Namespace) -> None:
    """template-create."""
    await session.connect([args.host] if args.host and not args.from_vm else [], args.timeout, everything=True)
    for each in session.inventory.hosts():
        if each.record.embedded:
            await session.first_start(each.id)
    templates = await session.catalogue.templates()
    draft = TemplateDraft(session.inventory, templates, deep=warn_depth(session.settings))
    system = await session.catalogue.find(args.os) if args.os else None
    if args.os and (system is None or system.complete):
        raise ConsoleError(
            N_("There is no operating system {name}.", name=args.os), cause=Cause.GONE, remedy=N_("“virtdeckctl template-list” shows them.")
        )
    host = next((h for h in session.inventory.hosts() if args.host in (h.name, h.id, h.record.uri)), None) if args.host else None
    source = Source.VM if args.from_vm else Source.IMAGE if args.from_image else Source.SETTINGS
    draft.change(
        source=source,
        vm=session.vm_named(args.from_vm).ref if args.from_vm else None,
        copy_first=args.copy,
        snapshot=args.snapshot,
        shut_down=args.shutdown,
        image=args.from_image or "",
        os=system.id if system is not None else "",
        name=args.name,
        description=args.description,
        icon=args.icon,
        instant=args.instant,
        prepare=args.prepare,
        host=host.id if host is not None else None,
        vcpus=args.vcpus,
        max_vcpus=args.max_vcpus,
        networks=() if args.no_network else None if args.network is None else tuple(_network_key(word) for word in args.network),
        memory_bytes=args.memory,
        max_memory_bytes=args.max_memory,
        disks=tuple(args.disk) if args.disk else None,
    )
    if args.sr:
        names = {word: choice.repository.uuid for choice in draft.repository_choices() for word in (choice.repository.name, choice.repository.uuid)}
        if args.sr not in names:
            raise ConsoleError(
                N_("There is no storage repository {name}; there are: {names}.", name=args.sr, names=", ".join(sorted({*names} - {*names.values()}))),
                cause=Cause.GONE,
            )
        draft.change(repository=names[args.sr])
    await draft.look(session.background)
    await draft.look_at_vm(session.hosts)
    for text in draft.warnings():
        session.output.note(str(text))
    if args.name and draft.converts and args.name != draft.name:
        raise ConsoleError(N_("A VM that is converted keeps its name."), cause=Cause.INVALID, remedy=N_("Use --copy, or rename it first."))
    problems = draft.problems()
    if problems:
        raise ConsoleError(N_("The template could not be created: {why}", why=problems[0].text), cause=Cause.INVALID)
    operation = draft.operation()
    uuid = await session.run(operation)
    made = next((vm for vm in session.inventory.vms() if vm.uuid == uuid), None)
    if session.output.json:
        session.output.document(vm_json(made, session.inventory) if made is not None else {"uuid": uuid})
    else:
        session.output.line(f"{made.name if made is not None else ''}  {uuid}".strip())


def _network_key(word: str) -> str:
    return word if word == "user" or ":" in word else f"network:{word}"


async def list_custom(session: Session, args: argparse.Namespace) -> None:
    """template-list --custom."""
    await session.connect([], args.timeout, everything=True)
    rows: list[dict[str, Any]] = []
    for vm in session.inventory.vms():
        if vm.is_template:
            rows.append(_template_json(session, vm, await read_vm_chains(session.runner.world, vm)))
    if session.output.json:
        session.output.document(rows)
        return
    words = [(r["name"], r["host"], r["os"], tr("yes") if r["instant"] else "", str(r["depth"]), str(len(r["clones"]))) for r in rows]
    session.output.table(COLUMNS, [list(each) for each in words])


def _template_json(session: Session, vm: Vm, chains: VmChains) -> dict[str, Any]:
    meta = vm.config.metadata if vm.config is not None else None
    return {
        "name": vm.name,
        "uuid": vm.uuid,
        "host": session.host_name(vm.host),
        "os": vm.os_name,
        "instant": bool(meta and meta.instant),
        "icon": meta.icon if meta else "",
        "description": vm.config.description if vm.config is not None else "",
        "depth": chains.depth,
        "clones": list(dict.fromkeys(each.words for each in chains.clones)),
    }


async def _named(session: Session, args: argparse.Namespace) -> Vm:
    await session.connect(args.host, args.timeout, everything=True)
    return session.vm_named(args.name)


async def template_to_vm(session: Session, args: argparse.Namespace) -> None:
    """template-to-vm."""
    vm = await _named(session, args)
    await session.run(ConvertToVm(target(vm, session.inventory)))
    _done(session, vm)


async def template_quick(session: Session, args: argparse.Namespace) -> None:
    """template-quick."""
    vm = await _named(session, args)
    operation = quick_create(vm, session.inventory)
    await session.run(operation)
    made = session.inventory.vm(operation.refs[0])
    _done(session, made or vm)


async def vm_flatten(session: Session, args: argparse.Namespace) -> None:
    """vm-flatten."""
    vm = await _named(session, args)
    changed = await session.run(Flatten(target(vm, session.inventory)))
    if changed == "0":
        session.output.note(tr("{name} depends on no other disk: there was nothing to do", name=vm.name))
    _done(session, session.inventory.vm(vm.ref) or vm)


async def vm_clean_overlays(session: Session, args: argparse.Namespace) -> None:
    """vm-clean-overlays."""
    vm = await _named(session, args)
    removed = await session.run(CleanOverlays(target(vm, session.inventory)))
    session.output.note(tr("{n} left-over overlays were deleted", n=removed))
    _done(session, vm)


async def vm_chain(session: Session, args: argparse.Namespace) -> None:
    """vm-chain: depth and files of each disk, nearest first, and what is based on it; with --stored as it was read last."""
    chains = await _stored_chains(session, args) if args.stored else await _read_chains(session, args)
    if session.output.json:
        session.output.document([_chain_json(chains, disk) for disk in chains.disks])
        return
    if args.stored:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(chains.read_at))
        session.output.note(tr("as it was read on {when}", when=when))
    deep = warn_depth(session.settings)
    for disk in chains.disks:
        size = size_text(disk.saved_bytes)
        session.output.line(tr("{disk}: depth {depth}, {size} shared with others", disk=disk.target, depth=disk.depth, size=size))
        for number, layer in enumerate(disk.layers):
            session.output.line(f"{'  ' * (number + 1)}{layer.path}  {layer.format}  {size_text(layer.bytes)}".rstrip())
        for each in disk.clones:
            of = {"clone": each.words, "depth": each.depth, "bytes": size_text(each.bytes), "saved": size_text(each.saved_bytes)}
            session.output.line("  ← " + tr("{clone}: depth {depth}, takes {bytes}, {saved} shared with others", **of))
    if chains.speed_before and chains.speed_after:
        before, after = round(chains.speed_before), round(chains.speed_after)
        session.output.line(tr("Read speed, before and after the full copy: {before} MiB/s → {after} MiB/s", before=before, after=after))
    if chains.depth >= deep:
        session.output.note(tr("each layer makes reading slower: “virtdeckctl vm-flatten {name}” restores the disk speed", name=chains.name))
    for name in chains.unread:
        session.output.note(tr("{name} could not be read; disks there are not in this list", name=name))


async def _read_chains(session: Session, args: argparse.Namespace) -> VmChains:
    await session.connect([], args.timeout, everything=True)  # dependents may be on any host
    wanted = {h.id for h in session.inventory.hosts() if not args.host or {h.name, h.id, h.record.uri} & set(args.host)}
    found = [vm for vm in session.inventory.find_vms(args.name) if vm.host in wanted]
    vm = found[0] if len(found) == 1 else session.vm_named(args.name)
    return await read_vm_chains(session.runner.world, vm)


async def _stored_chains(session: Session, args: argparse.Namespace) -> VmChains:
    maps = session.runner.world.chain_maps
    wanted = {session.host_named(word).id for word in args.host}
    found = [each for each in await maps.named(args.name) if not wanted or each.vm.host in wanted] if maps is not None else []
    if not found:
        raise ConsoleError(
            N_("The chain map of {name} has not been read yet.", name=args.name),
            cause=Cause.GONE,
            remedy=N_("Run “virtdeckctl vm-chain {name}”.", name=args.name),
        )
    if len({each.vm.host for each in found}) > 1:  # on one host the newest is the one that has the name now
        raise ConsoleError(N_("Several VMs have the name {name}.", name=args.name), cause=Cause.INVALID, remedy=N_("Use the UUID, or --host."))
    return found[0]


def _chain_json(chains: VmChains, disk: DiskChain) -> dict[str, Any]:
    files = [{"path": f.path, "format": f.format, "repository": f.repository, "allocation_bytes": f.bytes} for f in disk.layers]
    clones = [
        {"vms": list(c.vms), "host": c.host, "path": c.path, "depth": c.depth, "allocation_bytes": c.bytes, "saved_bytes": c.saved_bytes}
        for c in disk.clones
    ]
    return {
        "target": disk.target,
        "depth": disk.depth,
        "saved_bytes": disk.saved_bytes,
        "files": files,
        "dependents": [each.words for each in disk.clones],
        "clones": clones,
        "speed_before": chains.speed_before,
        "speed_after": chains.speed_after,
        "read_at": chains.read_at,
    }


async def template_delete(session: Session, args: argparse.Namespace) -> None:
    """template-delete."""
    await session.connect([], args.timeout, everything=True)
    vm = session.vm_named(args.name)
    if not vm.is_template:
        raise ConsoleError(N_("{name} is not a template.", name=vm.name), cause=Cause.INVALID, remedy=N_("“virtdeckctl vm-delete” deletes VMs."))
    disks = await deletable_disks(vm, session.inventory, session.hosts.port(vm.host), hosts=session.hosts)
    kept = next((disk for disk in disks if disk.why_not is not None), None)
    based = [each for disk in disks for each in disk.shared_by]
    if based or (args.disks and kept is not None):
        why = N_("Other disks are based on it: {names}.", names=", ".join(based)) if based else kept.why_not if kept is not None else None
        assert why is not None
        raise ConsoleError(N_("{name} was not deleted: {why}", name=vm.name, why=why), cause=Cause.INVALID)
    if not args.yes:
        await _confirm(session, vm)
    await session.run(DeleteVm(target(vm, session.inventory), tuple(disk.path for disk in disks) if args.disks else ()))
    _done(session, vm)


async def _confirm(session: Session, vm: Vm) -> None:
    if not sys.stdin.isatty():
        raise ConsoleError(N_("{name} was not deleted: deleting must be confirmed.", name=vm.name), cause=Cause.INVALID, remedy=N_("Use --yes."))
    session.output.err.write(f"{tr('Delete {name} ({state})?', name=vm.name, state=tr('template'))} {tr('Type “yes” to delete:')} ")
    session.output.err.flush()
    answer = await asyncio.ensure_future(session.background.run(sys.stdin.readline))
    if answer.strip().lower() not in ("yes", tr("yes")):
        raise ConsoleError(N_("{name} was not deleted.", name=vm.name), cause=Cause.CANCELLED)


def _done(session: Session, vm: Vm) -> None:
    """What was made or changed, as it is now."""
    now = session.inventory.vm(Ref(Kind.VM, vm.host, vm.uuid))
    if session.output.json:
        session.output.document(vm_json(now, session.inventory) if now is not None else {"name": vm.name, "uuid": vm.uuid})
    else:
        session.output.line(f"{vm.name}  {vm.uuid}")


VERBS = {
    "template-create": template_create,
    "template-delete": template_delete,
    "template-to-vm": template_to_vm,
    "template-quick": template_quick,
    "vm-flatten": vm_flatten,
    "vm-chain": vm_chain,
    "vm-clean-overlays": vm_clean_overlays,
}
