"""Whether hosts fit together in a pool: what was found, in words, each with what mends it. Pure functions over what was asked of the hosts."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from console.model.ids import HostId
from console.model.objects import Host, HostRecord, HostState, StorageRepository
from console.model.sharing import FOLDER_TYPES, identity
from console.model.text import N_, Text, listed, plain

CLOCK_SECONDS = 2.0
"""Clocks that differ by more make logs, leases and the guests of a live migration disagree; NTP keeps hosts within milliseconds."""

PORTS = {"ssh": 22, "tls": 16514, "tcp": 16509}
"""Where a host's libvirt is reached, by transport (https://libvirt.org/uri.html#remote-uris)."""


class Level(enum.Enum):
    """How bad a finding is. ERROR: these hosts can't be one pool."""

    OK = "ok"
    INFO = "info"  # can't be told, or good to know
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    key: str  # "connection" | "computer" | "hypervisor" | "arch" | "cpu" | "libvirt" | "qemu" | "networks" | "clock" | "reach" | "storage"
    level: Level
    text: Text
    remedy: Text | None = None
    hosts: tuple[HostId, ...] = ()  # whom it concerns; () = all


@dataclass(frozen=True, slots=True)
class HostCpu:
    """What a host says of itself and of the best CPU that its guests can have."""

    uuid: str = ""  # of the computer (SMBIOS), not of the connection
    xml: str = ""  # <cpu>…</cpu>, "" where the hypervisor does not tell
    model: str = ""


@dataclass(frozen=True, slots=True)
class HostFacts:
    """One host with what was asked of it."""

    host: Host
    networks: tuple[str, ...] = ()
    repositories: tuple[StorageRepository, ...] = ()
    cpu: HostCpu | None = None  # None: it did not answer
    clock_offset: float | None = None  # seconds ahead of this computer's clock; None: can't be told


@dataclass(frozen=True, slots=True)
class CpuVerdict:
    """How the hosts' CPUs compare."""

    clashes: tuple[tuple[HostId, HostId], ...] = ()  # (a, b): b lacks something that a's guests can be given
    baseline: str = ""  # model that all have, "" if not told
    unknown: tuple[HostId, ...] = ()  # hosts that could not be compared


Reach = Mapping[tuple[HostId, HostId], bool | None]
"""Whether the first host can open a connection to the second; None (or absent): can't be told."""


def peer_address(record: HostRecord) -> tuple[str, int] | None:
    """(name, port) where *other hosts* find this host's libvirt; None where only this computer can (a local socket, a loopback address)."""
    parts = urlsplit(record.uri)
    name = parts.hostname or ""
    if not name or name == "localhost" or name.startswith("127.") or name == "::1":
        return None
    transport = parts.scheme.partition("+")[2] or "tls"
    return (name, parts.port or PORTS[transport]) if transport in PORTS else None


# --------------------------------------------------------------------------- words


def names(hosts: Iterable[Host]) -> str:
    """Host names for a sentence, at most five."""
    found = [host.name for host in hosts]
    return ", ".join(found[:5]) + (" …" if len(found) > 5 else "")


def _groups(facts: Sequence[HostFacts], value: Callable[[Host], str]) -> dict[str, list[Host]]:
    groups: dict[str, list[Host]] = {}
    for each in facts:
        if word := value(each.host):
            groups.setdefault(word, []).append(each.host)
    return groups


def _listed(groups: Mapping[str, Sequence[Host]]) -> Text:
    """ "9.0.0 (alpha, beta); 10.0.0 (gamma)"."""
    return plain("; ".join(f"{word} ({names(hosts)})" for word, hosts in groups.items()))


