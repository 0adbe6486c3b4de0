"""XVA, written as a stream to anything that takes bytes. The traps are those of the reader (:mod:`console.formats.xva`).

The first chunk of the archive has a whole MiB (readers count gaps by its length) unless all disks are smaller; first and last chunk of a disk
are always there; empty ones between are left out; no empty keep-alive chunks are needed, since nobody waits at the other end of a file.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import xxhash

from console.formats import tar
from console.formats.blocks import MIB, Chunk, OnBytes, Writable, reblock
from console.formats.compressed import Compressor
from console.formats.description import PackageDisk, PackageVm
from console.formats.xmlrpc import DateTime, Value, dumps

_NULL = "OpaqueRef:NULL"
_NEVER = DateTime("19700101T00:00:00Z")
_ZEROS = bytes(MIB)


@dataclass(frozen=True)
class XvaPlan:
    """What goes into an XVA. ``chunks``: the content of each disk by its id; every disk of the VMs has one. Sizes from ``capacity_bytes``."""

    vms: Sequence[PackageVm]
    chunks: Mapping[str, Callable[[], Iterable[Chunk]]]
    checksum: str = "xxhash"  # "xxhash" | "sha1" (before XenServer 8)
    compression: str = ""  # "" | "gzip" | "zstd"
    product: tuple[str, str] = ("XenServer", "7.1.0")  # brand and version: importers refuse what says it is newer than they are
    xapi: tuple[int, int] = (2, 5)


def write_xva(plan: XvaPlan, out: Writable, on_bytes: OnBytes | None = None) -> None:
    """The whole archive. ``on_bytes``: bytes of the disks done so far, of all."""
    references = _Numbers()
    disks: dict[str, PackageDisk] = {}
    for vm in plan.vms:
        for disk in vm.disks:
            disks.setdefault(disk.id, disk)
    # The largest disk gets "Ref:0" and so comes first: readers count the gaps of *all* disks by the length of the archive's first chunk.
    for disk in sorted(disks.values(), key=lambda each: -(each.capacity_bytes or 0)):
        references.of("VDI", disk.id)
    content = _ova_xml(plan, references)
    now = int(time.time())
    with _packed(out, plan.compression) as target:
        archive = tar.TarWriter(target, now)
        archive.add("ova.xml", content)
        before = 0
        for disk in sorted(disks.values(), key=lambda each: references.of("VDI", each.id)):  # as strings: "Ref:10" before "Ref:2"
            size = disk.capacity_bytes or 0
            _write_disk(archive, references.of("VDI", disk.id), plan.chunks[disk.id](), size, plan.checksum, on_bytes, before)
            before += size
        archive.close()


def _write_disk(
    archive: tar.TarWriter, reference: str, chunks: Iterable[Chunk], size: int, checksum: str, on_bytes: OnBytes | None, before: int
) -> None:
    last = (size - 1) // MIB
    suffix = "xxhash" if checksum == "xxhash" else "checksum"

    def put(number: int, data: bytes) -> None:
        name = f"{reference}/{number:08d}"
        digest = xxhash.xxh64(data).hexdigest().upper() if checksum == "xxhash" else hashlib.sha1(data, usedforsecurity=False).hexdigest()
        archive.add_parts(name, data, f"{name}.{suffix}", digest.encode("ascii"))

    for chunk in reblock(chunks, size, MIB):
        first = chunk.offset // MIB
        if chunk.data is not None:
            put(first, chunk.data)
        else:
            if first == 0:
                put(0, _ZEROS[: min(MIB, size)])
            end = (chunk.offset + chunk.length - 1) // MIB
            if end == last and last > 0:
                put(last, _ZEROS[: size - last * MIB])
        if on_bytes is not None:
            on_bytes(before + chunk.offset + chunk.length)


@contextmanager
def _packed(out: Writable, compression: str) -> Iterator[Writable]:
    """The whole stream compressed, or as it is."""
    if not compression:
        yield out
        return
    packer = Compressor(out, compression)
    yield packer
    packer.finish()


# --------------------------------------------------------------------------- ova.xml


class _Numbers:
    """``Ref:N`` for each object."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, id: str) -> str:
        return self._known.setdefault((kind, id), f"Ref:{len(self._known)}")


