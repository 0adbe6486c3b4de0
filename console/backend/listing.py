"""Reading a host: plain functions that take a virConnect, run in a worker and return plain data.

The cheap order (``research`` figures in ``design.md`` §2): names, UUIDs and states of all domains in one bulk call; then XML in batches bounded by
time, so that nothing else waits long for the connection. Only VIR_DOMAIN_STATS_STATE is asked for in the listing: memory and vCPUs are in the XML,
and a single stuck guest would hold up the groups that ask its monitor.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import libvirt

from console.backend.errors import detail_of, is_code
from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import DomainCaps, HostKind, MachineType, Network, PowerState, StorageRepository, VmConfig
from console.model.text import N_, Text
from console.xml.capabilities import parse_capabilities, parse_domain_capabilities
from console.xml.domain import parse_domain
from console.xml.network import parse_network
from console.xml.storage import parse_repository

FEW = 8
"""Up to so many domains are looked up one by one; for more, one bulk call about all is cheaper."""

# --------------------------------------------------------------------------- states


def _reasons(state: str) -> dict[int, str]:
    prefix = f"VIR_DOMAIN_{state}_"
    return {getattr(libvirt, name): name.removeprefix(prefix).lower() for name in dir(libvirt) if name.startswith(prefix)}


_STATES: dict[int, tuple[PowerState, dict[int, str]]] = {
    libvirt.VIR_DOMAIN_RUNNING: (PowerState.RUNNING, _reasons("RUNNING")),
    libvirt.VIR_DOMAIN_BLOCKED: (PowerState.RUNNING, _reasons("BLOCKED")),
    libvirt.VIR_DOMAIN_PAUSED: (PowerState.PAUSED, _reasons("PAUSED")),
    libvirt.VIR_DOMAIN_SHUTDOWN: (PowerState.STOPPING, {0: "unknown", 1: "user"}),
    libvirt.VIR_DOMAIN_SHUTOFF: (PowerState.HALTED, _reasons("SHUTOFF")),
    libvirt.VIR_DOMAIN_CRASHED: (PowerState.CRASHED, _reasons("CRASHED")),
    libvirt.VIR_DOMAIN_PMSUSPENDED: (PowerState.SLEEPING, _reasons("PMSUSPENDED")),
}


def power_state(state: int, reason: int, *, active: bool, saved: bool) -> tuple[PowerState, str]:
    """Our state and libvirt's reason word. Xen says NOSTATE of a guest that idles; a managed save image makes SUSPENDED of shut off."""
    if state not in _STATES:
        return (PowerState.RUNNING if active else PowerState.UNKNOWN), ""
    ours, reasons = _STATES[state]
    if state == libvirt.VIR_DOMAIN_PAUSED and reason == libvirt.VIR_DOMAIN_PAUSED_STARTING_UP:
        ours = PowerState.HALTED  # its process is being made; the event that it runs is to come
    if ours is PowerState.HALTED and saved:
        ours = PowerState.SUSPENDED
    return ours, reasons.get(reason, "")


@dataclass(frozen=True, slots=True)
class DomainRow:
    """The cheap part of a domain."""

    uuid: str
    name: str
    state: PowerState
    reason: str
    active: bool
    persistent: bool = True
    managed_save: bool = False
    autostart: bool | None = None


@dataclass(frozen=True, slots=True)
class DomainDetail:
    """The part of a domain that its XML tells; ``problem`` where that could not be read."""

    uuid: str
    name: str
    config: VmConfig | None = None
    pending: VmConfig | None = None
    autostart: bool | None = None
    problem: Text | None = None


def list_domains(conn: Any) -> list[DomainRow]:
    """All domains of the host, without their XML: four bulk calls."""
    saved = _uuids(conn, libvirt.VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE)
    transient = _uuids(conn, libvirt.VIR_CONNECT_LIST_DOMAINS_TRANSIENT)
    autostart = _uuids(conn, libvirt.VIR_CONNECT_LIST_DOMAINS_AUTOSTART)
    rows = []
    for domain, state, reason in _all_states(conn):
        uuid = domain.UUIDString()
        active = domain.ID() != -1
        ours, word = power_state(state, reason, active=active, saved=saved is not None and uuid in saved)
        rows.append(
            DomainRow(
                uuid=uuid,
                name=domain.name(),
                state=ours,
                reason=word,
                active=active,
                persistent=transient is None or uuid not in transient,
                managed_save=saved is not None and uuid in saved,
                autostart=None if autostart is None else uuid in autostart,
            )
        )
    return rows


