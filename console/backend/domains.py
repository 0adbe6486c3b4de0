"""What is done to and asked of one domain: plain functions on a virConnect, run in a worker. libvirt's errors go through to ``Connection.call``."""

from __future__ import annotations

import contextlib
import json
import logging
import re
from collections.abc import Mapping
from typing import Any

import libvirt
import libvirt_qemu

from console.backend.errors import is_code
from console.backend.hooks import InterfaceAddress
from console.model.errors import Cause, ConsoleError
from console.model.objects import Lease
from console.model.text import N_
from console.xml.metadata import set_vm_metadata

log = logging.getLogger("virtdeck.backend")

NAMESPACE = "urn:virtdeck:1"
PREFIX = "virtdeck"
MAX_SCREENSHOT_BYTES = 256 << 20


def domain(conn: Any, uuid: str) -> Any:
    """The virDomain, for use inside the worker only."""
    return conn.lookupByUUIDString(uuid)


# --------------------------------------------------------------------------- configuration


def domain_xml(conn: Any, uuid: str, inactive: bool, secure: bool) -> str:
    """The live or persistent XML."""
    flags = (libvirt.VIR_DOMAIN_XML_INACTIVE if inactive else 0) | (libvirt.VIR_DOMAIN_XML_SECURE if secure else 0)
    return str(domain(conn, uuid).XMLDesc(flags))


_VARIABLES = re.compile(r'"filename":"([^"]+)","node-name":"libvirt-pflash1-storage"')


def variables_path(conn: Any, xml: str) -> str:
    """The file of the UEFI variables, from the QEMU command line that libvirt would make of this XML; nothing is started."""
    try:
        line = str(conn.domainXMLToNative("qemu-argv", xml, 0))
    except libvirt.libvirtError as error:
        log.info("libvirt makes no command line of it: %s", error)
        return ""
    found = _VARIABLES.search(line)
    return found[1] if found is not None else ""


def snapshots_xml(conn: Any, uuid: str, secure: bool = False) -> tuple[tuple[tuple[str, str], ...], str]:
    """Names and XML of the snapshots, parents first, and the current one's name; drivers without snapshots have none."""
    found = domain(conn, uuid)
    flags = libvirt.VIR_DOMAIN_SNAPSHOT_XML_SECURE if secure else 0
    try:
        names = [(each.getName(), each.getXMLDesc(flags)) for each in found.listAllSnapshots(libvirt.VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL)]
        current = str(found.snapshotCurrent(0).getName()) if names and found.hasCurrentSnapshot(0) else ""
    except libvirt.libvirtError as error:
        if is_code(error, "NO_SUPPORT", "ARGUMENT_UNSUPPORTED"):
            return (), ""
        raise
    return tuple(names), current


def define_snapshot(conn: Any, uuid: str, xml: str, current: bool) -> None:
    """A snapshot's description only: its contents are inside the images."""
    flags = libvirt.VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE | (libvirt.VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT if current else 0)
    domain(conn, uuid).snapshotCreateXML(xml, flags)


def define(conn: Any, xml: str) -> str:
    """Define or redefine; validated against libvirt's schema where the driver can. Returns the UUID."""
    try:
        return str(conn.defineXMLFlags(xml, libvirt.VIR_DOMAIN_DEFINE_VALIDATE).UUIDString())
    except libvirt.libvirtError as error:
        if is_code(error, "NO_SUPPORT", "ARGUMENT_UNSUPPORTED"):
            return str(conn.defineXML(xml).UUIDString())
        # The schema is narrower than the parser here and there (vendor elements, newer features): the parser has the last word,
        # unless it refuses too.
        if is_code(error, "XML_INVALID_SCHEMA"):
            return str(conn.defineXML(xml).UUIDString())
        raise


def undefine(conn: Any, uuid: str, managed_save: bool, nvram: bool, snapshots: bool, tpm: bool) -> None:
    """Remove the persistent configuration with what belongs to it; flags that a driver does not know are left out one by one."""
    found = domain(conn, uuid)
    flags = 0
    if managed_save:
        flags |= libvirt.VIR_DOMAIN_UNDEFINE_MANAGED_SAVE
    if snapshots:
        flags |= libvirt.VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA | libvirt.VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA
    flags |= libvirt.VIR_DOMAIN_UNDEFINE_NVRAM if nvram else libvirt.VIR_DOMAIN_UNDEFINE_KEEP_NVRAM
    tpm_flag = getattr(libvirt, "VIR_DOMAIN_UNDEFINE_TPM" if tpm else "VIR_DOMAIN_UNDEFINE_KEEP_TPM", 0)
    basic = flags & (libvirt.VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | libvirt.VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA)
    for attempt in dict.fromkeys((flags | tpm_flag, flags, basic)):
        try:
            found.undefineFlags(attempt)
            return
        except libvirt.libvirtError as error:
            if not is_code(error, "INVALID_ARG", "ARGUMENT_UNSUPPORTED", "NO_SUPPORT"):
                raise
    found.undefine()


