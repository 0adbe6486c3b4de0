"""General tab of storage repositories, networks, built-in templates, and of several selected objects, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from console.model.inventory import Inventory
from console.model.objects import AnyObject, Network, PowerState, StorageRepository, Vm
from console.model.sharing import hosts_missing, hosts_reaching
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, listed, tr
from console.ui import words
from console.ui.tabs.host_sections import usage, usage_words
from console.ui.tabs.sections import Link, Row, Section

_METHODS: dict[str, Text] = {
    "cdrom": N_("CD or ISO image"),
    "url": N_("Network repository"),
    "pxe": N_("Network boot"),
    "unattended": N_("Unattended"),
}


def repository_sections(repository: StorageRepository, inventory: Inventory) -> list[Section]:
    """General and usage; the volumes are a table of their own (listed when looked at)."""
    host = inventory.host(repository.host)
    found: list[Section] = []
    if repository.problem is not None:
        row = Row("problem", "", str(repository.problem), mark="error", colour="error")
        found.append(Section("problem", tr("Problem"), (row,), plain=True, level="error"))
    kind = str(words.STORAGE_TYPES.get(repository.type, repository.type))
    state, colour = words.state_words(repository)
    hosts = hosts_reaching(inventory, repository) or ((host,) if host is not None else ())
    lost = tuple(Link(each.name, "go", view.ref if view is not None else each.ref) for each, view in hosts_missing(inventory, repository))
    lost_label = tr("Not on these hosts") if repository.share_id else tr("Lost on")
    shared = tr("No, local to its host")
    if repository.shared:
        shared = tr("Yes, declared and proved") if repository.share_id else tr("Yes, by its source")
    rows = (
        Row("name", tr("Name"), repository.name),
        Row("type", tr("Type"), kind),
        Row("state", tr("State"), state, colour=colour),
        Row("shared", tr("Shared"), shared),
        Row("hosts", tr("Hosts"), links=tuple(Link(h.name, "go", h.ref) for h in hosts)),
        Row("lost", lost_label, mark="warning", colour="warn", links=lost),
        Row("path", tr("Path"), repository.path),
        Row("source", tr("Source"), repository.source if repository.source != repository.path else ""),
        Row("autostart", tr("Start with the host"), tr("Yes") if repository.autostart else tr("No")),
        Row("uuid", "UUID", repository.uuid),
    )
    found.append(Section("general", tr("General"), rows))
    space = (
        Row(
            "used",
            tr("Space"),
            usage_words(repository.capacity_bytes, repository.available_bytes),
            fraction=usage(repository.capacity_bytes, repository.available_bytes),
        ),
        Row("allocated", tr("Allocated"), words.size(repository.allocation_bytes)),
    )
    found.append(Section("space", tr("Space"), space, column=1))
    return found


def network_sections(network: Network, inventory: Inventory) -> list[Section]:
    """General and addressing; leases are a table of their own."""
    host = inventory.host(network.host)
    found: list[Section] = []
    if host is not None and host.session:
        text = tr("On a per-user libvirt this network reaches outwards only.")
        found.append(Section("session", tr("Outgoing only"), (Row("session", "", text, mark="info", colour="info"),), plain=True))
    state, colour = words.state_words(network)
    rows = (
        Row("name", tr("Name"), network.name),
        Row("state", tr("State"), state, colour=colour),
        Row("host", tr("Host"), links=(Link(host.name, "go", host.ref),) if host else ()),
        Row("forward", tr("Connection"), str(words.FORWARDS.get(network.forward, network.forward))),
        Row("bridge", tr("Bridge"), network.bridge),
        Row("autostart", tr("Start with the host"), tr("Yes") if network.autostart else tr("No")),
        Row("uuid", "UUID", network.uuid),
    )
    found.append(Section("general", tr("General"), rows))
    addressing = [Row(f"address{i}", "IPv6" if ":" in a else "IPv4", a) for i, a in enumerate(network.addresses)]
    if network.addresses:
        addressing.append(Row("dhcp", "DHCP", tr("Yes") if network.dhcp else tr("No")))
    addressing.append(Row("portgroups", tr("Port groups"), chips=network.portgroups))
    found.append(Section("addresses", tr("Addresses"), tuple(addressing), column=1))
    users = [vm for vm in inventory.vms(network.host) if vm.config and any(n.type == "network" and n.source == network.name for n in vm.config.nics)]
    users.sort(key=lambda vm: words.natural(vm.name))
    names = str(listed(vm.name for vm in users[:40])) + (" …" if len(users) > 40 else "")
    rows_of_users = (Row("count", tr("VMs"), words.number(len(users))), Row("users", tr("Names"), names)) if users else ()
    found.append(Section("users", tr("Used by"), rows_of_users, column=1))
    return found


def template_sections(template: BuiltinTemplate) -> list[Section]:
    """A built-in template."""
    limits = template.limits
    rows = (
        Row("name", tr("Name"), str(template.title or template.name)),
        Row("description", tr("Description"), str(template.description or "")),
        Row("kind", tr("Kind"), tr("Complete: brings its disk") if template.complete else tr("For an installation")),
        Row("methods", tr("Installation"), "" if template.complete else str(listed(str(_METHODS.get(m, m)) for m in template.install_methods))),
        Row("released", tr("Released"), template.release_date),
        Row("eol", tr("End of support"), template.eol_date),
    )
    defaults = (
        Row("vcpus", tr("Virtual CPUs"), words.number(template.vcpus)),
        Row("memory", tr("Memory"), words.size(template.memory_bytes)),
        Row("disk", tr("Disk"), words.size(template.disk_bytes)),
        Row("firmware", tr("Firmware"), {"efi": "UEFI", "bios": "BIOS"}.get(template.firmware, template.firmware)),
        Row("tpm", "TPM", tr("Yes") if template.tpm else ""),
    )
    bounds = (
        Row("min_memory", tr("Least memory"), words.size(limits.min_memory_bytes)),
        Row("max_memory", tr("Most memory"), words.size(limits.max_memory_bytes)),
        Row("max_vcpus", tr("Most virtual CPUs"), words.number(limits.max_vcpus) if limits.max_vcpus else ""),
        Row("min_disk", tr("Least disk"), words.size(limits.min_disk_bytes)),
        Row("max_disk", tr("Largest virtual disk"), words.size(limits.max_disk_bytes)),
        Row("source", tr("According to"), limits.source if any((limits.min_memory_bytes, limits.max_memory_bytes, limits.max_vcpus)) else ""),
    )
    notes = tuple(Row(f"note{i}", "", str(note), mark="info", colour="dim") for i, note in enumerate(template.notes))
    return [
        Section("general", tr("General"), rows, links=(Link(tr("New VM from this template"), "vm-install"),)),
        Section("defaults", tr("Defaults"), defaults, column=1),
        Section("limits", tr("Limits"), bounds, column=1),
        Section("notes", tr("Notes"), notes, plain=True),
    ]


def _bulk_links(vms: Sequence[Vm]) -> tuple[Link, ...]:
    """What is often done with several VMs, as far as one of them is in the state for it; those that can't take part are listed with their reason."""
    running = (Link(tr("Shut down"), "vm-shutdown"), Link(tr("Reboot"), "vm-reboot"), Link(tr("Suspend"), "vm-suspend"))
    return (
        *((Link(tr("Start"), "vm-start"),) if any(not vm.state.active for vm in vms) else ()),
        *(running if any(vm.state is PowerState.RUNNING for vm in vms) else ()),
        Link(tr("Delete…"), "vm-delete"),
    )