def _uuids(conn: Any, flag: int) -> frozenset[str] | None:
    """UUIDs of the domains that a filter lets through; None where the driver can't filter by it."""
    try:
        return frozenset(domain.UUIDString() for domain in conn.listAllDomains(flag))
    except libvirt.libvirtError as error:
        if is_code(error, "NO_SUPPORT", "INVALID_ARG", "ARGUMENT_UNSUPPORTED", "OPERATION_UNSUPPORTED", "CONFIG_UNSUPPORTED"):
            return None
        raise


def _all_states(conn: Any) -> Iterable[tuple[Any, int, int]]:
    try:
        bulk = conn.getAllDomainStats(libvirt.VIR_DOMAIN_STATS_STATE, 0)
    except libvirt.libvirtError as error:
        if not is_code(error, "NO_SUPPORT", "ARGUMENT_UNSUPPORTED"):
            raise
    else:
        for domain, stats in bulk:
            yield domain, stats.get("state.state", 0), stats.get("state.reason", 0)
        return
    for domain in conn.listAllDomains(0):  # libxl has no bulk stats
        with contextlib.suppress(libvirt.libvirtError):  # gone between the two calls
            state, reason = domain.state()
            yield domain, state, reason


def read_rows(conn: Any, uuids: Collection[str]) -> tuple[list[DomainRow], frozenset[str]]:
    """States of some domains: (rows, UUIDs that do not exist any more)."""
    if len(uuids) > FEW:
        rows = [row for row in list_domains(conn) if row.uuid in uuids]
        return rows, frozenset(uuids) - {row.uuid for row in rows}
    domains = {uuid: domain for uuid in uuids if (domain := lookup(conn, uuid)) is not None}
    states = _states_of(conn, domains)
    rows = []
    for uuid, domain in domains.items():
        if uuid in states:
            with contextlib.suppress(libvirt.libvirtError):  # vanished under our hands: counted as gone
                rows.append(_row(domain, *states[uuid]))
    return rows, frozenset(uuids) - {row.uuid for row in rows}


def _states_of(conn: Any, domains: dict[str, Any]) -> dict[str, tuple[int, int]]:
    if not domains:
        return {}
    try:
        bulk = conn.domainListGetStats(list(domains.values()), libvirt.VIR_DOMAIN_STATS_STATE, 0)
        return {domain.UUIDString(): (stats.get("state.state", 0), stats.get("state.reason", 0)) for domain, stats in bulk}
    except libvirt.libvirtError as error:
        if not conn.isAlive():
            raise
        if not is_code(error, "NO_SUPPORT", "ARGUMENT_UNSUPPORTED", "NO_DOMAIN"):
            raise
    states: dict[str, tuple[int, int]] = {}
    for uuid, domain in domains.items():
        with contextlib.suppress(libvirt.libvirtError):
            state, reason = domain.state()
            states[uuid] = (state, reason)
    return states


def _row(domain: Any, state: int, reason: int) -> DomainRow:
    known = state in _STATES and state != libvirt.VIR_DOMAIN_CRASHED
    active = state != libvirt.VIR_DOMAIN_SHUTOFF if known else bool(domain.isActive())
    saved = not active and _tell(domain.hasManagedSaveImage, False, 0)
    ours, word = power_state(state, reason, active=active, saved=saved)
    return DomainRow(
        uuid=domain.UUIDString(),
        name=domain.name(),
        state=ours,
        reason=word,
        active=active,
        persistent=bool(domain.isPersistent()),
        managed_save=saved,
        autostart=_autostart(domain),
    )


def _tell(question: Callable[..., Any], otherwise: bool, *args: Any) -> bool:
    try:
        return bool(question(*args))
    except libvirt.libvirtError as error:
        if is_code(error, "NO_SUPPORT", "OPERATION_UNSUPPORTED"):
            return otherwise
        raise


def _autostart(domain: Any) -> bool | None:
    try:
        return bool(domain.autostart())
    except libvirt.libvirtError:  # transient domains and some drivers have none
        return None


def lookup(conn: Any, uuid: str) -> Any:
    """The virDomain, None when it is gone. For use inside the worker only."""
    try:
        return conn.lookupByUUIDString(uuid)
    except libvirt.libvirtError as error:
        if is_code(error, "NO_DOMAIN"):
            return None
        raise


# --------------------------------------------------------------------------- XML


def read_details(conn: Any, uuids: Sequence[str], seconds: float = 0.25) -> tuple[list[DomainDetail], list[str]]:
    """XML of domains, at most for about ``seconds`` (one at least): (details, UUIDs left). What is gone is in neither."""
    if len(uuids) > FEW:
        known = {domain.UUIDString(): domain for domain in conn.listAllDomains(0)}
        find: Callable[[str], Any] = known.get
    else:
        find = lambda uuid: lookup(conn, uuid)  # noqa: E731
    end = time.monotonic() + seconds
    details: list[DomainDetail] = []
    for number, uuid in enumerate(uuids):
        if number and time.monotonic() > end:
            return details, list(uuids[number:])
        domain = find(uuid)
        if domain is not None and (detail := _detail(conn, domain)) is not None:
            details.append(detail)
    return details, []