def rename(conn: Any, uuid: str, name: str) -> None:
    """Rename an inactive domain."""
    domain(conn, uuid).rename(name, 0)


def _reach(found: Any) -> int:
    """VIR_DOMAIN_AFFECT_*: the running and the persistent configuration, as far as there are such."""
    live = libvirt.VIR_DOMAIN_AFFECT_LIVE if found.isActive() else 0
    config = libvirt.VIR_DOMAIN_AFFECT_CONFIG if found.isPersistent() else 0
    return int(live | config)


def set_metadata(conn: Any, uuid: str, child: str, values: Mapping[str, str] | None) -> None:
    """Replace one child of our element, keep the others: read, merge, write; LIVE and CONFIG each from its own state."""
    found = domain(conn, uuid)
    reach = _reach(found)
    for flag in (libvirt.VIR_DOMAIN_AFFECT_CONFIG, libvirt.VIR_DOMAIN_AFFECT_LIVE):
        if reach & flag:
            try:
                old = found.metadata(libvirt.VIR_DOMAIN_METADATA_ELEMENT, NAMESPACE, flag)
            except libvirt.libvirtError as error:
                if not is_code(error, "NO_DOMAIN_METADATA"):
                    raise
                old = None
            found.setMetadata(libvirt.VIR_DOMAIN_METADATA_ELEMENT, set_vm_metadata(old, child, values), PREFIX, NAMESPACE, flag)


def set_text(conn: Any, uuid: str, kind: int, text: str) -> None:
    """Title or description (VIR_DOMAIN_METADATA_TITLE, _DESCRIPTION); "" removes it."""
    found = domain(conn, uuid)
    found.setMetadata(kind, text or None, None, None, _reach(found))


def set_autostart(conn: Any, uuid: str, on: bool) -> None:
    """Start with the host."""
    domain(conn, uuid).setAutostart(1 if on else 0)


def change_device(conn: Any, uuid: str, how: str, xml: str, live: bool, config: bool) -> None:
    """``how``: "attach" | "detach" | "update"."""
    found = domain(conn, uuid)
    flags = (libvirt.VIR_DOMAIN_AFFECT_LIVE if live else 0) | (libvirt.VIR_DOMAIN_AFFECT_CONFIG if config else 0)
    call = {"attach": found.attachDeviceFlags, "detach": found.detachDeviceFlags, "update": found.updateDeviceFlags}[how]
    call(xml, flags)


# --------------------------------------------------------------------------- power


def start(conn: Any, uuid: str, paused: bool, discard_saved: bool) -> None:
    """virDomainCreate: boots, or resumes from a managed save image."""
    flags = (libvirt.VIR_DOMAIN_START_PAUSED if paused else 0) | (libvirt.VIR_DOMAIN_START_FORCE_BOOT if discard_saved else 0)
    found = domain(conn, uuid)
    if flags:
        found.createWithFlags(flags)
    else:
        found.create()


def start_with(conn: Any, xml: str) -> None:
    """virDomainCreateXML: once with this XML."""
    conn.createXML(xml, 0)


def destroy(conn: Any, uuid: str) -> None:
    """Force off. libvirt may say "domain is not running" of a guest that its own call has just ended (seen right after a restart of the daemon,
    whose monitor notices the end first): off is what was wanted. A guest that was off before is refused as ever."""
    found = domain(conn, uuid)
    ran = bool(found.isActive())
    try:
        found.destroy()
    except libvirt.libvirtError as error:
        if not (ran and is_code(error, "OPERATION_INVALID", "NO_DOMAIN")) or _active(conn, uuid):
            raise


def _active(conn: Any, uuid: str) -> bool:
    try:
        return bool(domain(conn, uuid).isActive())
    except libvirt.libvirtError as error:
        if is_code(error, "NO_DOMAIN"):  # a temporary one went with its power
            return False
        raise


_SHUTDOWN = {"auto": 0, "agent": libvirt.VIR_DOMAIN_SHUTDOWN_GUEST_AGENT, "acpi": libvirt.VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN}
_REBOOT = {"auto": 0, "agent": libvirt.VIR_DOMAIN_REBOOT_GUEST_AGENT, "acpi": libvirt.VIR_DOMAIN_REBOOT_ACPI_POWER_BTN}


def shutdown(conn: Any, uuid: str, mode: str) -> None:
    """Ask the guest to shut down."""
    found = domain(conn, uuid)
    if mode == "auto":
        found.shutdown()
    else:
        found.shutdownFlags(_SHUTDOWN[mode])


def reboot(conn: Any, uuid: str, mode: str) -> None:
    """Ask the guest to reboot."""
    domain(conn, uuid).reboot(_REBOOT[mode])