def _ova_xml(plan: XvaPlan, references: _Numbers) -> bytes:
    objects: list[Value] = []
    sr = references.of("SR", "sr")
    vdis: list[str] = []
    networks: dict[str, list[str]] = {}
    for index, vm in enumerate(plan.vms):
        own = references.of("VM", f"{index}")
        vbds = []
        for position, disk in enumerate((*vm.disks, *[cd for cd in vm.cds if cd.device == "cdrom"][:1])):
            vbd = references.of("VBD", f"{index}/{position}")
            vbds.append(vbd)
            is_cd = disk.device == "cdrom"
            # XenServer's usual place of the CD drive is 3.
            place = position if position < 3 and not is_cd else 3 if is_cd else position + 1
            vdi = _NULL if is_cd else references.of("VDI", disk.id)
            objects.append(_entry("VBD", vbd, _vbd(own, vdi, place, is_cd, disk.boot or position == 0)))
            if not is_cd and vdi not in vdis:
                vdis.append(vdi)
                objects.append(_entry("VDI", vdi, _vdi(disk, sr)))
        vifs = []
        for position, nic in enumerate(vm.nics):
            vif = references.of("VIF", f"{index}/{position}")
            vifs.append(vif)
            name = nic.network or "default"
            networks.setdefault(name, []).append(vif)
            objects.append(_entry("VIF", vif, _vif(own, references.of("network", name), position, nic.mac)))
        objects.insert(0, _entry("VM", own, _vm(vm, vbds, vifs)))
    for name, vifs in networks.items():
        objects.append(_entry("network", references.of("network", name), _network(name, vifs)))
    objects.append(_entry("SR", sr, _sr(vdis)))
    brand, version = plan.product
    about = {
        "hostname": "localhost", "date": time.strftime("%Y-%m-%d", time.gmtime()), "product_version": version, "product_brand": brand,
        "build_number": "", "xapi_major": str(plan.xapi[0]), "xapi_minor": str(plan.xapi[1]), "export_vsn": "2",
    }  # fmt: skip
    return dumps({"version": about, "objects": objects}).encode("utf-8")


def _entry(kind: str, id: str, record: Mapping[str, Value]) -> Value:
    return {"class": kind, "id": id, "snapshot": record}


def _vm(vm: PackageVm, vbds: list[str], vifs: list[str]) -> dict[str, Value]:
    memory = str(vm.memory_bytes)
    platform: dict[str, Value] = {"acpi": "1", "apic": "true", "pae": "true", "nx": "true", "viridian": "true" if vm.windows else "false"}
    if vm.cores_per_socket:
        platform["cores-per-socket"] = str(vm.cores_per_socket)
    if vm.secure_boot:
        platform["secureboot"] = "true"
    return {
        "uuid": vm.uuid, "allowed_operations": [], "current_operations": {}, "power_state": "Halted", "name_label": vm.name,
        "name_description": vm.description, "user_version": "1", "is_a_template": vm.template, "is_default_template": False, "suspend_VDI": _NULL,
        "resident_on": _NULL, "affinity": _NULL, "memory_overhead": "0", "memory_target": memory, "memory_static_max": memory,
        "memory_dynamic_max": memory, "memory_dynamic_min": memory, "memory_static_min": memory, "VCPUs_params": {}, "VCPUs_max": str(vm.cpus),
        "VCPUs_at_startup": str(vm.cpus), "actions_after_shutdown": "destroy", "actions_after_reboot": "restart", "actions_after_crash": "restart",
        "consoles": [], "VIFs": vifs, "VBDs": vbds, "VUSBs": [], "crash_dumps": [], "VTPMs": [], "PV_bootloader": "", "PV_kernel": "",
        "PV_ramdisk": "", "PV_args": "", "PV_bootloader_args": "", "PV_legacy_args": "", "HVM_boot_policy": "BIOS order",
        "HVM_boot_params": {"order": "cd", "firmware": "uefi" if vm.firmware == "efi" else "bios"}, "HVM_shadow_multiplier": 1.0,
        "platform": platform,
        "PCI_bus": "", "other_config": {"os_distro": vm.os} if vm.os else {}, "domid": "-1", "domarch": "", "last_boot_CPU_flags": {},
        "is_control_domain": False, "metrics": _NULL, "guest_metrics": _NULL, "last_booted_record": "", "recommendations": "", "xenstore_data": {},
        "ha_always_run": False, "ha_restart_priority": "", "is_a_snapshot": False, "snapshot_of": _NULL, "snapshots": [], "snapshot_time": _NEVER,
        "transportable_snapshot_id": "", "blobs": {}, "tags": [], "blocked_operations": {}, "snapshot_info": {}, "snapshot_metadata": "",
        "parent": _NULL, "children": [], "bios_strings": {}, "protection_policy": _NULL, "is_snapshot_from_vmpp": False,
        "snapshot_schedule": _NULL, "is_vmss_snapshot": False, "appliance": _NULL, "start_delay": str(vm.start_delay_seconds), "shutdown_delay": "0",
        "order": str(vm.start_order or 0), "VGPUs": [], "attached_PCIs": [], "suspend_SR": _NULL, "version": "0", "generation_id": "",
        "hardware_platform_version": "0", "has_vendor_device": False, "requires_reboot": False, "reference_label": "", "domain_type": "hvm",
        "NVRAM": {},
    }  # fmt: skip