def _detail(conn: Any, domain: Any) -> DomainDetail | None:
    uuid, name = domain.UUIDString(), domain.name()
    try:
        active = bool(domain.isActive())
        config = parse_domain(domain.XMLDesc(0))
        pending = None
        if active and domain.isPersistent():
            persistent = parse_domain(domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))
            if comparable(persistent, config) != comparable(config, persistent):
                pending = persistent
        return DomainDetail(uuid, name, config, pending, _autostart(domain))
    except libvirt.libvirtError as error:
        if is_code(error, "NO_DOMAIN"):
            return None
        if not conn.isAlive():
            raise
        return DomainDetail(uuid, name, problem=N_("Its configuration could not be read: {why}", why=detail_of(error)))
    except ConsoleError as error:
        return DomainDetail(uuid, name, problem=N_("Its configuration could not be read: {why}", why=error.text))
    except Exception as error:  # whatever one domain's XML does to the parser, the host goes on
        return DomainDetail(uuid, name, problem=N_("Its configuration could not be read: {why}", why=detail_of(error)))


def comparable(config: VmConfig, other: VmConfig) -> VmConfig:
    """The configuration without what only a running domain has, to see whether the persistent one differs.

    Ignored: aliases, chosen ports, backing chains, channel states; the balloon's present size; the CPU model that libvirt made of host-model.
    """
    expanded = "host-model" in (config.cpu_mode, other.cpu_mode) and "custom" in (config.cpu_mode, other.cpu_mode)
    return replace(
        config,
        memory_kib=0,
        cpu_mode="" if expanded else config.cpu_mode,
        cpu_model="" if expanded else config.cpu_model,
        disks=tuple(replace(disk, alias="", backing=(), controller_model="") for disk in config.disks),
        nics=tuple(replace(nic, alias="", target="") for nic in config.nics),
        graphics=tuple(replace(each, port=None, tls_port=None, listen="", socket="") for each in config.graphics),
        channels=tuple(replace(each, connected=None, path="") for each in config.channels),
    )


# --------------------------------------------------------------------------- storage repositories and networks


def list_repositories(conn: Any, host: HostId) -> list[StorageRepository] | None:
    """All storage repositories; None where the driver has none."""
    try:
        return [found for pool in conn.listAllStoragePools(0) if (found := _repository(pool, host)) is not None]
    except libvirt.libvirtError as error:
        if is_code(error, "NO_SUPPORT", "NO_CONNECT"):
            return None
        raise


def read_repositories(conn: Any, host: HostId, uuids: Iterable[str]) -> dict[str, StorageRepository | None]:
    """Some storage repositories by UUID; None for what is gone."""
    found: dict[str, StorageRepository | None] = {}
    for uuid in uuids:
        try:
            found[uuid] = _repository(conn.storagePoolLookupByUUIDString(uuid), host)
        except libvirt.libvirtError as error:
            if not is_code(error, "NO_STORAGE_POOL"):
                raise
            found[uuid] = None
    return found


def _repository(pool: Any, host: HostId) -> StorageRepository | None:
    uuid, name = pool.UUIDString(), pool.name()
    try:
        return parse_repository(
            pool.XMLDesc(0), host, active=bool(pool.isActive()), autostart=bool(pool.autostart()), persistent=bool(pool.isPersistent())
        )
    except libvirt.libvirtError as error:
        if is_code(error, "NO_STORAGE_POOL"):
            return None
        raise
    except ConsoleError as error:
        return StorageRepository(host=host, uuid=uuid, name=name, problem=error.text)


def list_networks(conn: Any, host: HostId) -> list[Network] | None:
    """All virtual networks; None where the driver has none."""
    try:
        return [found for network in conn.listAllNetworks(0) if (found := _network(network, host)) is not None]
    except libvirt.libvirtError as error:
        if is_code(error, "NO_SUPPORT", "NO_CONNECT"):
            return None
        raise


def read_networks(conn: Any, host: HostId, uuids: Iterable[str]) -> dict[str, Network | None]:
    """Some networks by UUID; None for what is gone."""
    found: dict[str, Network | None] = {}
    for uuid in uuids:
        try:
            found[uuid] = _network(conn.networkLookupByUUIDString(uuid), host)
        except libvirt.libvirtError as error:
            if not is_code(error, "NO_NETWORK"):
                raise
            found[uuid] = None
    return found


