"""Verbs for VMs that are there: list, show, power, delete."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from typing import Any

from console.cli.output import STATES
from console.cli.session import Session
from console.cli.show import VM_COLUMNS, state_words, vm_json, vm_pairs, vm_row
from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.objects import PowerState, Vm
from console.model.rules import Verb, consequence
from console.model.sharing import pool_hosts
from console.model.text import N_, tr
from console.model.tools import AgentState
from console.operations.base import Operation
from console.operations.delete import DeletableDisk, DeleteVm, deletable_disks
from console.operations.power import POWER_VERBS, Reboot, Resume, Shutdown, Start, for_many
from console.operations.subject import target
from console.operations.virtio import VerifySwitch


async def vm_list(session: Session, args: argparse.Namespace) -> None:
    """vm-list."""
    states = {state.value for state in PowerState}
    if args.state is not None and args.state not in states:
        raise ConsoleError(
            N_("There is no state {state}; there are {states}.", state=args.state, states=", ".join(sorted(states))), cause=Cause.INVALID
        )
    hosts = {host.id for host in await session.connect(args.host, args.timeout)}
    vms = [vm for vm in session.inventory.vms() if vm.host in hosts and vm.is_template == args.templates]
    if args.state is not None:
        vms = [vm for vm in vms if vm.state.value == args.state]
    vms.sort(key=lambda vm: (vm.name.casefold(), session.host_name(vm.host)))
    answering = [vm for vm in vms if vm.config is not None and (channel := vm.config.agent_channel) is not None and channel.connected]
    session.hosts.watch([vm.ref for vm in answering])
    await _settle_agents(session, answering, LIST_SECONDS)
    vms = [found for vm in vms if (found := session.inventory.vm(vm.ref)) is not None]
    if session.output.json:
        session.output.document([vm_json(vm, session.inventory) for vm in vms])
    else:
        session.output.table(VM_COLUMNS, [vm_row(vm, session.inventory) for vm in vms])


async def vm_show(session: Session, args: argparse.Namespace) -> None:
    """vm-show."""
    await session.connect(args.host, args.timeout)
    vms = session.vms_named(args.vms)
    session.hosts.watch([vm.ref for vm in vms])
    if args.wait_agent is not None:
        await wait_agents(session, [vm.ref for vm in vms], args.wait_agent)
    else:
        await _settle_agents(session, vms)
    now = [found for vm in vms if (found := session.inventory.vm(vm.ref)) is not None]
    show_vms(session, now)


def show_vms(session: Session, vms: Sequence[Vm]) -> None:
    """Print VMs as vm-show does."""
    if session.output.json:
        session.output.document([vm_json(vm, session.inventory) for vm in vms])
        return
    for number, vm in enumerate(vms):
        if number:
            session.output.line("")
        session.output.pairs(vm_pairs(vm, session.inventory))


AGENT_LOOK_SECONDS = 3.0
"""How long vm-show waits for what the agents of running VMs say; a hung one costs no more."""

LIST_SECONDS = 1.5
"""The same for vm-list, which asks only agents that are connected."""


def _addressed(vm: Vm) -> bool:
    """Whether it has told an address that others can use; a link-local one comes seconds earlier."""
    return any(address.scope == "global" for address in vm.addresses)


async def _settle_agents(session: Session, vms: Sequence[Vm], seconds: float = AGENT_LOOK_SECONDS) -> None:
    def told(ref: Ref) -> bool:
        vm = session.inventory.vm(ref)
        if vm is None or vm.state is not PowerState.RUNNING or vm.config is None or vm.config.agent_channel is None:
            return True
        agent = vm.tools.agent
        if agent is AgentState.RESPONDING:
            return vm.tools.os is not None and (_addressed(vm) or not vm.config.nics)
        return agent is not AgentState.UNKNOWN

    await session.until(lambda: all(told(vm.ref) for vm in vms), seconds)


async def wait_agents(session: Session, refs: Sequence[Ref], seconds: float) -> None:
    """Wait until the inventory says that the agents respond (and have told their addresses, where they do so soon)."""
    session.hosts.watch(list(refs))

    def agent(ref: Ref) -> AgentState | None:
        vm = session.inventory.vm(ref)
        return vm.tools.agent if vm is not None else None

    def over(ref: Ref) -> bool:
        vm = session.inventory.vm(ref)
        return vm is None or not (vm.state.active or vm.state is PowerState.UNKNOWN) or agent(ref) is AgentState.RESPONDING

    def addressed(ref: Ref) -> bool:
        vm = session.inventory.vm(ref)
        return vm is None or vm.config is None or (vm.tools.os is not None and (_addressed(vm) or not vm.config.nics))

    await session.until(lambda: all(over(ref) for ref in refs), seconds)
    for ref in refs:
        vm = session.inventory.vm(ref)
        if agent(ref) is not AgentState.RESPONDING:
            name = vm.name if vm is not None else ref.key
            if vm is None or not vm.state.active:
                failure = ConsoleError(N_("{name} is off: its management agent can't be waited for.", name=name), cause=Cause.AGENT)
            else:
                failure = ConsoleError(
                    N_("The management agent of {name} did not respond within {seconds} seconds.", name=name, seconds=round(seconds)),
                    cause=Cause.TIMEOUT,
                )
            session.output.error(failure)
    answering = [ref for ref in refs if agent(ref) is AgentState.RESPONDING]
    await session.until(lambda: all(addressed(ref) for ref in answering), AGENT_LOOK_SECONDS)


# --------------------------------------------------------------------------- power


def _operations(session: Session, verb: Verb, vms: Sequence[Vm], args: argparse.Namespace) -> list[Operation]:
    targets = [target(vm, session.inventory) for vm in vms]
    match verb:
        case Verb.VM_START:
            return [Start(of, discard_saved=args.discard_saved) for of in targets]
        case Verb.VM_RESUME:
            return [Resume(of, discard_saved=args.discard_saved) for of in targets]
        case Verb.VM_SHUTDOWN:
            return [Shutdown(of, seconds=args.wait) for of in targets]
        case Verb.VM_REBOOT:
            return [Reboot(of, seconds=args.wait) for of in targets]
    return list(for_many(verb, [vm.ref for vm in vms], session.inventory))


async def vm_power(session: Session, args: argparse.Namespace) -> None:
    """vm-start, vm-shutdown, vm-reboot, vm-suspend, vm-resume, vm-pause, vm-unpause, vm-force-off, vm-force-reboot."""
    verb = Verb(args.verb)
    assert verb in POWER_VERBS
    await session.connect(args.host, args.timeout)
    vms = session.vms_named(args.vms)
    if not vms:
        show_results(session, [], [])
        return
    session.hosts.watch([vm.ref for vm in vms])
    if verb in (Verb.VM_START, Verb.VM_RESUME):
        await _look_around(session, vms, args.timeout)
    if verb in (Verb.VM_SHUTDOWN, Verb.VM_REBOOT):
        await _settle_agents(session, vms)  # which way it is asked depends on the agent
    failures = await session.run_all(_operations(session, verb, vms, args))
    if verb is Verb.VM_START:
        failures = await _verify_switched(session, vms, failures)
    if getattr(args, "wait_agent", None) is not None:
        started = [vm.ref for vm, failure in zip(vms, failures, strict=True) if failure is None]
        await wait_agents(session, started, args.wait_agent)
    show_results(session, vms, failures)


async def _verify_switched(session: Session, vms: Sequence[Vm], failures: list[ConsoleError | None]) -> list[ConsoleError | None]:
    """What starts with virtio devices for the first time is waited for, as the window does: a silent guest gets its old devices back."""
    first = [
        number
        for number, (vm, failure) in enumerate(zip(vms, failures, strict=True))
        if failure is None and vm.state is PowerState.HALTED and vm.config is not None and vm.config.metadata.fallback_seconds is not None
    ]
    if not first:
        return failures
    for number in first:
        session.output.note(tr("{name} starts with virtio devices for the first time: waiting for a sign of life.", name=vms[number].name))
    verified = await session.run_all([VerifySwitch(target(session.inventory.vm(vms[n].ref) or vms[n], session.inventory)) for n in first])
    found = list(failures)
    for number, failure in zip(first, verified, strict=True):
        found[number] = failure
    return found


async def _look_around(session: Session, vms: Sequence[Vm], seconds: float) -> None:
    """Connect the other hosts of the VMs' pools and read all storage there: whether a disk is in use elsewhere decides over a start."""
    hosts = {host.id for vm in vms if len(pool := pool_hosts(session.inventory, vm.host)) > 1 for host in pool}
    for failure in await session.try_connect(sorted(hosts), seconds):
        session.output.note(str(N_("{why} Whether its VMs use the same disks can't be seen.", why=failure.text)))


