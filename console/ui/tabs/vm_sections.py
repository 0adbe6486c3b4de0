"""A VM's General tab as data: pure functions over the model, tested by table. The virtualization state comes first: people come for it."""

from __future__ import annotations

import time

from console.model.inventory import Inventory
from console.model.objects import Address, Disk, Host, HostState, Nic, PowerState, Vm, VmConfig
from console.model.rules import TOOLS_VERBS, why_not
from console.model.text import N_, Text, tr
from console.model.tools import LINK_TEXTS, AgentState, Mark, ToolsLine, ToolsLink, ToolsReport, Tri
from console.ui import words
from console.ui.tabs.sections import Link, Row, Section, Table

MARKS = {
    Mark.OK: ("ok", "ok"),
    Mark.WARN: ("warning", "warn"),
    Mark.BAD: ("error", "error"),
    Mark.WAIT: ("wait", "info"),
    Mark.INFO: ("info", "dim"),
}
SOURCES: dict[str, Text] = {
    "agent": N_("from the management agent"),
    "lease": N_("from the DHCP lease"),
    "arp": N_("from the host's ARP table"),
    "xenstore": N_("from XenStore"),
}
BUSES = {
    "virtio": "virtio",
    "scsi": "SCSI",
    "sata": "SATA",
    "ide": "IDE",
    "usb": "USB",
    "fdc": N_("floppy"),
    "xen": "Xen",
}
_ON_EVENT: dict[str, Text] = {
    "destroy": N_("Turn off"),
    "restart": N_("Restart"),
    "preserve": N_("Keep for analysis"),
    "rename-restart": N_("Restart under another name"),
    "coredump-destroy": N_("Save a core dump and turn off"),
    "coredump-restart": N_("Save a core dump and restart"),
}
_BOOT: dict[str, Text] = {"hd": N_("Hard disk"), "cdrom": N_("CD drive"), "network": N_("Network"), "fd": N_("Floppy")}


def vm_sections(vm: Vm, inventory: Inventory, now: float | None = None) -> list[Section]:
    """All sections, also empty ones (the caller drops them)."""
    at = time.time() if now is None else now
    host = inventory.host(vm.host)
    config = vm.config
    found: list[Section] = []
    if vm.problem is not None:
        found.append(
            Section("problem", tr("Problem"), (Row("problem", "", str(vm.problem), mark="error", colour="error"),), plain=True, level="error")
        )
    if vm.installing:
        found.append(_installing(vm))
    if config is not None and config.metadata.p2v_open and not vm.importing:
        found.append(_after_p2v(vm, config.metadata.p2v_open))
    state = words.tools_report(vm, at)
    if state is not None and (host is None or host.state is HostState.READY):
        found.append(_virtualization(state, vm, inventory))
    if config is not None and vm.pending is not None:
        found.append(_pending(config, vm.pending))
    found.append(_general(vm, host, at, inventory))
    found.append(_addresses(vm))
    if config is not None:
        found.append(_processor(vm, config, _mends(state, vm, inventory)))
        found.append(_disks(config))
        found.append(_nics(vm, config, inventory))
        found.append(_boot(vm, config))
    found.append(_guest(vm, _mends(state, vm, inventory)))
    if config is not None:
        found.append(_display(vm, config))
    return found


def _installing(vm: Vm) -> Section:
    text = tr("An operating system is being installed. The disk boots by itself after the installer's first restart.")
    row = Row("installing", "", text, mark="download", colour="info", links=(Link(tr("Open viewer"), "vm-viewer", vm.ref),))
    return Section("installing", tr("Installation"), (row,), plain=True, level="info")


