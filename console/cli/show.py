"""Objects as JSON (stable keys) and as lines for people."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from console.cli.output import STATES, size
from console.model.inventory import Inventory
from console.model.objects import Address, Host, Vm
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, tr
from console.model.tools import report


def host_json(host: Host, inventory: Inventory) -> dict[str, Any]:
    """One host."""
    pool = inventory.pool(host.record.pool)
    return {
        "name": host.name,
        "uri": host.record.uri,
        "state": host.state.value,
        "kind": host.kind.value,
        "hostname": host.hostname,
        "hypervisor": host.hypervisor,
        "hypervisor_version": host.hypervisor_version,
        "libvirt_version": host.libvirt_version,
        "cpus": host.cpus,
        "memory_bytes": host.memory_bytes,
        "vms": sum(not vm.is_template for vm in inventory.vms(host.id)),
        "pool": pool.name if pool is not None else "",
        "reason": str(host.why) if host.why is not None else "",
    }


HOST_COLUMNS = (N_("NAME"), N_("STATE"), N_("VMS"), N_("CPUS"), N_("MEMORY"), N_("HYPERVISOR"), N_("URI"))


def host_row(host: Host, inventory: Inventory) -> list[str]:
    """One line of host-list."""
    data = host_json(host, inventory)
    hypervisor = " ".join(part for part in (host.hypervisor, host.hypervisor_version) if part)
    return [
        host.name,
        str(STATES[host.state.value]),
        str(data["vms"]),
        str(host.cpus or ""),
        size(host.memory_bytes or None),
        hypervisor,
        host.record.uri,
    ]


# --------------------------------------------------------------------------- VMs


def _address_json(address: Address) -> dict[str, Any]:
    return {
        "ip": address.ip,
        "prefix": address.prefix,
        "family": address.family,
        "mac": address.mac,
        "interface": address.interface,
        "source": address.source,
        "scope": address.scope,
        "inside_only": address.inside_only,
    }


def vm_json(vm: Vm, inventory: Inventory) -> dict[str, Any]:
    """One VM. Keys are stable; what is not known is null, "" or an empty list."""
    host = inventory.host(vm.host)
    pool = inventory.pool(host.record.pool) if host is not None else None
    config = vm.config
    state = report(vm, time.time())
    found: dict[str, Any] = {
        "name": vm.name,
        "uuid": vm.uuid,
        "host": host.name if host is not None else str(vm.host),
        "pool": pool.name if pool is not None else "",
        "state": vm.state.value,
        "template": vm.is_template,
        "installing": vm.installing,
        "persistent": vm.persistent,
        "autostart": vm.autostart,
        "title": config.title if config else "",
        "description": config.description if config else "",
        "os": vm.os_name,
        "family": vm.family.value,
        "mode": config.mode if config else "",
        "firmware": config.firmware if config else "",
        "vcpus": config.vcpus if config else None,
        "max_vcpus": config.max_vcpus if config else None,
        "memory_bytes": config.memory_kib * 1024 if config else None,
        "started_at": vm.started_at,
        "addresses": [_address_json(address) for address in vm.addresses],
        "agent": {"state": vm.tools.agent.value, "version": vm.tools.agent_version},
        "io": vm.tools.io.value,
        "virtualization": [line.text.english() for line in state.lines] if state is not None else [],
        "hostname": vm.tools.hostname,
        "disks": [],
        "nics": [],
        "graphics": [],
        "tags": list(config.metadata.tags) if config else [],
        "problem": vm.problem.english() if vm.problem is not None else "",
    }
    if config is not None:
        names = ("target", "bus", "device", "source", "format", "guest_name")
        found["disks"] = [{name: getattr(disk, name) for name in names} for disk in config.disks]
        found["nics"] = [{name: getattr(nic, name) for name in ("mac", "model", "type", "source")} for nic in config.nics]
        found["graphics"] = [{"type": each.type, "port": each.port, "listen": each.listen} for each in config.graphics]
    return found


VM_COLUMNS = (N_("NAME"), N_("STATE"), N_("HOST"), N_("OS"), N_("ADDRESS"))


def first_address(vm: Vm) -> str:
    """The address that people mostly want: global before link-local, IPv4 before IPv6."""
    ordered = sorted(vm.addresses, key=lambda a: (a.scope != "global", a.family))
    return ordered[0].ip if ordered else ""


def state_words(vm: Vm) -> str:
    """State in words, with what is under way."""
    words = str(STATES[vm.state.value])
    return tr("{state}, installing", state=words) if vm.installing else words


def vm_row(vm: Vm, inventory: Inventory) -> list[str]:
    """One line of vm-list."""
    host = inventory.host(vm.host)
    return [vm.name, state_words(vm), host.name if host is not None else str(vm.host), vm.os_name, first_address(vm)]


def vm_pairs(vm: Vm, inventory: Inventory) -> list[tuple[Text, str]]:
    """vm-show for people."""
    host, config = inventory.host(vm.host), vm.config
    state = report(vm, time.time())
    lines = [] if state is None else [f"{line.text} ({line.detail})" if line.detail is not None else str(line.text) for line in state.lines]
    addresses = [
        f"{a.ip}{'' if a.prefix is None else f'/{a.prefix}'}  {a.source}{', ' + tr('inside the guest only') if a.inside_only else ''}"
        for a in vm.addresses
    ]
    rows: list[tuple[Text, str]] = [
        (N_("Name"), vm.name),
        (N_("State"), state_words(vm)),
        (N_("Host"), host.name if host is not None else str(vm.host)),
        (N_("UUID"), vm.uuid),
        (N_("Virtualization state"), "\n".join(lines)),
        (N_("Operating system"), vm.os_name),
        (N_("Host name"), vm.tools.hostname),
        (N_("Addresses"), "\n".join(addresses)),
        (N_("Problem"), str(vm.problem) if vm.problem is not None else ""),
    ]
    if config is not None:
        disks = [f"{d.target}  {d.bus}  {d.device}  {d.source}".rstrip() for d in config.disks]
        rows += [
            (N_("Mode"), config.mode),
            (N_("vCPUs"), str(config.vcpus) if config.vcpus == config.max_vcpus else f"{config.vcpus} ({tr('up to {n}', n=config.max_vcpus)})"),
            (N_("Memory"), size(config.memory_kib * 1024)),
            (N_("Disks"), "\n".join(disks)),
            (N_("Networks"), "\n".join(f"{n.mac}  {n.model}  {n.type}  {n.source}".rstrip() for n in config.nics)),
            (N_("Display"), "\n".join(f"{g.type}  {g.port or ''}".rstrip() for g in config.graphics)),
            (N_("Description"), config.description),
        ]
    return rows


# --------------------------------------------------------------------------- templates


def template_json(template: BuiltinTemplate) -> dict[str, Any]:
    """One built-in template."""
    return {
        "id": template.id,
        "name": template.title.english() if template.title is not None else template.name,
        "family": template.family,
        "complete": template.complete,
        "windows": template.windows,
        "osinfo_id": template.osinfo_id,
        "vcpus": template.vcpus,
        "memory_bytes": template.memory_bytes,
        "disk_bytes": template.disk_bytes,
        "install_methods": list(template.install_methods),
    }


TEMPLATE_COLUMNS = (N_("ID"), N_("NAME"), N_("FAMILY"), N_("MEMORY"), N_("DISK"))


def template_row(template: BuiltinTemplate) -> Sequence[str]:
    """One line of template-list."""
    return [template.id, template.label, template.family, size(template.memory_bytes), size(template.disk_bytes)]
