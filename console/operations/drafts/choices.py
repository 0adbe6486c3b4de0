"""What can be chosen, and why the rest can't: hosts, storage repositories, networks. Pure functions over the inventory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from console.guests.specify import default_memory, guest_type
from console.model.ids import HostId
from console.model.inventory import Inventory
from console.model.objects import Host, HostKind, HostState, StorageRepository, Volume
from console.model.spec import NicSpec
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text, plain
from console.operations.drafts.parts import HostChoice, IsoChoice, NetworkChoice, RepositoryChoice, network_key
from console.operations.drafts.sizes import size_text
from console.operations.storage import DEFAULT_NAME, LIBRARY_NAME, LOCAL_NAME

_STATE_REASONS: dict[HostState, Text] = {
    HostState.DISCONNECTED: N_("Not connected."),
    HostState.CONNECTING: N_("Still connecting."),
    HostState.STALE: N_("Does not answer at the moment."),
    HostState.LOST: N_("The connection is lost; Virtdeck is trying again."),
    HostState.REFUSED: N_("The login was refused."),
}

_NO_VOLUMES = frozenset({"iscsi", "iscsi-direct", "scsi", "mpath", "disk"})
"""Pool types in which libvirt can't create image volumes (https://libvirt.org/storage.html)."""

FILE_TYPES = frozenset({"dir", "fs", "netfs", "gluster", "vstorage", ""})
"""Pool types whose volumes are files and can be qcow2; elsewhere (LVM, RBD, ZFS, …) they are raw."""


def _host_reason(host: Host, template: BuiltinTemplate | None, memory_bytes: int | None) -> Text | None:
    if host.state is not HostState.READY:
        return host.why or _STATE_REASONS[host.state]
    if host.kind in (HostKind.LXC, HostKind.OTHER):
        return N_("Runs containers only, no virtual machines.") if host.kind is HostKind.LXC else N_("Virtdeck can't make VMs on this hypervisor.")
    if not host.loaded and not host.guest_types:
        return N_("What it can do is still being read.")
    if not host.loaded:
        return N_("What is on it is still being read.")
    if template is not None:
        if guest_type(host) is None:
            return N_("Can't run VMs of the architecture {arch}.", arch="x86_64")
        if template.complete and host.kind in (HostKind.XEN, HostKind.BHYVE):
            return N_("The demo appliance is made for QEMU/KVM hosts.")
        memory_bytes = memory_bytes or default_memory(template, host)
    if host.memory_bytes and memory_bytes and memory_bytes > host.memory_bytes:
        return N_("Has only {have} of memory; the VM needs {need}.", have=size_text(host.memory_bytes), need=size_text(memory_bytes))
    return None


def _host_note(host: Host) -> Text:
    if host.state is not HostState.READY:
        return plain(host.record.uri)
    facts = N_("{cpus} CPUs, {memory} of memory", cpus=host.cpus, memory=size_text(host.memory_bytes))
    if host.acceleration.state == "emulation":
        return N_("{facts}, emulation (slow)", facts=facts)
    if host.acceleration.state == "kvm":
        return N_("{facts}, KVM", facts=facts)
    return facts


def host_choices(
    inventory: Inventory, template: BuiltinTemplate | None, memory_bytes: int | None, iso: IsoChoice | None = None
) -> tuple[HostChoice, ...]:
    """All hosts; ``why_not`` of the unfit ones. An ISO image in a local repository ties the VM to its host.

    ``memory_bytes``: as asked for, None = what the template gets on each host."""
    found = []
    for host in inventory.hosts():
        why = _host_reason(host, template, memory_bytes)
        if why is None and iso is not None and iso_path_on(inventory, iso, host.id) is None:
            why = N_("Can't reach the ISO image {name}, which is on {host}.", name=iso.volume.name, host=iso.host_name)
        found.append(HostChoice(host, why, _host_note(host)))
    return tuple(found)


def iso_path_on(inventory: Inventory, iso: IsoChoice, host: HostId) -> str | None:
    """Path of an ISO image as this host sees it: its own, or the same shared storage; None = out of reach."""
    if iso.volume.host == host:
        return iso.volume.path
    there = iso.repository
    if not (there.shared and there.source):
        return None
    for mine in inventory.repositories(host):
        if mine.active and mine.source == there.source and iso.volume.path.startswith(there.path) and there.path:
            return mine.path.rstrip("/") + iso.volume.path[len(there.path.rstrip("/")) :]
    return None


def is_library(repository: StorageRepository) -> bool:
    """Whether it is meant for ISO images rather than disks."""
    return repository.name.casefold() in (LIBRARY_NAME.casefold(), "isos", "iso")