def _after_p2v(vm: Vm, family: str) -> Section:
    """What is left to be done when a physical machine has become this VM."""
    text = tr("Do not run the physical machine and this VM in the same network both: they have the same name and addresses.")
    rows = [Row("both", "", text, mark="info", colour="info")]
    if family == "windows":
        text = tr("Windows may ask for its licence again: the hardware is another. Activate it when it is in the network.")
        rows += [_first_start(vm), Row("licence", "", text, mark="info", colour="info")]
    text = tr("Connect its network cards when the physical machine is off, and look whether a fixed address is still set.")
    rows.append(Row("address", "", text, mark="info", colour="info"))
    text = tr("Install the guest tools where they are missing, and remove those of other products.")
    rows.append(Row("tools", "", text, mark="info", colour="info"))
    link = Link(tr("All done: put this list away"), "vm-p2v-done", vm.ref)
    return Section("after-p2v", tr("After the conversion"), tuple(rows), plain=True, level="info", links=(link,))


def _first_start(vm: Vm) -> Row:
    """How far a converted Windows is: at its first start virt-v2v's scripts install drivers and agent (virt-v2v(1))."""
    if vm.tools.agent is AgentState.RESPONDING:
        return Row("first-start", "", tr("The first start is over: the management agent answers."), mark="ok", colour="ok")
    if vm.state is PowerState.RUNNING:
        text = tr("Windows is at its first start: it restarts several times while it installs its drivers. Wait until its agent answers.")
        return Row("first-start", "", text, mark="wait", colour="info")
    text = tr("At its first start Windows restarts several times (four or more), while it installs its drivers: do not turn it off meanwhile.")
    return Row("first-start", "", text, mark="info", colour="info")


# --------------------------------------------------------------------------- virtualization state


def _tools_link(link: ToolsLink, vm: Vm, inventory: Inventory) -> Link:
    """A link of the virtualization state; greyed with the reason where it can't be done now."""
    reason = why_not(TOOLS_VERBS[link], vm, inventory)
    return Link(str(LINK_TEXTS[link]), link.value, vm.ref, str(reason.text) if reason is not None else "", reason is not None)


def _mends(report: ToolsReport | None, vm: Vm, inventory: Inventory) -> tuple[Link, ...]:
    """What brings the guest tools that are missing, for rows that need them."""
    return (_tools_link(report.link, vm, inventory),) if report is not None and report.link is not None else ()


def _virtualization(report: ToolsReport, vm: Vm, inventory: Inventory) -> Section:
    title = tr("Virtualization state")
    if not report.lines:
        return Section("virtualization", title)
    windows_update = [line for line in report.lines if line.fact == "windows-update"]
    facts = [line for line in report.lines if line.fact != "windows-update"]
    rows: list[Row] = []
    if facts and all(line.mark is Mark.OK for line in facts) and report.link is None:
        rows.append(Row("state", "", " · ".join(str(line.text) for line in facts), mark="ok", colour="ok"))
    else:
        rows += [_fact(line, vm, inventory) for line in facts]
        in_rows = {line.link for line in facts if line.link is not None}
        if report.link is not None and report.link not in in_rows:
            rows.append(Row("link", "", links=(_tools_link(report.link, vm, inventory),)))
    rows += [_fact(line, vm, inventory) for line in windows_update]
    return Section("virtualization", title, tuple(rows), plain=True)


def _fact(line: ToolsLine, vm: Vm, inventory: Inventory) -> Row:
    mark, colour = MARKS[line.mark]
    links = (_tools_link(line.link, vm, inventory),) if line.link is not None else ()
    return Row(line.fact or "fact", "", str(line.text), mark=mark, colour=colour, detail=str(line.detail or ""), links=links)


# --------------------------------------------------------------------------- sections


