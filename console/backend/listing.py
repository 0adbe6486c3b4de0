"""Reading a host: plain functions that take a virConnect, run in a worker and return plain data.

The cheap order (``research`` figures in ``design.md`` §2): names, UUIDs and states of all domains in one bulk call; then XML in batches bounded by
time, so that nothing else waits long for the connection. Only VIR_DOMAIN_STATS_STATE is asked for in the listing: memory and vCPUs are in the XML,
and a single stuck guest would hold up the groups that ask its monitor.
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import libvirt

from console.backend.errors import detail_of, is_code
from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import DomainCaps, HostKind, MachineType, Network, PowerState, StorageRepository, VmConfig
from console.model.storage_spec import TRIAL
from console.model.text import N_, Text
from console.xml.capabilities import parse_capabilities, parse_domain_capabilities
from console.xml.domain import parse_domain
from console.xml.network import parse_network
from console.xml.storage import parse_repository

_THINKING = threading.Semaphore(2)
"""Workers make objects of libvirt's answers two at a time, whatever the number of hosts: every thread that wants Python's lock keeps the window
waiting for its turn (100 hosts: half a second). Never held over a call to libvirt."""

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
    persistent: bool | None = None  # None: not asked
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


Handles = dict[str, Any]
"""virDomain by UUID: saves a look-up for each question. They belong to one connection and are touched in its worker only."""


def list_domains(conn: Any, handles: Handles) -> list[DomainRow]:
    """All domains of the host with their states: two bulk calls (what else bulk calls tell: :func:`list_flags`)."""
    saved = _uuids(conn, libvirt.VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE) or ()
    states = _all_states(conn)
    handles.clear()
    rows = []
    with _THINKING:
        for domain, state, reason in states:
            uuid = domain.UUIDString()
            handles[uuid] = domain
            active = domain.ID() != -1
            ours, word = power_state(state, reason, active=active, saved=uuid in saved)
            rows.append(DomainRow(uuid, domain.name(), ours, word, active, managed_save=uuid in saved))
    return rows


@dataclass(frozen=True, slots=True)
class DomainFlags:
    """UUIDs of all domains that are transient, and that start with the host; None where the driver can't tell in bulk."""

    transient: frozenset[str] | None
    autostart: frozenset[str] | None


def list_flags(conn: Any) -> DomainFlags:
    """Two bulk calls."""
    return DomainFlags(_uuids(conn, libvirt.VIR_CONNECT_LIST_DOMAINS_TRANSIENT), _uuids(conn, libvirt.VIR_CONNECT_LIST_DOMAINS_AUTOSTART))


def _uuids(conn: Any, flag: int) -> frozenset[str] | None:
    """UUIDs of the domains that a filter lets through; None where the driver can't filter by it."""
    try:
        return frozenset(domain.UUIDString() for domain in conn.listAllDomains(flag))
    except libvirt.libvirtError as error:
        if is_code(error, "NO_SUPPORT", "INVALID_ARG", "ARGUMENT_UNSUPPORTED", "OPERATION_UNSUPPORTED", "CONFIG_UNSUPPORTED"):
            return None
        raise


def _all_states(conn: Any) -> list[tuple[Any, int, int]]:
    try:
        bulk = conn.getAllDomainStats(libvirt.VIR_DOMAIN_STATS_STATE, 0)
    except libvirt.libvirtError as error:
        if not is_code(error, "NO_SUPPORT", "ARGUMENT_UNSUPPORTED"):
            raise
    else:
        return [(domain, stats.get("state.state", 0), stats.get("state.reason", 0)) for domain, stats in bulk]
    found = []
    for domain in conn.listAllDomains(0):  # libxl has no bulk stats
        with contextlib.suppress(libvirt.libvirtError):  # gone between the two calls
            state, reason = domain.state()
            found.append((domain, state, reason))
    return found


def read_rows(conn: Any, handles: Handles, uuids: Collection[str], *, flags: bool = True) -> tuple[list[DomainRow], frozenset[str]]:
    """States of some domains: (rows, UUIDs that do not exist any more). One to three bulk calls, however many they are.

    ``flags`` False: whether they are persistent can't have changed and is not asked.
    """
    new = find_handles(conn, handles, uuids)
    states = _states_of(conn, [handles[uuid] for uuid in uuids if uuid in handles])
    saved: Collection[str] | None = ()
    if any(state == libvirt.VIR_DOMAIN_SHUTOFF for _, state, _ in states):
        saved = _uuids(conn, libvirt.VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE)
    ask = flags or bool(new)
    transient = _uuids(conn, libvirt.VIR_CONNECT_LIST_DOMAINS_TRANSIENT) if states and ask else None
    rows = []
    for domain, state, reason in states:
        handles[domain.UUIDString()] = domain  # it may have a new name
        with contextlib.suppress(libvirt.libvirtError):  # vanished under our hands: counted as gone
            persistent = None if not ask else domain.isPersistent() == 1 if transient is None else domain.UUIDString() not in transient
            rows.append(_row(domain, state, reason, saved, persistent, new))
    gone = frozenset(uuids) - {row.uuid for row in rows}
    for uuid in gone:
        handles.pop(uuid, None)
    return rows, gone


