"""General tab of hosts and pools as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from console.model.inventory import Inventory
from console.model.objects import Host, HostKind, HostState, Pool, PowerState, Vm
from console.model.pool_checks import Finding, Level
from console.model.sharing import hosts_missing, shared_once
from console.model.text import N_, Text, listed, tr
from console.ui import words
from console.ui.tabs.sections import Link, Row, Section, Table

_KINDS = {
    HostKind.QEMU: "QEMU/KVM",
    HostKind.XEN: "Xen",
    HostKind.TEST: N_("libvirt's test driver (nothing is real)"),
    HostKind.LXC: N_("Containers (LXC)"),
    HostKind.BHYVE: "bhyve",
    HostKind.OTHER: "",
}
FEATURES: dict[str, Text] = {
    "events": N_("Events"),
    "stats": N_("Performance numbers"),
    "storage": N_("Storage"),
    "networks": N_("Networks"),
    "agent": N_("Management Agent"),
    "viewer": N_("Display"),
    "vm-viewer": N_("Display"),
    "vm-suspend": N_("Suspend"),
    "vm-install": N_("New VM"),
}
_OVERRIDES: dict[str, Text] = {
    "auto": N_("decided by a check"),
    "kvm": N_("set by hand: KVM"),
    "emulation": N_("set by hand: emulation"),
}


def host_sections(host: Host, inventory: Inventory, now: float) -> list[Section]:
    """All sections of a host."""
    found: list[Section] = []
    if host.state is not HostState.READY:
        found.append(_trouble(host, now))
    if host.session and host.state is HostState.READY:
        found.append(_session(host))
    found.append(_general(host))
    found.append(_hypervisor(host))
    found.append(_acceleration(host))
    found.append(_processor(host, inventory))
    if host.met:
        found.append(_vms(inventory.vms(host.id), host))
    found.append(_storage(host, inventory))
    found.append(_missing(host))
    return found


def _trouble(host: Host, now: float) -> Section:
    level = {HostState.CONNECTING: "info", HostState.DISCONNECTED: "", HostState.STALE: "warn"}.get(host.state, "error")
    mark, colour = {"info": ("wait", "info"), "": ("disconnect", "dim"), "warn": ("warning", "warn")}.get(level, ("error", "error"))
    rows = [Row("state", "", str(host.why or words.host_words(host)), mark=mark, colour=colour)]
    if host.remedy is not None:
        rows.append(Row("remedy", "", str(host.remedy)))
    if host.since and host.state is not HostState.CONNECTING:
        when = words.relative(host.since, now)
        since = tr("Since {when}. What is shown is what was last known.", when=when) if host.met else tr("Since {when}.", when=when)
        rows.append(Row("since", "", since, tip=words.absolute(host.since)))
    links = () if host.state in (HostState.CONNECTING, HostState.STALE) else (Link(tr("Connect"), "host-connect", host.ref),)
    return Section("trouble", tr("Connection"), tuple(rows), plain=True, level=level, links=links)


def _session(host: Host) -> Section:
    text = tr("A per-user libvirt: VMs have a user network (outgoing only), and no bridges or NAT networks can be made here.")
    return Section("session", tr("Outgoing network only"), (Row("session", "", text, mark="info", colour="info"),), plain=True, folded=False)


def _general(host: Host) -> Section:
    state, colour = words.state_words(host)
    rows = (
        Row("name", tr("Name"), host.name),
        Row("hostname", tr("Host name"), host.hostname),
        Row("state", tr("State"), state, colour=colour, links=_state_links(host)),
        Row("uri", tr("Address (URI)"), host.record.uri),
        Row("local", tr("Place"), tr("This computer") if host.record.local else ""),
        Row("auto", tr("Connect at start"), tr("Yes") if host.record.autoconnect else tr("No")),
        Row("saved", tr("Kept"), "" if host.record.saved else tr("For this run only (--connect)")),
    )
    return Section("general", tr("General"), rows)


def _state_links(host: Host) -> tuple[Link, ...]:
    if host.state is HostState.READY:
        return (Link(tr("Disconnect"), "host-disconnect", host.ref),)
    return ()


def _hypervisor(host: Host) -> Section:
    kind = str(_KINDS[host.kind])
    name = " ".join(part for part in (host.hypervisor, host.hypervisor_version) if part)
    types = sorted({f"{t.arch} {t.os_type}" for t in host.guest_types})
    firmwares = ""
    if host.caps is not None:
        firmwares = str(listed({"bios": "BIOS", "efi": "UEFI"}.get(f, f) for f in host.caps.firmwares))
        if host.caps.secure_boot:
            firmwares = tr("{firmwares}, Secure Boot", firmwares=firmwares)
    reading = tr("Reading what this host can do …") if host.state is HostState.READY and not host.loaded and not host.guest_types else ""
    rows = (
        Row("reading", "", reading, mark="wait", colour="info"),
        Row("kind", tr("Kind"), kind),
        Row("hypervisor", tr("Hypervisor"), name),
        Row("libvirt", "libvirt", host.libvirt_version),
        Row("transport", tr("Connected by"), host.transport),
        Row("firmware", tr("Firmware"), firmwares),
        Row("types", tr("Guests"), str(listed(types[:6])) + (" …" if len(types) > 6 else ""), tip=str(listed(types))),
        Row("tools", tr("Tools ISO"), host.tools_iso, detail=host.tools_version),
    )
    return Section("hypervisor", tr("Hypervisor"), rows, column=1)


def _acceleration(host: Host) -> Section:
    """Checked, not believed: where KVM does not work it says so plainly."""
    if host.kind is not HostKind.QEMU or host.state is not HostState.READY:
        return Section("acceleration", tr("Acceleration"))
    state = host.acceleration.state
    change = Link(tr("Change…"), "host-acceleration", host.ref)
    how = str(_OVERRIDES.get(host.record.acceleration, host.record.acceleration))
    match state:
        case "kvm":
            row = Row("acceleration", "", tr("Hardware acceleration (KVM) works."), mark="ok", colour="ok", detail=how, links=(change,))
        case "emulation":
            row = Row("acceleration", "", tr("VMs run under emulation: much slower."), mark="warning", colour="warn", detail=how, links=(change,))
        case "checking":
            row = Row("acceleration", "", tr("Checking whether hardware acceleration works…"), mark="wait", colour="info", links=(change,))
        case _:
            row = Row("acceleration", "", tr("Not checked yet."), mark="info", colour="dim", detail=how, links=(change,))
    rows = [row]
    if host.acceleration.why is not None:
        rows.append(Row("why", "", str(host.acceleration.why)))
    return Section("acceleration", tr("Acceleration"), tuple(rows), plain=True, column=1)


def _processor(host: Host, inventory: Inventory) -> Section:
    rows: list[Row] = [Row("model", tr("CPU"), host.cpu_model, detail=host.arch)]
    if host.cpus:
        shape = ""
        if host.sockets and host.cores:
            shape = tr("sockets: {s}, cores each: {c}, threads each: {t}", s=host.sockets, c=host.cores, t=max(1, host.threads))
        rows.append(Row("cpus", tr("Logical CPUs"), words.number(host.cpus), detail=shape))
    if host.cpu_mhz:
        rows.append(Row("mhz", tr("Clock rate"), tr("{n} MHz", n=words.number(host.cpu_mhz))))
    if host.stats.cpu_percent is not None:
        rows.append(Row("cpu_use", tr("CPU use"), words.percent(host.stats.cpu_percent), fraction=min(1.0, host.stats.cpu_percent / 100)))
    if host.memory_bytes:
        used = host.stats.memory_used_bytes
        if used is not None:
            text = tr("{used} of {total}", used=words.size(used), total=words.size(host.memory_bytes))
            rows.append(Row("memory", tr("Memory"), text, fraction=min(1.0, used / host.memory_bytes)))
        else:
            rows.append(Row("memory", tr("Memory"), words.size(host.memory_bytes)))
        given = sum(vm.config.memory_kib * 1024 for vm in inventory.vms(host.id) if vm.config and vm.state.active)
        rows.append(Row("given", tr("Given to running VMs"), words.size(given) if given else ""))
    return Section("cpu", tr("CPU and memory"), tuple(rows))


def _vms(vms: Sequence[Vm], subject: Host | Pool) -> Section:
    """VMs by state, and how many need tools."""
    real = [vm for vm in vms if not vm.is_template]
    states = Counter(vm.state for vm in real)
    text = " · ".join(f"{words.POWER[state]} {states[state]}" for state in PowerState if states[state])
    needy = [vm for vm in real if words.needs_tools(vm)]
    templates = len(vms) - len(real)
    rows = [
        Row("count", tr("VMs"), words.number(len(real)), detail=text),
        Row("templates", tr("Templates"), words.number(templates) if templates else ""),
    ]
    if needy:
        ways = (Link(tr("Fix"), "fix-tools", subject.ref), Link(tr("Show them"), "select-needy", subject.ref))
        one = tr("1 VM needs guest tools") if len(needy) == 1 else tr("{n} VMs need guest tools", n=len(needy))
        rows.append(Row("needy", tr("Guest tools"), one, mark="warning", colour="warn", links=ways))
    here = isinstance(subject, Pool) or subject.state is HostState.READY
    links = (Link(tr("New VM"), "vm-install", subject.ref),) if here and not real else ()
    return Section("vms", tr("Virtual machines"), tuple(rows), links=links, column=1)


def _storage(host: Host, inventory: Inventory) -> Section:
    rows = [
        Row(
            f"repository_{repository.uuid}",
            repository.name,
            usage_words(repository.capacity_bytes, repository.available_bytes) or words.state_words(repository)[0],
            fraction=usage(repository.capacity_bytes, repository.available_bytes),
            links=(Link(tr("Show"), "go", repository.ref),),
        )
        for repository in sorted(inventory.repositories(host.id), key=lambda r: words.natural(r.name))
    ]
    return Section("repositories", tr("Storage repositories"), tuple(rows))


def usage(capacity: int | None, available: int | None) -> float | None:
    """Used part, 0…1."""
    if not capacity or available is None:
        return None
    return max(0.0, min(1.0, 1 - available / capacity))


def usage_words(capacity: int | None, available: int | None) -> str:
    """Free of total."""
    if not capacity or available is None:
        return ""
    return tr("{free} free of {total}", free=words.size(available), total=words.size(capacity))


def _missing(host: Host) -> Section:
    rows = tuple((str(FEATURES.get(feature, feature)), str(why)) for feature, why in host.missing)
    return Section("missing", tr("Not available on this host"), table=Table((tr("Feature"), tr("Reason")), rows), folded=True, column=1)


def pool_sections(pool: Pool, inventory: Inventory) -> list[Section]:
    """All sections of a pool."""
    hosts = sorted((h for h in inventory.hosts() if h.record.pool == pool.record.id), key=lambda h: words.natural(h.name))
    vms = [vm for host in hosts for vm in inventory.vms(host.id)]
    ready = [host for host in hosts if host.state is HostState.READY]
    rows = (
        Row("name", tr("Name"), pool.name),
        Row("hosts", tr("Hosts"), tr("{ready} of {total} connected", ready=len(ready), total=len(hosts))),
    )
    host_rows = tuple(
        Row(
            f"host_{host.id}",
            host.name,
            words.state_words(host)[0],
            colour=words.state_words(host)[1],
            detail=" ".join(part for part in (host.hypervisor, host.hypervisor_version, f"libvirt {host.libvirt_version}") if part),
            links=(Link(tr("Show"), "go", host.ref),),
        )
        for host in hosts
    )
    shared = shared_once(r for host in hosts for r in inventory.repositories(host.id))
    storage = tuple(
        Row(
            f"repository_{r.uuid}",
            r.name,
            usage_words(r.capacity_bytes, r.available_bytes) or words.state_words(r)[0],
            fraction=usage(r.capacity_bytes, r.available_bytes),
            links=(Link(tr("Show"), "go", r.ref),),
        )
        for r in shared
    )
    if not hosts:
        empty = Row("empty", "", tr("No host is in this pool yet."), mark="info", colour="info")
        return [
            Section("general", tr("General"), rows),
            Section("hosts", tr("Hosts"), (empty,), links=(Link(tr("Add hosts…"), "pool-add-hosts", pool.ref),), plain=True, column=1),
        ]
    return [
        _pool_warnings(pool, hosts, inventory),
        Section("general", tr("General"), rows),
        _pool_resources(ready, [vm for host in ready for vm in inventory.vms(host.id)]),
        Section("hosts", tr("Hosts"), host_rows, column=1, links=(Link(tr("Add hosts…"), "pool-add-hosts", pool.ref),)),
        _vms(vms, pool),
        Section("repositories", tr("Shared storage repositories"), storage),
    ]


def _pool_warnings(pool: Pool, hosts: Sequence[Host], inventory: Inventory) -> Section:
    """What the inventory alone tells: hosts that are away, versions, architectures, networks, storage that differ. The rest is asked by a check."""
    found: Sequence[Finding] = ()
    if len(hosts) > 1:
        from console.operations.pool_check import quick_findings

        found = quick_findings(inventory, [host.id for host in hosts])
    rows: list[Row] = []
    for number, finding in enumerate(finding for finding in found if finding.level in (Level.WARN, Level.ERROR)):
        mark, colour = ("error", "error") if finding.level is Level.ERROR else ("warning", "warn")
        text = f"{finding.text} {finding.remedy or ''}".strip()
        rows.append(Row(f"{finding.key}{number}", "", text, mark=mark, colour=colour))
    for repository in shared_once(r for host in hosts for r in inventory.repositories(host.id)):
        for host, _ in hosts_missing(inventory, repository):
            if host.state is HostState.READY:
                lost = tr("{host} has lost the shared storage {name}.", host=host.name, name=repository.name)
                rows.append(
                    Row(f"lost_{repository.uuid}_{host.id}", "", lost, mark="warning", colour="warn", links=(Link(tr("Show"), "go", host.ref),))
                )
    if not rows:
        return Section("warnings", tr("Warnings"))
    level = "error" if any(row.mark == "error" for row in rows) else "warn"
    return Section("warnings", tr("Warnings"), tuple(rows), plain=True, level=level, links=(Link(tr("Check the pool…"), "pool-check", pool.ref),))


def _pool_resources(ready: Sequence[Host], vms: Sequence[Vm]) -> Section:
    """CPUs and memory of the hosts that are connected, and what is in use."""
    cpus, memory = sum(host.cpus for host in ready), sum(host.memory_bytes for host in ready)
    rows: list[Row] = []
    if cpus:
        models = Counter(host.cpu_model for host in ready if host.cpu_model)
        shown = str(listed(f"{model} × {count}" if len(models) > 1 else model for model, count in models.items()))
        given = sum(vm.config.vcpus for vm in vms if vm.config and vm.state.active)
        rows.append(
            Row("cpus", tr("Logical CPUs"), words.number(cpus), detail=tr("{n} given to running VMs", n=words.number(given)) if given else "")
        )
        rows.append(Row("models", tr("CPU"), shown))
        used = [(host.stats.cpu_percent, host.cpus) for host in ready if host.stats.cpu_percent is not None]
        if used:
            percent = sum(share * count for share, count in used) / max(1, sum(count for _, count in used))
            rows.append(Row("cpu_use", tr("CPU use"), words.percent(percent), fraction=min(1.0, percent / 100)))
    if memory:
        known = [host.stats.memory_used_bytes for host in ready]
        if all(value is not None for value in known):
            taken = sum(value or 0 for value in known)
            text = tr("{used} of {total}", used=words.size(taken), total=words.size(memory))
            rows.append(Row("memory", tr("Memory"), text, fraction=min(1.0, taken / memory)))
        else:
            rows.append(Row("memory", tr("Memory"), words.size(memory)))
        lent = sum(vm.config.memory_kib * 1024 for vm in vms if vm.config and vm.state.active)
        rows.append(Row("given", tr("Given to running VMs"), words.size(lent) if lent else ""))
    return Section("cpu", tr("CPU and memory"), tuple(rows))