def _general(vm: Vm, host: Host | None, now: float, inventory: Inventory) -> Section:
    config = vm.config
    meta = config.metadata if config else None
    state, colour = words.state_words(vm, host)
    rows = [
        Row("name", tr("Name"), vm.name),
        Row("title", tr("Title"), config.title if config else ""),
        Row("description", tr("Description"), config.description if config else ""),
        Row("os", tr("Operating system"), vm.os_name),
        Row("mode", tr("Virtualization mode"), words.mode_words(config.mode) if config else ""),
        Row("state", tr("State"), state, colour=colour),
        Row("host", tr("Host"), links=(Link(host.name, "go", host.ref),) if host else ()),
    ]
    if vm.state is PowerState.RUNNING and vm.started_at:
        up = words.duration(now - vm.started_at)
        rows.append(Row("uptime", tr("Time since startup"), up, tip=tr("Started {when}", when=words.absolute(vm.started_at))))
    if not vm.persistent:
        rows.append(Row("temporary", tr("Definition"), tr("Temporary: it is gone when the VM is off"), mark="warning", colour="warn"))
    if meta is not None:
        rows += [
            Row("folder", tr("Folder"), meta.folder),
            Row("tags", tr("Tags"), chips=meta.tags),
            Row("origin", tr("Made from"), meta.origin, links=_source(vm, inventory)),
        ]
        if meta.template:
            rows.append(Row("instant", tr("Quick create"), tr("Yes") if meta.instant else tr("No")))
        if meta.clone_depth:
            rows.append(Row("depth", tr("Clone depth"), str(meta.clone_depth)))
        rows += [Row("p2v_source", tr("P2V source machine"), meta.p2v_source), Row("p2v_date", tr("P2V import date"), meta.p2v_date)]
    rows.append(Row("uuid", "UUID", vm.uuid))
    return Section("general", tr("General"), tuple(rows))


def _source(vm: Vm, inventory: Inventory) -> tuple[Link, ...]:
    """The VM or template that it was cloned from, where that is still there."""
    wanted = vm.config.metadata.created_from if vm.config is not None else ""
    found = next((each for each in inventory.vms() if each.uuid == wanted), None) if wanted else None
    return (Link(tr("Show"), "go", found.ref),) if found is not None else ()


def _addresses(vm: Vm) -> Section:
    rows: list[Row] = []
    for number, address in enumerate(sorted(vm.addresses, key=_address_order)):
        label = "IPv4" if address.family == 4 else "IPv6"
        if address.scope == "link":
            label = tr("IPv6 (link-local)") if address.family == 6 else tr("IPv4 (link-local)")
        elif address.scope == "host":
            continue
        rows.append(Row(f"ip{number}", label, address.ip, tip=address_tip(address), detail=address_detail(address)))
    note = None
    if not rows and vm.state is PowerState.RUNNING:
        if vm.tools.agent is AgentState.RESPONDING:
            text = tr("The guest has no address yet.")
        else:
            text = tr("Not known yet: no management agent answers, and no DHCP lease names this VM.")
        note = Row("none", "", text, mark="info", colour="dim")
    return Section("addresses", tr("Addresses"), tuple(rows), note=note, column=1)


def _address_order(address: Address) -> tuple[int, int, str]:
    return ({"global": 0, "link": 1}.get(address.scope, 2), address.family, address.ip)


def address_detail(address: Address) -> str:
    """Interface and source, dim, after the address."""
    parts = [address.interface, str(SOURCES.get(address.source, address.source))]
    if address.inside_only:
        parts.append(tr("inside the guest only"))
    return " · ".join(part for part in parts if part)


def address_tip(address: Address) -> str:
    """With prefix and MAC address."""
    prefix = f"/{address.prefix}" if address.prefix is not None else ""
    lines = [f"{address.ip}{prefix}"]
    if address.mac:
        lines.append(tr("MAC address {mac}", mac=address.mac))
    if address.inside_only:
        lines.append(tr("User network: outgoing connections only. Nothing outside reaches this address."))
    return "\n".join(lines)