def find_handles(conn: Any, handles: Handles, uuids: Collection[str]) -> frozenset[str]:
    """Add what is not among the handles yet; returns those UUIDs. What does not exist is still not there afterwards."""
    new = frozenset(uuid for uuid in uuids if uuid not in handles)
    if len(new) > FEW:
        handles.update((domain.UUIDString(), domain) for domain in conn.listAllDomains(0))
    else:
        handles.update((uuid, domain) for uuid in new if (domain := lookup(conn, uuid)) is not None)
    return new


def _states_of(conn: Any, domains: Sequence[Any]) -> list[tuple[Any, int, int]]:
    """(domain as it is called now, state, reason); what does not exist any more is left out."""
    if not domains:
        return []
    try:
        bulk = conn.domainListGetStats(domains, libvirt.VIR_DOMAIN_STATS_STATE, 0)
        return [(domain, stats.get("state.state", 0), stats.get("state.reason", 0)) for domain, stats in bulk]
    except libvirt.libvirtError as error:
        if not conn.isAlive():
            raise
        if not is_code(error, "NO_SUPPORT", "ARGUMENT_UNSUPPORTED", "NO_DOMAIN"):
            raise
    found: list[tuple[Any, int, int]] = []
    for each in domains:
        with contextlib.suppress(libvirt.libvirtError):
            domain = conn.lookupByUUIDString(each.UUIDString())
            found.append((domain, *domain.state()))
    return found


def _row(domain: Any, state: int, reason: int, all_saved: Collection[str] | None, persistent: bool | None, new: Collection[str]) -> DomainRow:
    uuid = domain.UUIDString()
    known = state in _STATES and state != libvirt.VIR_DOMAIN_CRASHED
    active = state != libvirt.VIR_DOMAIN_SHUTOFF if known else bool(domain.isActive())
    saved = not active and (_tell(domain.hasManagedSaveImage, False, 0) if all_saved is None else uuid in all_saved)
    ours, word = power_state(state, reason, active=active, saved=saved)
    return DomainRow(
        uuid=uuid,
        name=domain.name(),
        state=ours,
        reason=word,
        active=active,
        persistent=persistent,
        managed_save=saved,
        autostart=_autostart(domain) if uuid in new else None,
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


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a domain before its XML is read; None: to be asked."""

    persistent: bool | None = None
    autostart: bool | None = None


_UNKNOWN = Known()


def read_details(
    conn: Any, handles: Handles, uuids: Sequence[str], seconds: float = 0.25, known: Mapping[str, Known] = MappingProxyType({})
) -> tuple[list[DomainDetail], list[str]]:
    """XML of domains, at most for about ``seconds`` (one at least): (details, UUIDs left). What is gone is in neither.

    ``known``: what bulk calls have just told of them, and need not be asked.
    """
    find_handles(conn, handles, uuids)
    end = time.monotonic() + seconds
    details: list[DomainDetail] = []
    for number, uuid in enumerate(uuids):
        if number and time.monotonic() > end:
            return details, list(uuids[number:])
        domain = handles.get(uuid)
        if domain is not None and (detail := _detail(conn, domain, known.get(uuid, _UNKNOWN))) is not None:
            details.append(detail)
    return details, []


def _detail(conn: Any, domain: Any, known: Known) -> DomainDetail | None:
    """One question for a domain that is off and listed, three for one that runs."""
    uuid, name = domain.UUIDString(), domain.name()
    try:
        xml = domain.XMLDesc(0)
        with _THINKING:
            config = parse_domain(xml)
        pending = None
        if _IS_ACTIVE.match(xml) and (domain.isPersistent() if known.persistent is None else known.persistent):
            xml = domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
            with _THINKING:
                stored = parse_domain(xml)
                if comparable(stored, config) != comparable(config, stored):
                    pending = stored
        return DomainDetail(uuid, name, config, pending, _autostart(domain) if known.autostart is None else known.autostart)
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


_IS_ACTIVE = re.compile(r"\s*<domain\b[^>]*\sid=")
"""The live XML of a domain that is active has its number."""


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
    if name.startswith(TRIAL):  # a connection test, gone in a moment
        return None
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
