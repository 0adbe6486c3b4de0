"""vm-migrate: VMs to another host, live or cold."""

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
    new.add_argument("--to", metavar="HOST", required=True, help=tr("the host that they go to"))
    new.add_argument("--live", action="store_true", help=tr("while they run (without it: VMs that are off)"))
    new.add_argument(
        "--with-storage", action="store_true", help=tr("copy the disks that the other host does not reach, and delete the old ones at the end")
    )
    new.add_argument(
        "--storage",
        metavar="[DISK=]REPOSITORY",
        action="append",
        default=[],
        help=tr("where copied disks go (default: the host's own); with DISK (like vda) that one disk; may be repeated"),
    )
    new.add_argument("--network", metavar="OLD=NEW", action="append", default=[], help=tr("a network that has another name there; may be repeated"))
    new.add_argument("--keep-disks", action="store_true", help=tr("do not delete the old disks"))


async def vm_migrate(session: Session, args: argparse.Namespace) -> None:
    """vm-migrate."""
    await session.connect([], args.timeout, everything=True)
    to = _host(session, args.to)
    names = _names(args.network)
    only = {_host(session, word).id for word in args.host}
    vms = [vm for vm in session.vms_named(args.vms) if not only or vm.host in only]
    operations: list[Operation] = [migrate(_plan(session, vm, to, args, names), session.inventory) for vm in vms]
    failures = await session.run_all(operations)
    refs = [Ref(Kind.VM, to.id, vm.uuid) if failure is None else vm.ref for vm, failure in zip(vms, failures, strict=True)]
    now = [session.inventory.vm(ref) or vm for ref, vm in zip(refs, vms, strict=True)]
    show_results(session, now, failures)


def _plan(session: Session, vm: Vm, to: Host, args: argparse.Namespace, names: dict[str, str]) -> MigrationPlan:
    if is_live(vm) and not args.live:
        raise ConsoleError(N_("{name} is running.", name=vm.name), cause=Cause.INVALID, remedy=N_("Use --live, or shut it down first."))
    if args.live and not is_live(vm):
        raise ConsoleError(N_("{name} is not running.", name=vm.name), cause=Cause.INVALID, remedy=N_("Leave --live out."))
    plan = default_plan(vm, to.id, session.inventory, with_storage=args.with_storage)
    targets = [disk.target for disk in (vm.config.disks if vm.config is not None else ())]
    storage: dict[str, str] = {}
    for word in sorted(args.storage, key=lambda word: word.partition("=")[0] in targets):  # for all first, then those of single disks
        disk, _, name = word.partition("=") if word.partition("=")[0] in targets else ("", "", word)
        found = next((r for r in session.inventory.repositories(to.id) if name in (r.name, r.uuid)), None)
        if found is None:
            raise ConsoleError(N_("{host} has no storage repository {name}.", host=to.name, name=name), cause=Cause.GONE)
        storage.update(dict.fromkeys([disk] if disk else targets, found.uuid))
    networks = {nic.mac: names[nic.source] for nic in (vm.config.nics if vm.config is not None else ()) if nic.source in names}
    return dataclasses.replace(plan, storage=storage, networks=networks, keep_source_disks=args.keep_disks)


def _host(session: Session, word: str) -> Host:
    found = [host for host in session.inventory.hosts() if word in (host.name, host.id, host.record.uri)]
    if len(found) != 1:
        raise ConsoleError(N_("There is no host {name} in the list.", name=word), cause=Cause.GONE, remedy=N_("“virtdeckctl host-list” shows them."))
    return found[0]


def _names(words: list[str]) -> dict[str, str]:
    found = {}
    for word in words:
        old, equals, new = word.partition("=")
        if not equals or not old or not new:
            raise ConsoleError(N_("“{word}” is not OLD=NEW, two names of networks.", word=word), cause=Cause.INVALID)
        found[old] = new
    return found


VERBS = {"vm-migrate": vm_migrate}