def _processor(vm: Vm, config: VmConfig, mends: tuple[Link, ...]) -> Section:
    vcpus = words.number(config.vcpus)
    if config.max_vcpus > config.vcpus:
        vcpus = tr("{now} (up to {most})", now=config.vcpus, most=config.max_vcpus)
    rows = [Row("vcpus", tr("Virtual CPUs"), vcpus)]
    if config.topology is not None:
        rows.append(Row("topology", tr("Topology"), topology_words(config.topology)))
    rows.append(Row("cpu", tr("CPU model"), cpu_words(config)))
    memory = words.size(config.memory_kib * 1024)
    if config.max_memory_kib > config.memory_kib:
        memory = tr("{now} (up to {most})", now=memory, most=words.size(config.max_memory_kib * 1024))
    rows.append(Row("memory", tr("Memory"), memory))
    balloon = config.balloon not in ("", "none")
    rows.append(Row("balloon", tr("Memory balloon"), tr("Yes") if balloon else tr("No")))
    stats = vm.stats
    if stats is not None and vm.state is PowerState.RUNNING:
        if stats.cpu_percent is not None:
            rows.append(Row("cpu_use", tr("CPU use"), words.percent(stats.cpu_percent), fraction=min(1.0, stats.cpu_percent / 100)))
        total = stats.memory_bytes or config.memory_kib * 1024
        if stats.memory_used_bytes is not None and total:
            text = tr("{used} of {total}", used=words.size(stats.memory_used_bytes), total=words.size(total))
            rows.append(Row("memory_use", tr("Memory use in the guest"), text, fraction=min(1.0, stats.memory_used_bytes / total)))
        elif not balloon:
            rows.append(Row("memory_use", tr("Memory use in the guest"), tr("Not known: this VM has no memory balloon.")))
        elif vm.tools.io is Tri.NO:
            rows.append(Row("memory_use", tr("Memory use in the guest"), tr("Not known: the I/O drivers of the guest tell it."), links=mends))
    return Section("cpu", tr("CPU and memory"), tuple(rows), column=1)


def topology_words(topology: tuple[int, int, int]) -> str:
    """The original's words."""
    sockets, cores, threads = topology
    one = tr("1 socket with {cores} cores per socket", cores=cores)
    text = one if sockets == 1 else tr("{sockets} sockets with {cores} cores per socket", sockets=sockets, cores=cores)
    if sockets == 1 and cores == 1:
        text = tr("1 socket with 1 core")
    elif cores == 1:
        text = tr("{sockets} sockets with 1 core per socket", sockets=sockets)
    return tr("{topology}, {threads} threads per core", topology=text, threads=threads) if threads > 1 else text


def cpu_words(config: VmConfig) -> str:
    """CPU mode in words."""
    match config.cpu_mode:
        case "host-passthrough":
            return tr("The host's CPU (host-passthrough)")
        case "host-model":
            return tr("Like the host's CPU (host-model)")
        case "maximum":
            return tr("All that can be emulated (maximum)")
        case _:
            return config.cpu_model


def bus_words(disk: Disk) -> str:
    """Bus as people write it; for SCSI the controller too."""
    bus = BUSES.get(disk.bus, disk.bus)
    if disk.bus == "scsi" and disk.controller_model:
        return f"SCSI ({disk.controller_model})"
    return str(bus)


def device_words(disk: Disk) -> str:
    """What kind of drive."""
    return {"cdrom": tr("CD drive"), "floppy": tr("Floppy"), "lun": tr("SCSI LUN")}.get(disk.device, tr("Disk"))


def start_words(disk: Disk) -> str:
    """Keep or reset at start (guide §1)."""
    if disk.device != "disk":
        return ""
    if disk.readonly:
        return tr("Read only")
    return tr("Reset at start") if disk.transient else tr("Keep changes")


def format_words(disk: Disk) -> str:
    """Of what is in the drive; an empty one has none (libvirt says "raw" while the VM is off, and nothing while it runs)."""
    return disk.format if disk.source else ""


def source_words(disk: Disk) -> str:
    """What is in the drive."""
    if not disk.source:
        return tr("Empty")
    return f"{disk.source_pool}/{disk.source}" if disk.source_type == "volume" and disk.source_pool else disk.source


def _disks(config: VmConfig) -> Section:
    rows = tuple(
        (disk.guest_name or disk.target, device_words(disk), bus_words(disk), format_words(disk), start_words(disk), source_words(disk))
        for disk in config.disks
    )
    tips = tuple("\n".join(("← ".join((disk.source, *disk.backing)), disk.serial)).strip() for disk in config.disks)
    headers = (tr("Device"), tr("Kind"), tr("Bus"), tr("Format"), tr("At start"), tr("Source"))
    return Section("disks", tr("Disks"), table=Table(headers, rows, tips))