def several_sections(things: Sequence[AnyObject]) -> list[Section]:
    """Several selected: what they are, and what they need."""
    kinds = Counter((words.kind_words(thing)) for thing in things)
    rows = tuple(Row(f"kind{i}", kind, words.number(count)) for i, (kind, count) in enumerate(kinds.items()))
    vms = [thing for thing in things if isinstance(thing, Vm) and not thing.is_template]
    found = [Section("general", tr("Selected"), rows, links=_bulk_links(vms) if vms else ())]
    if vms:
        states = Counter(vm.state for vm in vms)
        state_rows = [
            Row(f"state_{state.value}", str(words.POWER[state]), words.number(states[state]), colour=words.POWER_COLOUR[state])
            for state in PowerState
            if states[state]
        ]
        found.append(Section("states", tr("State"), tuple(state_rows), column=1))
        configs = [vm.config for vm in vms if vm.config is not None]
        resources = (
            Row("vcpus", tr("Virtual CPUs"), words.number(sum(c.vcpus for c in configs))),
            Row("memory", tr("Memory"), words.size(sum(c.memory_kib for c in configs) * 1024)),
        )
        found.append(Section("resources", tr("Together"), resources))
        needy = [vm for vm in vms if words.needs_tools(vm)]
        tool_rows = tuple(
            Row(f"needy_{vm.uuid}", vm.name, " · ".join(str(line.text) for line in report.lines), links=(Link(tr("Show"), "go", vm.ref),))
            for vm in needy[:20]
            if (report := words.tools_report(vm)) is not None
        )
        found.append(Section("tools", tr("Need guest tools"), tool_rows, column=1))
    return found