def show_results(session: Session, vms: Sequence[Vm], failures: Sequence[ConsoleError | None]) -> None:
    """One row a VM: its state now, or why not."""
    rows: list[dict[str, Any]] = []
    for vm, failure in zip(vms, failures, strict=True):
        now = session.inventory.vm(vm.ref)
        rows.append(
            {
                "name": vm.name,
                "uuid": vm.uuid,
                "host": session.host_name(vm.host),
                "ok": failure is None,
                "state": now.state.value if now is not None else "gone",
                "error": str(failure.text) if failure is not None else "",
            }
        )
    if session.output.json:
        session.output.document(rows)
    else:
        done = [[row["name"], str(STATES.get(row["state"], N_("gone")))] for row in rows if row["ok"]]
        session.output.table((N_("NAME"), N_("STATE")), done)


# --------------------------------------------------------------------------- delete


async def vm_delete(session: Session, args: argparse.Namespace) -> None:
    """vm-delete."""
    await session.connect(args.host, args.timeout)  # storage is read before the VMs' configurations; without it nothing would be offered
    vms = session.vms_named(args.vms)
    if len(vms) < len(set(args.vms)):
        raise ConsoleError(N_("Nothing was deleted."), cause=Cause.INVALID)  # a mistyped name: what else was meant is not sure
    operations: list[Operation] = []
    for vm in vms:
        disks = await _chosen_disks(session, vm, args)
        if not args.yes:
            await _ask(session, vm, disks)
        operations.append(DeleteVm(target(vm, session.inventory), tuple(disk.path for disk in disks), off_first=args.force_off))
    show_results(session, vms, await session.run_all(operations))