def nic_words(nic: Nic) -> str:
    """Where an interface goes."""
    kind = {
        "network": tr("Network {name}", name=nic.source),
        "bridge": tr("Bridge {name}", name=nic.source),
        "user": tr("User network (outgoing only)"),
        "direct": tr("Direct on {name}", name=nic.source),
    }.get(nic.type, f"{nic.type} {nic.source}".strip())
    return f"{kind} ({nic.portgroup})" if nic.portgroup else kind


def _nics(vm: Vm, config: VmConfig, inventory: Inventory) -> Section:
    by_mac: dict[str, list[str]] = {}
    for address in vm.addresses:
        if address.scope == "global":
            by_mac.setdefault(address.mac.lower(), []).append(address.ip)
    rows = tuple(
        (
            nic.mac,
            nic.model,
            tr("connected") if nic.link_up else tr("cable unplugged"),
            nic_words(nic),
            ", ".join(by_mac.get(nic.mac.lower(), ())),
        )
        for nic in config.nics
    )
    headers = (tr("MAC address"), tr("Model"), tr("Link"), tr("Goes to"), tr("Addresses"))
    return Section("nics", tr("Network interfaces"), table=Table(headers, rows), column=1)


def _boot(vm: Vm, config: VmConfig) -> Section:
    order = [str(_BOOT.get(dev, dev)) for dev in config.boot_devs]
    if not order:
        devices: list[tuple[int, str]] = []
        devices += [(d.boot_order, f"{device_words(d)} {d.guest_name or d.target}") for d in config.disks if d.boot_order is not None]
        devices += [(n.boot_order, tr("Network {name}", name=n.mac)) for n in config.nics if n.boot_order is not None]
        order = [name for _, name in sorted(devices)]
    firmware = "UEFI" if config.firmware == "efi" else "BIOS"
    if config.os_type != "hvm":
        firmware = ""
    elif config.secure_boot:
        firmware = tr("UEFI with Secure Boot")
    auto = ""
    if vm.autostart is not None and not vm.is_template:
        auto = tr("Yes") if vm.autostart else tr("No")
    link = Link(tr("Switch this off") if vm.autostart else tr("Switch this on"), "vm-autostart", vm.ref)
    meta = config.metadata
    rows = [
        Row("order", tr("Boot order"), " → ".join(order)),
        Row("firmware", tr("Firmware"), firmware),
        Row("machine", tr("Machine type"), " ".join(part for part in (config.machine, config.arch) if part)),
        Row("autostart", tr("Start with the host"), auto, links=(link,) if auto else ()),
        Row("start_order", tr("Start order"), str(meta.start_order) if meta.start_order is not None else ""),
        Row("start_delay", tr("Start delay"), tr("{n} s", n=meta.start_delay) if meta.start_delay else ""),
        Row("on_crash", tr("When it crashes"), str(_ON_EVENT.get(config.on_crash, config.on_crash))),
        Row("tpm", "TPM", config.tpm),
    ]
    return Section("boot", tr("Boot"), tuple(rows), column=1)


def _guest(vm: Vm, mends: tuple[Link, ...]) -> Section:
    """What the guest tells by its agent."""
    if vm.state is not PowerState.RUNNING:
        return Section("guest", tr("Guest"))
    tools = vm.tools
    system = tools.os
    if mends and tools.agent in (AgentState.DISCONNECTED, AgentState.NO_CHANNEL):
        text = tr("Host name, kernel and file systems are told by the Management Agent.")
        return Section("guest", tr("Guest"), (Row("needs_agent", "", text, mark="info", colour="info", links=mends),), plain=True)
    rows = [
        Row("hostname", tr("Host name"), tools.hostname),
        Row("kernel", tr("Kernel"), system.kernel_release if system else ""),
        Row("timezone", tr("Time zone"), tools.timezone),
        Row("agent", tr("Management Agent"), tools.agent_version),
        Row("drivers", tr("I/O drivers"), tools.installed_drivers),
    ]
    cells: list[tuple[str, ...]] = []
    for fs in tools.filesystems:
        used = ""
        if fs.used_bytes is not None and fs.total_bytes:
            used = words.percent(100 * fs.used_bytes / fs.total_bytes)
        cells.append((fs.mountpoint, fs.type, words.size(fs.total_bytes), words.size(fs.used_bytes), used))
    headers = (tr("File system"), tr("Type"), tr("Size"), tr("Used"), "")
    table = Table(headers, tuple(cells), right=frozenset({2, 3}))
    return Section("guest", tr("Guest"), tuple(rows), table)


