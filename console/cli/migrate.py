"""vm-migrate: VMs to another host, live or cold; vm-move: to one that they can't migrate to, exported and imported in one go."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable

from console.cli.session import Session
from console.cli.vms import show_results
from console.model.errors import Cause, ConsoleError
from console.model.ids import Kind, Ref
from console.model.migration import MigrationPlan, is_live
from console.model.objects import Host, Vm
from console.model.text import N_, tr
from console.operations.base import Operation
from console.operations.migrate import default_plan, migrate


def add_parsers(add_vms: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The words of this verb."""
    new = add_vms("vm-migrate", tr("Migrate VMs to another host. What can't be finished is taken back: the VM stays where it was."))
    _add_target(new)
    new.add_argument("--live", action="store_true", help=tr("while they run (without it: VMs that are off)"))
    new.add_argument(
        "--with-storage", action="store_true", help=tr("copy the disks that the other host does not reach, and delete the old ones at the end")
    )
    new.add_argument("--network", metavar="OLD=NEW", action="append", default=[], help=tr("a network that has another name there; may be repeated"))
    new.add_argument("--keep-disks", action="store_true", help=tr("do not delete the old disks"))
    move = add_vms(
        "vm-move",
        tr("Move VMs or templates to a host that they can't migrate to: exported and imported in one go. The original goes last."),
    )
    _add_target(move)
    move.add_argument(
        "--network", metavar="OLD=NEW", action="append", default=[], help=tr("a network that has another name there; OLD= leaves the card out")
    )
    move.add_argument("--shutdown", action="store_true", help=tr("shut down what runs, and start it at the end"))
    move.add_argument("--keep", action="store_true", help=tr("keep the original: what is made is a copy, with a UUID and MAC addresses of its own"))
    move.add_argument("--name", help=tr("another name at the new host"))


def _add_target(parser: argparse.ArgumentParser) -> None:
    """Where to: the host and its storage."""
    parser.add_argument("--to", metavar="HOST", required=True, help=tr("the host that they go to"))
    parser.add_argument(
        "--storage",
        metavar="[DISK=]REPOSITORY",
        action="append",
        default=[],
        help=tr("where copied disks go (default: the host's own); with DISK (like vda) that one disk; may be repeated"),
    )


async def vm_migrate(session: Session, args: argparse.Namespace) -> None:
    """vm-migrate."""
    await session.connect([], args.timeout, everything=True)
    to = _host(session, args.to)
    names = _names(args.network)
    vms = _vms(session, args)
    operations: list[Operation] = [migrate(_plan(session, vm, to, args, names), session.inventory) for vm in vms]
    failures = await session.run_all(operations)
    refs = [Ref(Kind.VM, to.id, vm.uuid) if failure is None else vm.ref for vm, failure in zip(vms, failures, strict=True)]
    now = [session.inventory.vm(ref) or vm for ref, vm in zip(refs, vms, strict=True)]
    show_results(session, now, failures)


async def vm_move(session: Session, args: argparse.Namespace) -> None:
    """vm-move."""
    from console.operations.move_draft import MoveDraft

    await session.connect([], args.timeout, everything=True)
    to = _host(session, args.to)
    names = _names(args.network, left_out=True)
    vms, operations = _vms(session, args), list[Operation]()
    if args.name and len(vms) > 1:
        raise ConsoleError(N_("--name is for one VM; there are {n}.", n=len(vms)), cause=Cause.INVALID)
    for vm in vms:
        draft = MoveDraft(session.inventory, [vm.ref], to.id)
        draft.keep, draft.shut_down, draft.name, draft.networks = args.keep, args.shutdown, args.name or "", names
        draft.disk_repositories = {(vm.ref, disk): place for disk, place in _storage(session, vm, to, args.storage).items()}
        await draft.ask(session.hosts)
        for problem in draft.problems():
            if problem.error:
                raise ConsoleError(N_("Nothing was moved: {why}", why=problem.text), cause=Cause.INVALID)
            session.output.note(f"{vm.name}: {problem.text}")
        operations += draft.operations()
    failures = await session.run_all(operations)
    now = [session.inventory.vm(vm.ref) or next((new for new in session.inventory.vms(to.id) if new.uuid == vm.uuid), vm) for vm in vms]
    show_results(session, now, failures)


def _vms(session: Session, args: argparse.Namespace) -> list[Vm]:
    """Those that were named, on the hosts that were named."""
    only = {_host(session, word).id for word in args.host}
    return [vm for vm in session.vms_named(args.vms) if not only or vm.host in only]


def _storage(session: Session, vm: Vm, to: Host, words: list[str]) -> dict[str, str]:
    """Disk target → repository (uuid), as said."""
    targets = [disk.target for disk in (vm.config.disks if vm.config is not None else ())]
    storage: dict[str, str] = {}
    for word in sorted(words, key=lambda word: word.partition("=")[0] in targets):  # for all first, then those of single disks
        disk, _, name = word.partition("=") if word.partition("=")[0] in targets else ("", "", word)
        found = next((r for r in session.inventory.repositories(to.id) if name in (r.name, r.uuid)), None)
        if found is None:
            raise ConsoleError(N_("{host} has no storage repository {name}.", host=to.name, name=name), cause=Cause.GONE)
        storage.update(dict.fromkeys([disk] if disk else targets, found.uuid))
    return storage


def _plan(session: Session, vm: Vm, to: Host, args: argparse.Namespace, names: dict[str, str]) -> MigrationPlan:
    if is_live(vm) and not args.live:
        raise ConsoleError(N_("{name} is running.", name=vm.name), cause=Cause.INVALID, remedy=N_("Use --live, or shut it down first."))
    if args.live and not is_live(vm):
        raise ConsoleError(N_("{name} is not running.", name=vm.name), cause=Cause.INVALID, remedy=N_("Leave --live out."))
    plan = default_plan(vm, to.id, session.inventory, with_storage=args.with_storage)
    storage = _storage(session, vm, to, args.storage)
    networks = {nic.mac: names[nic.source] for nic in (vm.config.nics if vm.config is not None else ()) if nic.source in names}
    return dataclasses.replace(plan, storage=storage, networks=networks, keep_source_disks=args.keep_disks)


def _host(session: Session, word: str) -> Host:
    found = [host for host in session.inventory.hosts() if word in (host.name, host.id, host.record.uri)]
    if len(found) != 1:
        raise ConsoleError(N_("There is no host {name} in the list.", name=word), cause=Cause.GONE, remedy=N_("“virtdeckctl host-list” shows them."))
    return found[0]


def _names(words: list[str], *, left_out: bool = False) -> dict[str, str]:
    found = {}
    for word in words:
        old, equals, new = word.partition("=")
        if not equals or not old or not (new or left_out):
            raise ConsoleError(N_("“{word}” is not OLD=NEW, two names of networks.", word=word), cause=Cause.INVALID)
        found[old] = new
    return found


VERBS = {"vm-migrate": vm_migrate, "vm-move": vm_move}