def _vbd(vm: str, vdi: str, place: int, is_cd: bool, boot: bool) -> dict[str, Value]:
    return {
        "uuid": "", "allowed_operations": [], "current_operations": {}, "VM": vm, "VDI": vdi, "device": "", "userdevice": str(place),
        "bootable": boot and not is_cd, "mode": "RO" if is_cd else "RW", "type": "CD" if is_cd else "Disk", "unpluggable": not is_cd,
        "storage_lock": False, "empty": is_cd, "other_config": {"owner": "true"} if not is_cd else {}, "currently_attached": False,
        "status_code": "0", "status_detail": "", "runtime_properties": {}, "qos_algorithm_type": "", "qos_algorithm_params": {},
        "qos_supported_algorithms": [], "metrics": _NULL,
    }  # fmt: skip


def _vdi(disk: PackageDisk, sr: str) -> dict[str, Value]:
    size = str(disk.capacity_bytes or 0)
    return {
        "uuid": "", "name_label": disk.name or disk.id, "name_description": "", "allowed_operations": [], "current_operations": {}, "SR": sr,
        "VBDs": [], "crash_dumps": [], "virtual_size": size, "physical_utilisation": size, "type": "user", "sharable": False, "read_only": False,
        "other_config": {}, "storage_lock": False, "location": "", "managed": True, "missing": False, "parent": _NULL, "xenstore_data": {},
        "sm_config": {}, "is_a_snapshot": False, "snapshot_of": _NULL, "snapshots": [], "snapshot_time": _NEVER, "tags": [], "allow_caching": False,
        "on_boot": "persist", "metadata_of_pool": _NULL, "metadata_latest": False, "is_tools_iso": False, "cbt_enabled": False,
    }  # fmt: skip


def _vif(vm: str, network: str, position: int, mac: str) -> dict[str, Value]:
    return {
        "uuid": "", "allowed_operations": [], "current_operations": {}, "device": str(position), "network": network, "VM": vm, "MAC": mac,
        "MTU": "1500", "other_config": {}, "currently_attached": False, "status_code": "0", "status_detail": "", "runtime_properties": {},
        "qos_algorithm_type": "", "qos_algorithm_params": {}, "qos_supported_algorithms": [], "metrics": _NULL, "MAC_autogenerated": not mac,
        "locking_mode": "network_default", "ipv4_allowed": [], "ipv6_allowed": [], "ipv4_configuration_mode": "None", "ipv4_addresses": [],
        "ipv4_gateway": "", "ipv6_configuration_mode": "None", "ipv6_addresses": [], "ipv6_gateway": "",
    }  # fmt: skip


def _network(name: str, vifs: list[str]) -> dict[str, Value]:
    return {
        "uuid": "", "name_label": name, "name_description": "", "allowed_operations": [], "current_operations": {}, "VIFs": vifs, "PIFs": [],
        "MTU": "1500", "other_config": {}, "bridge": "", "managed": True, "blobs": {}, "tags": [], "default_locking_mode": "unlocked",
        "assigned_ips": {}, "purpose": [],
    }  # fmt: skip


def _sr(vdis: list[str]) -> dict[str, Value]:
    return {
        "uuid": "", "name_label": "Virtdeck", "name_description": "", "allowed_operations": [], "current_operations": {}, "VDIs": vdis, "PBDs": [],
        "virtual_allocation": "0", "physical_utilisation": "0", "physical_size": "0", "type": "ext", "content_type": "user", "shared": False,
        "other_config": {}, "tags": [], "sm_config": {}, "blobs": {}, "local_cache_enabled": False, "introduced_by": _NULL, "clustered": False,
        "is_tools_sr": False,
    }  # fmt: skip