def _display(vm: Vm, config: VmConfig) -> Section:
    names = [graphics.type.upper() for graphics in config.graphics]
    rows = [
        Row("graphics", tr("Display"), ", ".join(names)),
        Row("video", tr("Video adapter"), ", ".join(config.video)),
        Row("serial", tr("Text consoles"), ", ".join(config.serials)),
    ]
    links: tuple[Link, ...] = ()
    if vm.state.active and any(g.type in ("vnc", "spice") for g in config.graphics):
        links = (Link(tr("Open viewer"), "vm-viewer", vm.ref, tr("Opens the screen in remote-viewer")),)
    return Section("display", tr("Display"), tuple(rows), links=links, column=1)


# --------------------------------------------------------------------------- what waits for the next start


def _pending(live: VmConfig, later: VmConfig) -> Section:
    rows = [Row(key, label, tr("{before} → {after}", before=before, after=after)) for key, label, before, after in differences(live, later)]
    if not rows:
        return Section("pending", tr("At the next start"))
    note = Row("note", "", tr("These changes take effect when the VM is shut down and started again."), mark="info", colour="info")
    return Section("pending", tr("At the next start"), tuple(rows), note=note, level="info")


def differences(live: VmConfig, later: VmConfig) -> list[tuple[str, str, str, str]]:
    """(key, label, before, after) of what people know by name; the rest is one line."""
    found: list[tuple[str, str, str, str]] = []

    def compare(key: str, label: str, before: str, after: str) -> None:
        if before != after:
            found.append((key, label, before or tr("none"), after or tr("none")))

    compare("vcpus", tr("Virtual CPUs"), str(live.max_vcpus), str(later.max_vcpus))
    compare("memory", tr("Memory"), words.size(live.max_memory_kib * 1024), words.size(later.max_memory_kib * 1024))
    compare("firmware", tr("Firmware"), live.firmware.upper(), later.firmware.upper())
    compare("machine", tr("Machine type"), live.machine, later.machine)
    compare("boot", tr("Boot order"), ", ".join(live.boot_devs), ", ".join(later.boot_devs))
    compare("cpu", tr("CPU model"), cpu_words(live), cpu_words(later))
    old = {disk.target: disk for disk in live.disks}
    new = {disk.target: disk for disk in later.disks}
    for target in sorted(old.keys() | new.keys()):
        compare(f"disk_{target}", tr("Disk {name}", name=target), _disk_line(old.get(target)), _disk_line(new.get(target)))
    old_nics = {nic.mac: nic for nic in live.nics}
    new_nics = {nic.mac: nic for nic in later.nics}
    for mac in sorted(old_nics.keys() | new_nics.keys()):
        compare(f"nic_{mac}", tr("Interface {name}", name=mac), _nic_line(old_nics.get(mac)), _nic_line(new_nics.get(mac)))
    if not found:
        compare("channels", tr("Channels"), ", ".join(c.name for c in live.channels), ", ".join(c.name for c in later.channels))
    return found


def _disk_line(disk: Disk | None) -> str:
    return "" if disk is None else ", ".join(part for part in (bus_words(disk), disk.source or tr("empty"), start_words(disk)) if part)


def _nic_line(nic: Nic | None) -> str:
    return "" if nic is None else f"{nic.model}, {nic_words(nic)}"
