"""Watches the guests of one host: management agent, I/O drivers, addresses, what the system is.

Event-driven: the agent's channel event starts the questions, so the General tab is right within a second of the agent's first answer. A guest
that hangs costs one unanswered question now and then (back-off), and never holds up the others: only one VM a host is asked again after a silence.

Runs on the loop's thread; every question goes through the host's agent connection (one in flight). Nothing is ever changed in a guest.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from console.backend import agent_replies, xenstore
from console.backend.hooks import GuestCalls, GuestWatchLike
from console.model.errors import Cause, ConsoleError
from console.model.guest_io import Evidence, judge
from console.model.ids import HostId, Kind, Ref
from console.model.objects import Address, HostKind, PowerState, Vm
from console.model.ports import Programs
from console.model.text import N_, Text
from console.model.tools import AgentState, GuestFamily, GuestTools, Tri

log = logging.getLogger("virtdeck.guest")

ANSWER_SECONDS = 5
BACK_OFF = (10.0, 20.0, 40.0, 80.0, 160.0, 300.0)
"""Seconds between questions to an agent that does not answer."""
EARLY = (1.0, 1.0, 2.0, 3.0, 5.0, 8.0, 15.0, 30.0)
"""Seconds between looks at a fresh guest that has no address yet, or whose drivers nothing has confirmed yet."""
STEADY_VISIBLE, STEADY_HIDDEN = 20.0, 120.0

NO_PROOF = N_("Its devices are paravirtual, but nothing in the guest has confirmed the drivers yet.")
NO_XENSTORE = N_("Guest tools of Xen VMs are read from xenstore, which needs an ssh connection to the host.")
NOT_TOLD = N_("This hypervisor does not tell the state of guest tools.")


@dataclass
class _Guest:
    """One running VM."""

    evidence: Evidence = field(default_factory=Evidence)
    silent: int = 0  # unanswered questions in a row
    task: asyncio.Task[None] | None = None
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    connected: bool | None = None  # last word on the channel, from the XML or the event
    looks: int = 0


class GuestWatch(GuestWatchLike):
    """One per host; see :class:`console.backend.hooks.GuestWatchLike` for who calls what."""

    def __init__(self, host: HostId, calls: GuestCalls, *, programs: Programs | None = None, now: Callable[[], float] = time.time) -> None:
        self._host = host
        self._calls = calls
        self._programs = programs
        self._now = now
        self._guests: dict[str, _Guest] = {}
        self._visible: frozenset[str] = frozenset()
        self._again = asyncio.Lock()  # after a silence, guests of a host are asked one by one
        self._xen: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()

    # ------------------------------------------------------------------ what the hub calls

    def vm_changed(self, old: Vm | None, new: Vm | None) -> None:
        if new is None:
            if old is not None:
                self._forget(old.uuid)
            return
        running = new.state is PowerState.RUNNING
        was_running = old is not None and old.state is PowerState.RUNNING
        if not new.state.active:
            self._forget(new.uuid)
            if new.tools != GuestTools() or new.addresses:
                self._patch(new.uuid, {"tools": GuestTools(), "addresses": ()})
            return
        if not running or new.config is None or new.is_template:
            return
        if new.uuid not in self._guests:
            seen = self._now() if old is not None and not old.state.active and old.state is not PowerState.UNKNOWN else None
            self._patch(
                new.uuid, {"tools": dataclasses.replace(new.tools, boot_seen=seen or new.tools.boot_seen, offered=self._calls.host().tools_version)}
            )
            self._follow(new)
        elif not was_running or old is None or old.config != new.config:
            self._configuration_changed(new)

    def agent_event(self, uuid: str, connected: bool) -> None:
        guest = self._guests.get(uuid)
        if guest is None:
            return
        guest.connected = connected
        guest.silent = 0
        guest.looks = 0
        if not connected:
            guest.evidence = dataclasses.replace(guest.evidence, agent=False, macs=None)
            vm = self._calls.vm(uuid)
            answered = vm is not None and vm.tools.agent in (AgentState.RESPONDING, AgentState.NOT_RESPONDING)
            left = {"agent_left": self._now()} if answered else {}
            self._tools(uuid, agent=AgentState.DISCONNECTED, agent_version="", agent_commands=frozenset(), **left)
        guest.wake.set()

    def device_event(self, uuid: str) -> None:
        guest = self._guests.get(uuid)
        if guest is not None:
            guest.looks = 0
            guest.wake.set()

    def visible(self, uuids: frozenset[str]) -> None:
        fresh = uuids - self._visible
        self._visible = uuids
        for uuid in fresh:
            if (guest := self._guests.get(uuid)) is not None and guest.silent == 0:
                guest.wake.set()

    def close(self) -> None:
        for uuid in list(self._guests):
            self._forget(uuid)
        if self._xen is not None:
            self._xen.cancel()
            self._xen = None

    # ------------------------------------------------------------------ one guest

    def _follow(self, vm: Vm) -> None:
        guest = self._guests[vm.uuid] = _Guest(connected=_channel(vm))
        host = self._calls.host()
        if host.kind is HostKind.XEN:
            self._follow_xen(vm, host.transport)
            return
        if host.kind is not HostKind.QEMU:
            self._tools(vm.uuid, agent=AgentState.UNKNOWN, why_unknown=NOT_TOLD)
            return
        self._state_by_channel(vm, guest)
        guest.task = self._start(self._watch(vm.uuid, guest), f"guest {vm.name}")

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work, name=name)

        def ended(done: asyncio.Task[None]) -> None:
            self._closing.discard(done)
            if not done.cancelled() and (problem := done.exception()) is not None:
                log.error("watching %s failed", name, exc_info=problem)

        self._closing.add(task)
        task.add_done_callback(ended)
        return task

    def _forget(self, uuid: str) -> None:
        guest = self._guests.pop(uuid, None)
        if guest is not None and guest.task is not None:
            guest.task.cancel()

    def _configuration_changed(self, vm: Vm) -> None:
        guest = self._guests[vm.uuid]
        channel = _channel(vm)
        if channel is not guest.connected:
            guest.connected = channel
            guest.silent = 0
        self._state_by_channel(vm, guest)
        guest.looks = 0
        guest.wake.set()

    def _state_by_channel(self, vm: Vm, guest: _Guest) -> None:
        """What the configuration alone tells, at once."""
        if vm.config is not None and vm.config.agent_channel is None:
            guest.evidence = dataclasses.replace(guest.evidence, agent=False)
            self._tools(vm.uuid, agent=AgentState.NO_CHANNEL, agent_version="", agent_commands=frozenset())
        elif guest.connected is False or vm.tools.agent is AgentState.NO_CHANNEL:  # just plugged in: libvirt says nothing before the guest's event
            self._tools(vm.uuid, agent=AgentState.DISCONNECTED, agent_version="", agent_commands=frozenset())
        else:
            self._tools(vm.uuid)

    async def _watch(self, uuid: str, guest: _Guest) -> None:
        """Look, sleep until the next look is due or something wakes us, look again; for as long as the VM runs."""
        while True:
            guest.wake.clear()
            await self._look(uuid, guest)
            try:
                async with asyncio.timeout(self._pause(uuid, guest)):
                    await guest.wake.wait()
            except TimeoutError:
                pass

    def _pause(self, uuid: str, guest: _Guest) -> float:
        if guest.silent:
            return BACK_OFF[min(guest.silent, len(BACK_OFF)) - 1]
        vm = self._calls.vm(uuid)
        settled = vm is not None and any(a.scope == "global" for a in vm.addresses) and vm.tools.io is not Tri.UNKNOWN
        if not settled and guest.looks <= len(EARLY):
            return EARLY[max(0, guest.looks - 1)]
        return STEADY_VISIBLE if uuid in self._visible else STEADY_HIDDEN

    async def _look(self, uuid: str, guest: _Guest) -> None:
        guest.looks += 1
        if guest.connected:
            if guest.silent:
                async with self._again:
                    await self._ask(uuid, guest)
            else:
                await self._ask(uuid, guest)
        vm = self._calls.vm(uuid)
        if vm is None:
            return
        if vm.stats is not None and vm.stats.memory_used_bytes is not None and not guest.evidence.balloon:
            guest.evidence = dataclasses.replace(guest.evidence, balloon=True)
        if vm.tools.agent is not AgentState.RESPONDING or not any(a.source == "agent" for a in vm.addresses):
            await self._addresses_from_outside(vm)
        self._tools(uuid)

    async def _ask(self, uuid: str, guest: _Guest) -> None:
        """Everything the agent can tell; first what the General tab waits for."""
        try:
            version, commands = agent_replies.info(await self._command(uuid, "guest-info"))
        except ConsoleError as refusal:
            if refusal.cause is Cause.GONE or not guest.connected:
                return
            if refusal.cause in (Cause.UNREACHABLE, Cause.UNSUPPORTED):
                self._tools(uuid, agent=AgentState.UNKNOWN, why_unknown=refusal.text)
                return
            guest.silent += 1
            guest.evidence = dataclasses.replace(guest.evidence, agent=False, macs=None)
            self._tools(uuid, agent=AgentState.NOT_RESPONDING)
            return
        guest.silent = 0
        guest.evidence = dataclasses.replace(guest.evidence, agent=True)
        self._tools(uuid, agent=AgentState.RESPONDING, agent_version=version, agent_commands=commands, why_unknown=None)
        for command in (
            "guest-get-osinfo",
            "guest-network-get-interfaces",
            "guest-get-host-name",
            "guest-get-devices",
            "guest-get-fsinfo",
            "guest-get-timezone",
        ):
            if command not in commands:
                continue
            try:
                reply = await self._command(uuid, command)
            except ConsoleError as refusal:
                log.info("%s of %s: %s | %s", command, uuid, refusal.text.english(), refusal.detail)
                if refusal.cause in (Cause.GONE, Cause.UNREACHABLE):
                    return
                continue
            self._told(uuid, guest, command, reply)
        vm = self._calls.vm(uuid)
        if vm is not None and vm.started_at is None and {"guest-file-open", "guest-file-read", "guest-file-close"} <= commands:
            await self._boot_time(vm)

    async def _boot_time(self, vm: Vm) -> None:
        """When a guest booted that ran before the console: Linux says it in a file. Only reads; a guest that refuses stays without."""
        if vm.family is not GuestFamily.LINUX:
            return
        try:
            handle = await self._calls.agent_command(vm.uuid, "guest-file-open", {"path": "/proc/uptime", "mode": "r"}, ANSWER_SECONDS)
            try:
                reply = await self._calls.agent_command(vm.uuid, "guest-file-read", {"handle": handle, "count": 64}, ANSWER_SECONDS)
            finally:
                await self._calls.agent_command(vm.uuid, "guest-file-close", {"handle": handle}, ANSWER_SECONDS)
        except ConsoleError as refusal:
            log.info("boot time of %s: %s | %s", vm.uuid, refusal.text.english(), refusal.detail)
            return
        seconds = agent_replies.uptime(reply)
        if seconds is not None and seconds >= 0:
            self._patch(vm.uuid, {"started_at": self._now() - seconds})

    def _told(self, uuid: str, guest: _Guest, command: str, reply: object) -> None:
        match command:
            case "guest-get-osinfo":
                os = agent_replies.os_info(reply)
                named: dict[str, Any] = {"family": agent_replies.family(os)}
                if name := agent_replies.os_name(os):
                    named["os_name"] = name
                self._patch(uuid, named)
                self._tools(uuid, os=os)
            case "guest-network-get-interfaces":
                vm = self._calls.vm(uuid)
                macs, addresses = agent_replies.interfaces(reply, _inside_only(vm))
                guest.evidence = dataclasses.replace(guest.evidence, macs=macs)
                self._patch(uuid, {"addresses": addresses})
                self._tools(uuid)
            case "guest-get-host-name":
                self._tools(uuid, hostname=agent_replies.host_name(reply))
            case "guest-get-devices":
                drivers = agent_replies.drivers(reply)
                guest.evidence = dataclasses.replace(guest.evidence, drivers=drivers)
                self._tools(uuid, drivers=drivers, installed_drivers=agent_replies.package_version(drivers))
            case "guest-get-fsinfo":
                self._tools(uuid, filesystems=agent_replies.filesystems(reply))
            case "guest-get-timezone":
                self._tools(uuid, timezone=agent_replies.time_zone(reply))

    async def _command(self, uuid: str, command: str) -> Any:
        return await self._calls.agent_command(uuid, command, None, ANSWER_SECONDS)

    async def _addresses_from_outside(self, vm: Vm) -> None:
        """Without the agent: DHCP leases of libvirt's networks, then the host's ARP table."""
        if vm.config is None or all(nic.type == "user" for nic in vm.config.nics):
            return
        for source in ("lease", "arp"):
            try:
                rows = await self._calls.interface_addresses(vm.uuid, source)
            except ConsoleError:
                continue
            if rows:
                found = tuple(Address(r.ip, r.prefix, r.family, r.mac, r.interface, source, agent_replies.scope(r.ip)) for r in rows)
                self._patch(vm.uuid, {"addresses": found})
                return

    # ------------------------------------------------------------------ Xen

    def _follow_xen(self, vm: Vm, transport: str) -> None:
        if transport != "ssh" or self._programs is None:
            self._tools(vm.uuid, agent=AgentState.UNKNOWN, why_unknown=NO_XENSTORE)
        if self._xen is None or self._xen.done():
            programs = self._programs if transport == "ssh" else None
            self._xen = self._start(self._watch_xen(programs), f"xenstore of {self._host}")

    async def _watch_xen(self, programs: Programs | None) -> None:
        """One listing for all guests of the host, early and often at first, then steadily; ends with the last guest.

        Addresses that xenstore does not have (no tools, or no way to read it) come from DHCP leases.
        """
        looks = 0
        while self._guests:
            found: dict[str, xenstore.XenGuest] = {}
            if programs is not None:
                try:
                    result = await programs.run(xenstore.COMMAND, host=self._host, deadline=10.0)
                except ConsoleError as refusal:
                    for uuid in self._guests:
                        self._tools(uuid, agent=AgentState.UNKNOWN, why_unknown=refusal.text)
                else:
                    found = xenstore.parse(result.stdout)
            for uuid, guest in list(self._guests.items()):
                if (told := found.get(uuid.lower())) is not None:
                    self._told_by_xenstore(uuid, guest, told)
                if (told is None or not told.addresses) and (vm := self._calls.vm(uuid)) is not None:
                    await self._addresses_from_outside(vm)
            looks += 1
            await asyncio.sleep(EARLY[looks - 1] if looks <= len(EARLY) else STEADY_VISIBLE)

    def _told_by_xenstore(self, uuid: str, guest: _Guest, told: xenstore.XenGuest) -> None:
        guest.evidence = told.evidence
        agent = AgentState.RESPONDING if told.tools_version else AgentState.DISCONNECTED
        if told.addresses:
            self._patch(uuid, {"addresses": told.addresses})
        if told.os_name:
            self._patch(uuid, {"os_name": told.os_name})
        self._tools(uuid, agent=agent, agent_version=told.tools_version, why_unknown=None)

    # ------------------------------------------------------------------ patches

    def _tools(self, uuid: str, **fields: Any) -> None:
        """Change fields of ``tools``; the I/O state is judged anew each time."""
        vm, guest = self._calls.vm(uuid), self._guests.get(uuid)
        if vm is None or vm.config is None or guest is None:
            return
        tools = dataclasses.replace(vm.tools, **fields)
        io, findings = judge(vm.config, vm.family, guest.evidence)
        why: Text | None = tools.why_unknown
        if io is Tri.UNKNOWN and why is None and tools.agent is not AgentState.UNKNOWN:
            why = NO_PROOF
        elif io is not Tri.UNKNOWN and why is NO_PROOF:
            why = None
        tools = dataclasses.replace(tools, io=io, io_findings=findings, why_unknown=why)
        if tools != vm.tools:
            self._patch(uuid, {"tools": tools})

    def _patch(self, uuid: str, fields: Mapping[str, Any]) -> None:
        self._calls.patch(Ref(Kind.VM, self._host, uuid), fields)


def _channel(vm: Vm) -> bool | None:
    channel = vm.config.agent_channel if vm.config is not None else None
    return channel.connected if channel is not None else None


def _inside_only(vm: Vm | None) -> frozenset[str]:
    if vm is None or vm.config is None:
        return frozenset()
    return frozenset(nic.mac.lower() for nic in vm.config.nics if nic.type == "user")
