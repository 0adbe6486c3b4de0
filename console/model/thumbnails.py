"""Which VMs the console wall shows, why some have no picture, and which picture is asked for next. Pure.

A picture is a screenshot by the hypervisor (virDomainScreenshot): libvirt's libxl driver has none, and QEMU needs a video device to make one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.objects import AnyObject, Host, HostKind, HostState, Pool, PowerState, Vm
from console.model.text import N_, Text

LOCAL_SECONDS = 2.0
"""A picture of this computer's own VMs is at least so old before it is made again."""
REMOTE_SECONDS = 6.0
"""The same where pictures cross a network: one of 1280 × 1024 is 4 MB."""
SHARE = 4.0
"""A host's next picture waits so many times as long as the last one took: a slow line is left free for the rest."""
AFTER_FAILURE_SECONDS = 30.0
AT_ONCE = 2
"""Pictures of one host that are under way at the same time, at most."""


def walled(things: Sequence[AnyObject], inventory: Inventory) -> tuple[Vm, ...]:
    """The VMs of a selection (pools, hosts, VMs) that run or are paused in memory."""
    found: dict[Ref, Vm] = {}
    for thing in things:
        for vm in _members(thing, inventory):
            if vm.state.active and not vm.is_template:
                found[vm.ref] = vm
    return tuple(found.values())


def _members(thing: AnyObject, inventory: Inventory) -> Iterable[Vm]:
    match thing:
        case Vm():
            return (thing,)
        case Host():
            return inventory.vms(thing.id)
        case Pool():
            hosts = {host.id for host in inventory.hosts() if host.record.pool == thing.record.id}
            return (vm for vm in inventory.vms() if vm.host in hosts)
        case _:
            return ()


def why_no_picture(vm: Vm, host: Host | None) -> Text | None:
    """Why this VM's screen can't be shown small, or None where it can be tried."""
    if host is None or host.state is not HostState.READY:
        return N_("The host is not connected.")
    if host.kind is HostKind.XEN:
        return N_("Not available: libvirt can't make pictures of Xen VMs. The Console tab shows the screen.")
    if host.kind is HostKind.LXC or (vm.config is not None and vm.config.mode == "container"):
        return N_("Not available: containers have no screen. The Console tab shows the text console.")
    if vm.config is None:
        return None if host.kind is HostKind.TEST else N_("Reading…")
    if host.kind is HostKind.QEMU and all(model == "none" for model in vm.config.video):
        return N_("This VM has no screen. The Console tab shows its text console.")
    if vm.state is PowerState.SLEEPING:
        return N_("The guest sleeps.")
    return None


@dataclass(slots=True)
class Pace:
    """When this VM was asked last, and when it may be asked again (monotonic seconds)."""

    asked: float = float("-inf")
    again: float = float("-inf")
    busy: bool = False


def due(wanted: Sequence[Vm], paces: Mapping[Ref, Pace], hosts_again: Mapping[HostId, float], now: float) -> list[Vm]:
    """Whose picture to ask for now: those on screen, longest waiting first, at most :data:`AT_ONCE` of a host under way."""
    room: dict[HostId, int] = {}
    for ref, known in paces.items():
        if known.busy:
            room[ref.host] = room.get(ref.host, AT_ONCE) - 1
    chosen = []
    for vm in sorted(wanted, key=lambda each: paces[each.ref].asked if each.ref in paces else float("-inf")):
        pace = paces.get(vm.ref)
        if hosts_again.get(vm.host, 0.0) > now or (pace is not None and (pace.busy or pace.again > now)):
            continue
        if room.get(vm.host, AT_ONCE) > 0:
            room[vm.host] = room.get(vm.host, AT_ONCE) - 1
            chosen.append(vm)
    return chosen


def pause_after(seconds: float, *, local: bool) -> tuple[float, float]:
    """(of this VM, of its host): how long to wait after a picture that took ``seconds``."""
    return max(LOCAL_SECONDS if local else REMOTE_SECONDS, seconds * SHARE), 0.0 if local else seconds * (SHARE - 1)