def _network(network: Any, host: HostId) -> Network | None:
    uuid, name = network.UUIDString(), network.name()
    try:
        return parse_network(
            network.XMLDesc(0), host, active=bool(network.isActive()), autostart=bool(network.autostart()), persistent=bool(network.isPersistent())
        )
    except libvirt.libvirtError as error:
        if is_code(error, "NO_NETWORK"):
            return None
        raise
    except ConsoleError:
        return Network(host=host, uuid=uuid, name=name, active=bool(network.isActive()))


# --------------------------------------------------------------------------- the host itself


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What a host says of itself quickly."""

    kind: HostKind = HostKind.OTHER
    hostname: str = ""
    arch: str = ""
    cpus: int = 0
    sockets: int = 0
    cores: int = 0
    threads: int = 0
    cpu_mhz: int = 0
    memory_bytes: int = 0
    hypervisor: str = ""
    libvirt_version: str = ""
    round_trip: float = 0.0  # seconds of the cheapest call


@dataclass(frozen=True, slots=True)
class HostCapabilities:
    """What a host says of itself slowly: a daemon asks its emulators the first time (seconds)."""

    arch: str = ""
    cpu_model: str = ""
    sockets: int = 0
    cores: int = 0
    threads: int = 0
    guest_types: tuple[MachineType, ...] = ()
    caps: DomainCaps | None = None
    hypervisor_version: str = ""


def version(number: int) -> str:
    """libvirt's version numbers: 7002022 → "7.2.22"."""
    return f"{number // 1_000_000}.{number // 1000 % 1000}.{number % 1000}"


def read_facts(conn: Any, kind: HostKind) -> HostFacts:
    """Names, sizes and versions: a handful of quick calls."""
    began = time.monotonic()
    library = conn.getLibVersion()
    round_trip = time.monotonic() - began
    arch, memory_mib, cpus, mhz, _nodes, sockets, cores, threads = conn.getInfo()
    return HostFacts(
        kind=kind,
        hostname=conn.getHostname(),
        arch=arch,
        cpus=cpus,
        sockets=sockets,
        cores=cores,
        threads=threads,
        cpu_mhz=mhz,
        memory_bytes=memory_mib << 20,
        hypervisor=conn.getType(),
        libvirt_version=version(library),
        round_trip=round_trip,
    )


def read_capabilities(conn: Any, domain_type: str = "") -> HostCapabilities:
    """Capabilities, and the domain capabilities of the host's own kind of guest (``domain_type`` "" = the best one offered)."""
    try:
        hypervisor_version = version(conn.getVersion())
    except libvirt.libvirtError:  # e.g. no emulator installed
        hypervisor_version = ""
    try:
        found = parse_capabilities(conn.getCapabilities())
    except (libvirt.libvirtError, ConsoleError):
        if not conn.isAlive():
            raise
        return HostCapabilities(hypervisor_version=hypervisor_version)
    return HostCapabilities(
        arch=found.arch,
        cpu_model=found.cpu_model,
        sockets=found.sockets,
        cores=found.cores,
        threads=found.threads,
        guest_types=found.guest_types,
        caps=_domain_capabilities(conn, found.arch, found.guest_types, domain_type),
        hypervisor_version=hypervisor_version,
    )


def _domain_capabilities(conn: Any, arch: str, types: tuple[MachineType, ...], domain_type: str) -> DomainCaps | None:
    own = [each for each in types if each.arch == arch and each.os_type == "hvm"] or [each for each in types if each.arch == arch] or list(types)
    if not own:
        return None
    best = own[0]
    wanted = (
        domain_type if domain_type in best.domain_types else next((t for t in ("kvm", "xen", *best.domain_types) if t in best.domain_types), None)
    )
    machine = "q35" if "q35" in best.machines else None  # None: libvirt's default
    try:
        return parse_domain_capabilities(conn.getDomainCapabilities(best.emulator or None, best.arch, machine, wanted, 0))
    except (libvirt.libvirtError, ConsoleError):
        if not conn.isAlive():
            raise
        return None


_ISO_FOLDERS = ("/usr/share/virtio-win", "/var/lib/libvirt/images", "/usr/local/share/virtio-win")


def find_tools_iso(folders: Iterable[str] = _ISO_FOLDERS) -> tuple[str, str]:
    """(path, version) of the newest virtio-win ISO on this computer, ("", "") if there is none. Blocking."""
    found: list[tuple[tuple[int, ...], str, str]] = []
    for folder in folders:
        with contextlib.suppress(OSError):
            for path in Path(folder).glob("virtio-win*.iso"):
                match = re.search(r"(\d+(?:\.\d+)+(?:-\d+)?)", path.resolve().name)
                label = match.group(1) if match else ""
                found.append((tuple(int(n) for n in re.findall(r"\d+", label)), str(path), label))
    if not found:
        return "", ""
    _, newest, label = max(found)
    return newest, label