def job_bytes(conn: Any, uuid: str) -> tuple[int, int | None] | None:
    """(done, total) bytes of the job that runs on the domain, None when there is none (any more)."""
    stats = domain(conn, uuid).jobStats()
    if stats.get("type", libvirt.VIR_DOMAIN_JOB_NONE) in (libvirt.VIR_DOMAIN_JOB_NONE, libvirt.VIR_DOMAIN_JOB_COMPLETED):
        return None
    total = stats.get("data_total") or stats.get("memory_total")
    return int(stats.get("data_processed", stats.get("memory_processed", 0))), int(total) if total else None


def begin_backup(conn: Any, uuid: str, xml: str) -> None:
    """Begin a backup into images that are there already (their size is the disks')."""
    domain(conn, uuid).backupBegin(xml, None, libvirt.VIR_DOMAIN_BACKUP_BEGIN_REUSE_EXTERNAL)


def check_backup(conn: Any, uuid: str) -> None:
    """ConsoleError when the backup that has just ended did not end well."""
    stats = domain(conn, uuid).jobStats(libvirt.VIR_DOMAIN_JOB_STATS_COMPLETED | libvirt.VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED)
    if stats.get("type") == libvirt.VIR_DOMAIN_JOB_COMPLETED and stats.get("success", True):
        return
    raise ConsoleError(N_("The copy of the running VM's disks failed."), cause=Cause.INTERNAL, detail=str(stats.get("errmsg", stats)))


def pull_disk(conn: Any, uuid: str, target: str) -> None:
    """Begin to fill a disk from its backing chain."""
    domain(conn, uuid).blockPull(target, 0, 0)


def block_job(conn: Any, uuid: str, target: str) -> tuple[int, int] | None:
    """(done, total) bytes of the job on a disk, None when there is none (any more)."""
    info = domain(conn, uuid).blockJobInfo(target, 0)
    return (int(info["cur"]), int(info["end"])) if info else None


def abort_block_job(conn: Any, uuid: str, target: str) -> None:
    """Stop the job on a disk and wait until it is over."""
    domain(conn, uuid).blockJobAbort(target, 0)


# --------------------------------------------------------------------------- guest


def agent_command(conn: Any, uuid: str, command: str, arguments: Mapping[str, Any] | None, seconds: int) -> Any:
    """Run a guest agent command, return its ``return`` member."""
    request: dict[str, Any] = {"execute": command}
    if arguments:
        request["arguments"] = dict(arguments)
    reply = libvirt_qemu.qemuAgentCommand(domain(conn, uuid), json.dumps(request), seconds, 0)
    try:
        return json.loads(reply)["return"]
    except (ValueError, KeyError, TypeError):
        raise ConsoleError(
            N_("The guest agent answered {command} with something that is not understood.", command=command),
            cause=Cause.AGENT,
            detail=str(reply)[:2000],
        ) from None


_SOURCES = {
    "lease": libvirt.VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE,
    "agent": libvirt.VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT,
    "arp": libvirt.VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP,
}


def interface_addresses(conn: Any, uuid: str, source: str) -> list[InterfaceAddress]:
    """Addresses of a running domain's interfaces as "lease", "arp" or "agent" knows them."""
    try:
        found = domain(conn, uuid).interfaceAddresses(_SOURCES[source], 0)
    except libvirt.libvirtError as error:
        # virArpTableGet of libvirt 9.0 gives up on the kernel's answer when the neighbour table is empty (seen with kernel 6.18)
        if source == "arp" and "wrong nlmsg len" in str(error):
            return []
        raise
    return [
        InterfaceAddress(
            interface=str(name),
            mac=str(entry.get("hwaddr") or "").lower(),
            ip=str(address["addr"]),
            prefix=int(address["prefix"]),
            family=6 if address["type"] == libvirt.VIR_IP_ADDR_TYPE_IPV6 else 4,
        )
        for name, entry in (found or {}).items()
        for address in entry.get("addrs") or ()
    ]


def leases(conn: Any, network: str) -> tuple[Lease, ...]:
    """DHCP leases of a network."""
    rows = conn.networkLookupByUUIDString(network).DHCPLeases(None, 0)
    return tuple(
        Lease(
            mac=str(row.get("mac") or "").lower(),
            ip=str(row.get("ipaddr") or ""),
            prefix=int(row.get("prefix") or 0),
            hostname=str(row.get("hostname") or ""),
            expires=float(row.get("expirytime") or 0),
        )
        for row in rows
    )


def screenshot(conn: Any, uuid: str) -> tuple[str, bytes]:
    """(MIME type, image) of the first screen."""
    found = domain(conn, uuid)
    stream = conn.newStream(0)
    try:
        mime = found.screenshot(stream, 0, 0)
        parts: list[bytes] = []
        size = 0
        while block := stream.recv(262_120):
            parts.append(block)
            size += len(block)
            if size > MAX_SCREENSHOT_BYTES:
                raise ConsoleError(N_("The host sent a screen image that is too large."), cause=Cause.INVALID)
        stream.finish()
    except BaseException:
        with contextlib.suppress(libvirt.libvirtError):  # it had not begun
            stream.abort()
        raise
    return str(mime), b"".join(parts)