def version_key(version: str) -> tuple[int, ...]:
    """ "7.2.22" in an order that numbers have."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


# --------------------------------------------------------------------------- the checks


def static_findings(facts: Sequence[HostFacts]) -> list[Finding]:
    """What the inventory alone tells: connection, hypervisor, architecture, versions, networks, storage."""
    return [
        *_connection(facts),
        *_hypervisor(facts),
        *_architecture(facts),
        *_versions(facts, "libvirt", "libvirt", lambda host: host.libvirt_version),
        *_versions(facts, "qemu", _hypervisor_name(facts), lambda host: host.hypervisor_version),
        *_networks(facts),
        *_storage(facts),
    ]


def findings(facts: Sequence[HostFacts], cpus: CpuVerdict, reach: Reach) -> tuple[Finding, ...]:
    """All checks, in the order in which people should mend what they say."""
    static = static_findings(facts)
    first = [each for each in static if each.key in ("connection", "hypervisor", "arch")]
    rest = [each for each in static if each.key not in ("connection", "hypervisor", "arch")]
    return (*first[:1], *_computers(facts), *first[1:], *_cpus(facts, cpus), *rest[:-1], *_clocks(facts), *_reach(facts, reach), *rest[-1:])


def _connection(facts: Sequence[HostFacts]) -> list[Finding]:
    away = [each.host for each in facts if each.host.state is not HostState.READY]
    if away:
        text = N_("Not connected: {hosts}. What was last known of them is compared.", hosts=names(away))
        return [Finding("connection", Level.WARN, text, N_("Connect them and check again."), tuple(host.id for host in away))]
    return [Finding("connection", Level.OK, N_("All hosts are connected."))]


def _computers(facts: Sequence[HostFacts]) -> list[Finding]:
    """Two entries of one computer would be a pool with itself: its VMs would show twice."""
    seen: dict[tuple[str, bool], Host] = {}
    found = []
    for each in facts:
        if each.cpu is None or not each.cpu.uuid:
            continue
        key = (each.cpu.uuid, each.host.session)
        if key in seen:
            first = seen[key]
            text = N_("{a} and {b} are the same computer (UUID {uuid}).", a=first.name, b=each.host.name, uuid=each.cpu.uuid)
            remedy = N_("Take one of them. If they are two computers, give one another host_uuid in its libvirtd.conf.")
            found.append(Finding("computer", Level.ERROR, text, remedy, (first.id, each.host.id)))
        seen.setdefault(key, each.host)
    return found


def _hypervisor(facts: Sequence[HostFacts]) -> list[Finding]:
    groups = _groups(facts, lambda host: host.hypervisor)
    if len(groups) > 1:
        text = N_("The hypervisors differ: {groups}.", groups=_listed(groups))
        return [Finding("hypervisor", Level.ERROR, text, N_("Make one pool for each hypervisor: a VM can't run on both."))]
    return [Finding("hypervisor", Level.OK, N_("The same hypervisor: {name}.", name=next(iter(groups))))] if groups else []


def _hypervisor_name(facts: Sequence[HostFacts]) -> str:
    return next((each.host.hypervisor for each in facts if each.host.hypervisor), "QEMU")


def _architecture(facts: Sequence[HostFacts]) -> list[Finding]:
    groups = _groups(facts, lambda host: host.arch)
    if len(groups) > 1:
        text = N_("The architectures differ: {groups}.", groups=_listed(groups))
        return [Finding("arch", Level.ERROR, text, N_("Make one pool for each architecture: a running VM can't change it."))]
    return [Finding("arch", Level.OK, N_("The same architecture: {name}.", name=next(iter(groups))))] if groups else []


def _cpus(facts: Sequence[HostFacts], verdict: CpuVerdict) -> list[Finding]:
    hosts = {each.host.id: each.host for each in facts}
    found = []
    if verdict.clashes:
        lacking = names({b: hosts[b] for _, b in verdict.clashes}.values())
        text = N_("The CPUs differ: {hosts} can't run VMs that use all that the other hosts' CPUs have.", hosts=lacking)
        remedy = N_("Give VMs that are to move live a CPU model that all have.")
        if verdict.baseline:
            remedy = N_("Give VMs that are to move live the CPU model {model}, which all have.", model=verdict.baseline)
        concerned = tuple(dict.fromkeys(host for pair in verdict.clashes for host in pair))
        found.append(Finding("cpu", Level.WARN, text, remedy, concerned))
    elif len(facts) - len(verdict.unknown) > 1:
        found.append(Finding("cpu", Level.OK, N_("The CPUs are compatible.")))
    if verdict.unknown:
        text = N_("The CPUs of {hosts} could not be compared.", hosts=names(hosts[each] for each in verdict.unknown))
        found.append(Finding("cpu", Level.INFO, text, N_("Each live migration checks them again before it begins."), verdict.unknown))
    return found


def _versions(facts: Sequence[HostFacts], key: str, name: str, value: Callable[[Host], str]) -> list[Finding]:
    groups = _groups(facts, value)
    if len(groups) > 1:
        ordered = dict(sorted(groups.items(), key=lambda item: version_key(item[0])))
        newest = list(ordered)[-1]
        older = [host for version, hosts in ordered.items() if version != newest for host in hosts]
        text = N_("The versions of {name} differ: {groups}.", name=name, groups=_listed(ordered))
        way = N_(
            "Update {hosts} to {version}. Until then VMs move live from older to newer hosts, not always back.", hosts=names(older), version=newest
        )
        return [Finding(key, Level.WARN, text, way, tuple(host.id for host in older))]
    return [Finding(key, Level.OK, N_("The same version of {name}: {version}.", name=name, version=next(iter(groups))))] if groups else []


def _networks(facts: Sequence[HostFacts]) -> list[Finding]:
    everywhere = {name for each in facts for name in each.networks}
    found = []
    for name in sorted(everywhere):
        lacking = [each.host for each in facts if name not in each.networks and each.host.loaded]
        if lacking:
            text = N_("The network {network} is not on {hosts}.", network=name, hosts=names(lacking))
            remedy = N_("Make a network of that name there, or VMs on it can't move to these hosts.")
            found.append(Finding("networks", Level.WARN, text, remedy, tuple(host.id for host in lacking)))
    if found:
        return found
    if not everywhere:
        return [Finding("networks", Level.INFO, N_("No host has a virtual network."), None)]
    return [Finding("networks", Level.OK, N_("The same networks: {names}.", names=listed(sorted(everywhere))))]


def _clocks(facts: Sequence[HostFacts]) -> list[Finding]:
    told = [each for each in facts if each.clock_offset is not None]
    found = []
    if len(told) > 1:
        offsets = [each.clock_offset or 0.0 for each in told]
        middle = sorted(offsets)[len(offsets) // 2]
        wrong = [each.host for each in told if abs((each.clock_offset or 0.0) - middle) > CLOCK_SECONDS]
        if wrong or max(offsets) - min(offsets) > CLOCK_SECONDS:
            text = N_(
                "The clocks differ by {n} seconds: {hosts}.", n=round(max(offsets) - min(offsets)), hosts=names(wrong or [e.host for e in told])
            )
            remedy = N_("Run a time service (chrony or ntpd) on all hosts.")
            found.append(Finding("clock", Level.WARN, text, remedy, tuple(host.id for host in wrong)))
        else:
            found.append(Finding("clock", Level.OK, N_("The clocks agree.")))
    silent = [each.host for each in facts if each.clock_offset is None]
    if silent:
        text = N_("The clocks of {hosts} can't be read: libvirt does not tell them, only ssh does.", hosts=names(silent))
        remedy = N_("Make sure that a time service (chrony or ntpd) runs there.")
        found.append(Finding("clock", Level.INFO, text, remedy, tuple(host.id for host in silent)))
    return found


def _reach(facts: Sequence[HostFacts], reach: Reach) -> list[Finding]:
    hosts = {each.host.id: each.host for each in facts}
    found = []
    for (a, b), answer in reach.items():
        if answer is False:
            address, port = peer_address(hosts[b].record) or ("", 0)
            text = N_("{a} does not reach {b} ({address}, port {port}).", a=hosts[a].name, b=hosts[b].name, address=address, port=port)
            remedy = N_("Open the way in the firewalls: live migration needs it, and the ports 49152 to 49215.")
            found.append(Finding("reach", Level.WARN, text, remedy, (a, b)))
    hidden = [host for host in hosts.values() if peer_address(host.record) is None]
    if hidden:
        text = N_("Other hosts can't be told where to find {hosts}: the address means this computer only.", hosts=names(hidden))
        remedy = N_("Live migration then goes through Virtdeck. For peer-to-peer, add the host by a name that all hosts know.")
        found.append(Finding("reach", Level.INFO, text, remedy, tuple(host.id for host in hidden)))
    pairs = [(a, b) for a in hosts for b in hosts if a != b and peer_address(hosts[b].record) is not None]
    silent = list(dict.fromkeys(a for a, b in pairs if reach.get((a, b)) is None))
    if silent:
        text = N_("Whether {hosts} reach the others can't be told: only ssh hosts can be asked.", hosts=names(hosts[each] for each in silent))
        found.append(Finding("reach", Level.INFO, text, N_("A live migration tries it, and says so where it fails."), tuple(silent)))
    if not found and pairs:
        found.append(Finding("reach", Level.OK, N_("The hosts reach each other.")))
    return found


def _storage(facts: Sequence[HostFacts]) -> list[Finding]:
    """The last of the static findings: one or two about shared storage."""
    reached: dict[str, dict[HostId, StorageRepository]] = {}
    folders: dict[tuple[str, str], set[HostId]] = {}
    for each in facts:
        for repository in each.repositories:
            if repository.shared and repository.active:
                reached.setdefault(identity(repository), {})[each.host.id] = repository
            elif repository.type in FOLDER_TYPES:
                folders.setdefault((repository.name, repository.path), set()).add(each.host.id)
    everywhere = [views for views in reached.values() if len(views) == len(facts)]
    if everywhere:
        shared = ", ".join(sorted({next(iter(views.values())).name for views in everywhere}))
        return [Finding("storage", Level.OK, N_("All hosts share the storage {names}.", names=shared))]
    partly = [views for views in reached.values() if len(views) > 1]
    if partly:
        lacking = [each.host for each in facts if all(each.host.id not in views for views in partly)]
        shared = ", ".join(sorted({next(iter(views.values())).name for views in partly}))
        remedy = N_("Give {hosts} the same repository; until then VMs move there with their disks.", hosts=names(lacking or [e.host for e in facts]))
        return [Finding("storage", Level.WARN, N_("Only some hosts share the storage {names}.", names=shared), remedy, tuple(h.id for h in lacking))]
    if any(len(hosts) > 1 for hosts in folders.values()):
        same = ", ".join(sorted({name for (name, _), hosts in folders.items() if len(hosts) > 1}))
        text = N_("No storage is known to be shared. Folders of the same name may be: {names}.", names=same)
        return [Finding("storage", Level.WARN, text, N_("Declare such a folder as shared: Virtdeck proves it."))]
    text = N_("The hosts share no storage: VMs move with their disks, which takes longer.")
    return [Finding("storage", Level.WARN, text, N_("Make an NFS, iSCSI or Ceph repository that all hosts reach."))]


def worst(found: Iterable[Finding]) -> Level:
    """The worst level among the findings."""
    order = [Level.OK, Level.INFO, Level.WARN, Level.ERROR]
    return max((each.level for each in found), key=order.index, default=Level.OK)
