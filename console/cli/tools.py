"""vm-tools: what is known of the guest tools, and what can be done about them."""

from __future__ import annotations

import argparse
import time

from console.cli.session import Session
from console.cli.vms import AGENT_LOOK_SECONDS
from console.model.errors import ConsoleError
from console.model.objects import PowerState, Vm
from console.model.preferences import WINDOWS_ISO_KEY
from console.model.text import N_, Text, tr
from console.model.tools import LINK_TEXTS, report
from console.model.tools_steps import tools_steps
from console.operations.base import Operation
from console.operations.subject import target
from console.operations.tools import AddAgentChannel, EjectTools, InsertTools
from console.operations.virtio import FALLBACK_KEY, FALLBACK_SECONDS, AddDriverDisk, ReturnToOldDevices, SwitchToVirtio, VerifySwitch


async def vm_tools(session: Session, args: argparse.Namespace) -> None:
    """vm-tools."""
    await session.connect(args.host, args.timeout, everything=args.insert or args.add_driver_disk)
    vms = session.vms_named(args.vms)
    if not any((args.insert, args.eject, args.add_channel, args.add_driver_disk, args.switch_to_virtio, args.return_devices)):
        await _status(session, vms)
        return
    operations = [_operation(session, vm, args) for vm in vms]
    failures = await session.run_all(operations)
    done = [vm for vm, failure in zip(vms, failures, strict=True) if failure is None]
    for vm in done:
        now = session.inventory.vm(vm.ref) or vm
        if args.insert:
            _tell_steps(session, now)
        if args.switch_to_virtio and now.state is PowerState.RUNNING and not args.restart:
            session.output.note(tr("{name} is switched when it is shut down and started again.", name=now.name))
    if args.switch_to_virtio and args.restart and done:
        await session.run_all([VerifySwitch(target(session.inventory.vm(vm.ref) or vm, session.inventory)) for vm in done])
    if session.output.json:
        session.output.document([_result(session, vm, failure) for vm, failure in zip(vms, failures, strict=True)])


def _result(session: Session, vm: Vm, failure: ConsoleError | None) -> dict[str, object]:
    now = session.inventory.vm(vm.ref) or vm
    error = str(failure.text) if failure is not None else ""
    return {"name": vm.name, "uuid": vm.uuid, "host": session.host_name(vm.host), "ok": failure is None, "state": now.state.value, "error": error}


def _operation(session: Session, vm: Vm, args: argparse.Namespace) -> Operation:
    of = target(vm, session.inventory)
    restart = bool(args.restart)
    if args.insert:
        disc = session.paths.tools_disc()
        windows = args.iso or str(session.settings.get(WINDOWS_ISO_KEY, "") or "")
        return InsertTools(of, linux_disc=str(disc) if disc is not None else "", windows_disc=windows, restart=restart)
    if args.eject:
        return EjectTools(of)
    if args.add_channel:
        return AddAgentChannel(of, restart=restart)
    if args.add_driver_disk:
        return AddDriverDisk(of, restart=restart)
    if args.return_devices:
        return ReturnToOldDevices(of, restart=restart)
    seconds = int(session.settings.get(FALLBACK_KEY, FALLBACK_SECONDS) or FALLBACK_SECONDS)
    return SwitchToVirtio(of, seconds=round(args.silence) if args.silence is not None else seconds, restart=restart)


def _tell_steps(session: Session, vm: Vm) -> None:
    """What to do in the guest now."""
    session.output.note(tr("The tools disc is in the CD drive of {name}. In the guest:", name=vm.name))
    for step in tools_steps(vm):
        text = tr("Or: {step}", step=step.text) if step.alternative else str(step.text)
        session.output.note(f"  {text}" + (f"\n    {step.command}" if step.command else ""))


async def _status(session: Session, vms: tuple[Vm, ...]) -> None:
    """The virtualization state, as the General tab says it."""
    session.hosts.watch([vm.ref for vm in vms])

    def known(vm: Vm) -> bool:
        now = session.inventory.vm(vm.ref)
        return (
            now is None or now.state is not PowerState.RUNNING or (now.tools.os is not None or now.tools.agent.value not in ("unknown", "responding"))
        )

    await session.until(lambda: all(known(vm) for vm in vms), AGENT_LOOK_SECONDS)
    found = [session.inventory.vm(vm.ref) or vm for vm in vms]
    if session.output.json:
        session.output.document([_json(vm) for vm in found])
        return
    for number, vm in enumerate(found):
        if number:
            session.output.line("")
        session.output.pairs(_pairs(vm))


def _json(vm: Vm) -> dict[str, object]:
    state = report(vm, time.time())
    meta = vm.config.metadata if vm.config is not None else None
    return {
        "name": vm.name,
        "uuid": vm.uuid,
        "agent": {"state": vm.tools.agent.value, "version": vm.tools.agent_version},
        "io": vm.tools.io.value,
        "findings": [{"device": f.device, "model": f.model, "cause": f.cause.value} for f in vm.tools.io_findings],
        "drivers": {"installed": vm.tools.installed_drivers, "offered": vm.tools.offered},
        "lines": [line.text.english() for line in state.lines] if state is not None else [],
        "link": state.link.value if state is not None and state.link is not None else "",
        "tools_disc": meta.tools_disc.path if meta is not None and meta.tools_disc is not None else "",
        "unverified_switch": meta is not None and meta.fallback_seconds is not None,
    }


def _pairs(vm: Vm) -> list[tuple[Text, str]]:
    state = report(vm, time.time())
    lines = [] if state is None else [f"{line.text} ({line.detail})" if line.detail is not None else str(line.text) for line in state.lines]
    meta = vm.config.metadata if vm.config is not None else None
    link = state.link if state is not None else None
    return [
        (N_("Name"), vm.name),
        (N_("Virtualization state"), "\n".join(lines)),
        (N_("What mends it"), str(LINK_TEXTS[link]) if link is not None else ""),
        (N_("Tools disc"), meta.tools_disc.path if meta is not None and meta.tools_disc is not None else ""),
        (N_("Switch to virtio"), tr("not verified yet") if meta is not None and meta.fallback_seconds is not None else ""),
    ]
