"""What a tree row shows: pure functions from objects to a few words, an icon, a badge and a mark."""

from __future__ import annotations

import time
from dataclasses import dataclass

from console.model.inventory import Inventory
from console.model.objects import AnyObject, Host, HostState, Network, Pool, PowerState, StorageRepository, Vm
from console.model.sharing import hosts_missing, hosts_reaching
from console.model.text import tr
from console.ui import words


@dataclass(frozen=True, slots=True)
class Look:
    """One row: ``dim`` is the second part after the name, ``mark`` an icon at the right edge, ``state`` for screen readers."""

    icon: str
    badge: str
    text: str
    dim: str = ""
    mark: str = ""
    state: str = ""
    faded: bool = False


def look(thing: AnyObject, host: Host | None, needy: int, lost: str = "") -> Look:
    """``needy``: VMs that need tools on this host, or 1 for a VM that does. ``lost``: hosts that lost a shared repository."""
    icon, badge = words.glyph(thing), words.badge(thing, host)
    state = words.state_words(thing, host)[0]
    match thing:
        case Host():
            dim = "" if thing.state is HostState.READY else str(words.host_words(thing))
            if not dim and needy:
                dim = tr("1 needs tools") if needy == 1 else tr("{n} need tools", n=needy)
            return Look(icon, badge, thing.name, dim, state=state, faded=thing.state is HostState.DISCONNECTED)
        case Vm():
            stale = host is not None and host.state is not HostState.READY
            dim = ""
            if thing.installing:
                dim = tr("installing")
            elif thing.migrating:
                dim = tr("migrating")
            elif not thing.is_template and thing.state not in (PowerState.RUNNING, PowerState.HALTED):
                dim = str(words.POWER[thing.state])
            mark = "warning" if thing.problem is not None else ("tools" if needy else "")
            faded = stale or (thing.state is PowerState.HALTED and not thing.is_template)
            return Look(icon, badge, thing.name, dim, mark, state, faded)
        case StorageRepository():
            if lost and thing.active:
                said = tr("lost on {hosts}", hosts=lost)
                return Look(icon, "warning", thing.name, said, "warning", state)
            return Look(icon, badge, thing.name, _fullness(thing), "", state, not thing.active)
        case Network():
            return Look(icon, badge, thing.name, "", "", state, not thing.active)
        case _:
            return Look(icon, badge, thing.name, state=state)


def lost_on(repository: StorageRepository, inventory: Inventory) -> str:
    """Hosts of the pool that have this shared storage no more, "" if none. That never had it is no loss."""
    return ", ".join(host.name for host, view in hosts_missing(inventory, repository) if view is not None)


def _fullness(repository: StorageRepository) -> str:
    """Only said when it matters: nine tenths and more are used."""
    capacity, free = repository.capacity_bytes, repository.available_bytes
    if not repository.active:
        return tr("not active")
    if capacity and free is not None and free < capacity / 10:
        return tr("{size} free", size=words.size(free))
    return ""


def tooltip(thing: AnyObject, inventory: Inventory) -> str:
    """Details on hovering, a line each."""
    host = inventory.host(thing.ref.host) if thing.ref.host else None
    rows: list[tuple[str, str]] = [(words.kind_words(thing), thing.name)]
    state = words.state_words(thing, host)[0]
    if state:
        rows.append((tr("State"), state))
    if isinstance(thing, Vm):
        rows += _vm_rows(thing, host)
    elif isinstance(thing, Host):
        rows += _host_rows(thing, inventory)
    elif isinstance(thing, StorageRepository):
        if thing.capacity_bytes:
            rows.append((tr("Free"), tr("{free} of {total}", free=words.size(thing.available_bytes), total=words.size(thing.capacity_bytes))))
        rows.append((tr("Path"), thing.path))
        if thing.shared:
            rows.append((tr("Hosts"), ", ".join(each.name for each in hosts_reaching(inventory, thing))))
            rows.append((tr("Lost on"), lost_on(thing, inventory)))
    elif isinstance(thing, Network):
        rows.append((tr("Addresses"), ", ".join(thing.addresses)))
    elif isinstance(thing, Pool):
        rows.append((tr("Hosts"), str(sum(1 for h in inventory.hosts() if h.record.pool == thing.record.id))))
    return "\n".join(f"{a}: {b}" for a, b in rows if b)


def _vm_rows(vm: Vm, host: Host | None) -> list[tuple[str, str]]:
    rows = [(tr("Host"), host.name if host else ""), (tr("Operating system"), vm.os_name)]
    rows.append((tr("Addresses"), ", ".join(a.ip for a in vm.addresses if a.scope == "global")[:120]))
    if vm.state is PowerState.RUNNING and vm.started_at:
        rows.append((tr("Uptime"), words.duration(time.time() - vm.started_at)))
    found = words.tools_report(vm)
    if found is not None:
        rows.append((tr("Virtualization state"), " · ".join(str(line.text) for line in found.lines)))
    if vm.problem is not None:
        rows.append((tr("Problem"), str(vm.problem)))
    return rows


def _host_rows(host: Host, inventory: Inventory) -> list[tuple[str, str]]:
    vms = [vm for vm in inventory.vms(host.id) if not vm.is_template]
    running = sum(1 for vm in vms if vm.state is PowerState.RUNNING)
    rows = [(tr("Address"), host.record.uri), (tr("VMs"), tr("{running} of {total} running", running=running, total=len(vms)))]
    if host.why is not None:
        rows.append((tr("Reason"), str(host.why)))
    if host.state is not HostState.READY and host.since:
        rows.append((tr("Since"), words.relative(host.since)))
    return rows