async def _chosen_disks(session: Session, vm: Vm, args: argparse.Namespace) -> list[DeletableDisk]:
    """The disks that the options mean. Those that are kept are told with the reason."""
    if not args.disks and not args.disk:
        return []
    disks = await deletable_disks(vm, session.inventory, session.hosts.port(vm.host), hosts=session.hosts)
    chosen = []
    for disk in disks:
        named = disk.path in args.disk or disk.name in args.disk
        if not named and not args.disks:
            continue
        if disk.why_not is None:
            chosen.append(disk)
        elif named:
            raise ConsoleError(
                N_("{name} was not deleted: its disk {disk} can't be deleted with it. {why}", name=vm.name, disk=disk.name, why=disk.why_not),
                cause=Cause.INVALID,
            )
        else:
            session.output.note(tr("the disk {disk} is kept: {why}", disk=disk.name, why=disk.why_not))
    missing = [word for word in args.disk if not any(word in (disk.path, disk.name) for disk in disks)]
    if missing:
        raise ConsoleError(N_("{name} was not deleted: {disk} is not one of its disks.", name=vm.name, disk=missing[0]), cause=Cause.INVALID)
    return chosen


async def _ask(session: Session, vm: Vm, disks: Sequence[DeletableDisk]) -> None:
    """Ask on the terminal; without one, refuse."""
    if not sys.stdin.isatty():
        raise ConsoleError(N_("{name} was not deleted: deleting must be confirmed.", name=vm.name), cause=Cause.INVALID, remedy=N_("Use --yes."))
    question = tr("Delete {name} ({state})?", name=vm.name, state=state_words(vm))
    if disks:
        question = tr("Delete {name} ({state}) and its disks {disks}?", name=vm.name, state=state_words(vm), disks=", ".join(d.name for d in disks))
    more = consequence(Verb.VM_DELETE, vm)
    prompt = f"{question}{f' {more}' if more is not None else ''} {tr('Type “yes” to delete:')} "
    session.output.err.write(prompt)
    session.output.err.flush()
    answer = await asyncio.ensure_future(session.background.run(sys.stdin.readline))
    if answer.strip().lower() not in ("yes", tr("yes")):
        raise ConsoleError(N_("{name} was not deleted.", name=vm.name), cause=Cause.CANCELLED)