def repository_choices(
    inventory: Inventory, host: HostId, needed_bytes: int, *, thin: bool = True, files_only: bool = False
) -> tuple[RepositoryChoice, ...]:
    """The host's repositories for a disk of this size, the best default first. ``files_only``: for an image that is copied as it is."""
    found = []
    for repository in inventory.repositories(host):
        why: Text | None = repository.problem
        if why is None and not repository.active:
            why = N_("Not active.")
        elif why is None and repository.type in _NO_VOLUMES:
            why = N_("Disks can't be created in storage of this type ({type}).", type=repository.type)
        elif why is None and files_only and repository.type not in FILE_TYPES:
            why = N_("Images can be copied into folders only.")
        elif why is None and not thin and repository.available_bytes is not None and needed_bytes > repository.available_bytes:
            why = N_("Only {free} free.", free=size_text(repository.available_bytes))
        found.append(RepositoryChoice(repository, why, repository.available_bytes if repository.active else None))
    return tuple(sorted(found, key=_repository_order))


def _repository_order(choice: RepositoryChoice) -> tuple[bool, bool, bool, bool, int, str]:
    repository = choice.repository
    return (
        choice.why_not is not None,
        is_library(repository),
        repository.name != LOCAL_NAME,
        repository.name != DEFAULT_NAME,
        -(choice.free_bytes or 0),
        repository.name,
    )


def library_choices(inventory: Inventory, host: HostId, needed_bytes: int) -> tuple[RepositoryChoice, ...]:
    """Repositories that can take an uploaded ISO image, the ISO library first."""
    return tuple(
        sorted(
            repository_choices(inventory, host, needed_bytes, thin=False, files_only=True),
            key=lambda c: (c.why_not is not None, not is_library(c.repository)),
        )
    )


USER_NETWORK = N_("User network (outgoing only)")


def network_words(kind: str, source: str) -> Text:
    """Where a network card goes: libvirt's type of interface and what it names."""
    return USER_NETWORK if kind == "user" else plain(source or kind)


def network_choices(inventory: Inventory, host: Host | None, asked: Sequence[str] = ()) -> tuple[NetworkChoice, ...]:
    """Networks for a NIC, the best default first; bridges that were typed in (``asked``: keys) are kept."""
    if host is None:
        return ()
    found: list[NetworkChoice] = []
    user = NetworkChoice(NicSpec(kind="user", source=""), USER_NETWORK, _user_reason(host))
    for network in sorted(inventory.networks(host.id), key=lambda n: (not n.active, n.name != "default", n.name)):
        why = None if network.active else N_("Not active.")
        found.append(NetworkChoice(NicSpec(kind="network", source=network.name), _network_label(network.name, network.forward), why))
        found.extend(
            NetworkChoice(
                NicSpec(kind="network", source=network.name, portgroup=group),
                N_("{network}, port group {group}", network=network.name, group=group),
                why,
            )
            for group in network.portgroups
        )
    if host.session:
        found.insert(0, user)
    elif host.kind is HostKind.QEMU:
        found.append(user)
    for key in dict.fromkeys(asked):
        kind, _, source = key.partition(":")
        if kind == "bridge" and source:
            found.append(NetworkChoice(NicSpec(kind="bridge", source=source), N_("Bridge {bridge}", bridge=source)))
    return tuple(found)


def _user_reason(host: Host) -> Text | None:
    return None if host.kind is HostKind.QEMU else N_("Only QEMU hosts have a user network.")


def _network_label(name: str, forward: str) -> Text:
    match forward:
        case "nat":
            return N_("{network} (NAT)", network=name)
        case "bridge":
            return N_("{network} (bridged)", network=name)
        case "route" | "open":
            return N_("{network} (routed)", network=name)
        case "":
            return N_("{network} (isolated)", network=name)
    return plain(name)


def find_network(choices: Iterable[NetworkChoice], key: str) -> NetworkChoice | None:
    """The choice with this key; "" = the first usable one."""
    if not key:
        return next((choice for choice in choices if choice.why_not is None), None)
    return next((choice for choice in choices if network_key(choice.spec) == key), None)


def iso_volumes(repository: StorageRepository, volumes: Iterable[Volume], host_name: str) -> tuple[IsoChoice, ...]:
    """The ISO images among a repository's volumes."""
    isos = [v for v in volumes if v.type != "dir" and (v.format == "iso" or v.name.lower().endswith(".iso"))]
    return tuple(IsoChoice(volume, repository, host_name) for volume in sorted(isos, key=lambda v: v.name.casefold()))
