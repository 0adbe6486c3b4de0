"""Moving a VM to another host: what has to move with it, which hosts can take it, and why the others can't. Pure functions over the inventory.

Two kinds. *Live*: the guest runs on; its memory goes over while it works, and where its disks are not on storage that both hosts reach, their
contents go over too. *Cold*: it is off; its definition moves, and such disks are copied and compared before the old ones are given up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from console.model.disk_use import name_in
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.objects import Disk, Host, HostKind, Network, Nic, PowerState, StorageRepository, Vm, VmConfig
from console.model.rules import DOMAIN_0, Reason, host_reason
from console.model.sharing import repository_of_disk, repository_of_path, same_storage
from console.model.text import N_, Text, listed
from console.model.tools import LINK_TEXTS, GuestFamily, ToolsLink, Tri
from console.model.verbs import CD_EJECT

VERB = "vm-migrate"
_KINDS = frozenset({HostKind.QEMU, HostKind.XEN})


class PeerUnreachable(ConsoleError):
    """The source's libvirt does not reach the other one by itself; nothing has been done."""

    def __init__(self, detail: str) -> None:
        super().__init__(N_("The hosts' libvirt daemons do not reach each other."), cause=Cause.UNSUPPORTED, detail=detail)


@dataclass(frozen=True, slots=True)
class DiskPlace:
    """What happens to one disk: ``home`` is its repository; stays where it is (``path`` as the other host sees it), or is copied."""

    disk: Disk
    home: StorageRepository | None
    path: str = ""  # at the other host, for a disk that stays; "" = copied
    proved: bool = False  # the storage is shared because Virtdeck has proved it: libvirt can't see that by itself

    @property
    def copied(self) -> bool:
        return not self.path


@dataclass(frozen=True, slots=True)
class MigrationPlan:
    """One VM's move. ``storage``: by disk target the repository (uuid, of the new host) that its copy goes to, "" = the default.

    ``networks``: by the interface's MAC the network of the new host, where that has another name.
    """

    vm: Ref
    to: HostId
    live: bool
    with_storage: bool = False
    storage: Mapping[str, str] = field(default_factory=dict)
    networks: Mapping[str, str] = field(default_factory=dict)
    keep_source_disks: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a host can take the VM. ``reason`` None: it can."""

    host: Host
    reason: Reason | None = None
    warnings: tuple[Text, ...] = ()
    disks: tuple[DiskPlace, ...] = ()

    @property
    def copies(self) -> tuple[DiskPlace, ...]:
        """Disks that have to be copied."""
        return tuple(place for place in self.disks if place.copied)


def is_live(vm: Vm) -> bool:
    """Whether a move of it now would be a live one."""
    return vm.state.active


# --------------------------------------------------------------------------- the VM itself


def why_not_move(vm: Vm | None, inventory: Inventory) -> Reason | None:
    """Why this VM can't be moved to any host now; None where it depends on the host."""
    if vm is None or vm.ref not in inventory:
        return Reason(N_("The VM does not exist any more."))
    host = inventory.host(vm.host)
    if (reason := host_reason(host)) is not None:
        return reason
    assert host is not None
    name = vm.name
    if host.kind is HostKind.XEN and vm.uuid == DOMAIN_0:
        return Reason(N_("Domain-0 is the host's own control domain. It is only shown."))
    if host.kind not in _KINDS:
        return Reason(N_("The hypervisor of {host} can't do this.", host=host.name))
    if vm.config is None:
        return Reason(N_("The configuration of {name} is still being read.", name=name))
    if vm.is_template:
        return Reason(N_("A template can not be used as a normal VM."))
    if vm.installing:
        return Reason(N_("An operating system is being installed in {name}: it can move when that is done.", name=name))
    return _state(vm) or (_live_vm(vm, vm.config) if is_live(vm) else _cold_vm(vm, vm.config))


def _state(vm: Vm) -> Reason | None:
    match vm.state:
        case PowerState.RUNNING | PowerState.PAUSED | PowerState.HALTED:
            return None
        case PowerState.SUSPENDED:
            return Reason(N_("{name} is suspended: its saved memory can't be moved.", name=vm.name), "vm-resume", N_("Resume"))
        case PowerState.CRASHED:
            return Reason(N_("{name} has crashed.", name=vm.name), "vm-force-off", N_("Force off"))
        case PowerState.STOPPING:
            return Reason(N_("{name} is shutting down.", name=vm.name))
        case PowerState.SLEEPING:
            return Reason(N_("The guest in {name} is asleep.", name=vm.name))
        case _:
            return Reason(N_("The state of {name} is not known.", name=vm.name))


def _devices(vm: Vm, config: VmConfig) -> Reason | None:
    """Devices of the host itself can't move."""
    if config.hostdevs or any(nic.type == "hostdev" for nic in config.nics):
        return Reason(N_("{name} uses a device of its host directly (passthrough).", name=vm.name))
    direct = next((nic for nic in config.nics if nic.type in ("direct", "ethernet", "vhostuser", "vdpa")), None)
    if direct is not None:
        return Reason(
            N_("A network card of {name} is connected to a device of its host ({device}).", name=vm.name, device=direct.source or direct.type)
        )
    raw = next((disk for disk in config.disks if disk.device == "lun"), None)
    if raw is not None:
        return Reason(N_("The disk {disk} of {name} is a device of its host.", disk=raw.guest_name or raw.target, name=vm.name))
    return None


def _live_vm(vm: Vm, config: VmConfig) -> Reason | None:
    if (reason := _devices(vm, config)) is not None:
        return reason
    if vm.tools.io is Tri.NO:
        link = ToolsLink.INSTALL_BOTH if vm.family is GuestFamily.WINDOWS else ToolsLink.SWITCH_TO_VIRTIO
        return Reason(N_("Live migration needs the I/O drivers, and the I/O of {name} is not optimized.", name=vm.name), link.value, LINK_TEXTS[link])
    transient = next((disk for disk in config.disks if disk.transient), None)
    if transient is not None:
        return Reason(N_("The disk {disk} of {name} is reset at start: it can only move while the VM is off.", disk=transient.target, name=vm.name))
    return None


def _cold_vm(vm: Vm, config: VmConfig) -> Reason | None:
    if (reason := _devices(vm, config)) is not None:
        return reason
    if config.tpm:
        return Reason(
            N_("{name} has a TPM, whose contents stay on its host while the VM is off. Migrate it while it runs.", name=vm.name),
            "vm-start",
            N_("Start"),
        )
    return None


# --------------------------------------------------------------------------- disks


def disk_places(vm: Vm, to: HostId, inventory: Inventory, config: VmConfig | None = None) -> tuple[DiskPlace, ...]:
    """Each disk with contents: where the other host sees it, or that it has to be copied."""
    found = []
    configuration = config or vm.config
    for disk in configuration.disks if configuration is not None else ():
        if disk.device == "disk" and disk.source:
            found.append(_place(vm, disk, to, inventory))
    return tuple(found)


def _place(vm: Vm, disk: Disk, to: HostId, inventory: Inventory) -> DiskPlace:
    home = repository_of_disk(inventory, vm.host, disk)
    path = _seen_by(vm.host, to, disk, inventory)
    if not path or not all(_base_seen(vm.host, to, base, inventory) for base in disk.backing):
        return DiskPlace(disk, home)
    return DiskPlace(disk, home, path, proved=home is not None and bool(home.share_id))


def _seen_by(source: HostId, to: HostId, disk: Disk, inventory: Inventory) -> str:
    """How the other host names this disk; "" where it does not reach it."""
    home = repository_of_disk(inventory, source, disk)
    if home is None or not home.shared:
        return ""
    view = _view(inventory, home, to)
    if view is None or not view.active:
        return ""
    if disk.source_pool:
        return disk.source if view.name == disk.source_pool else ""
    return _translated(disk.source, home, view)


def _view(inventory: Inventory, home: StorageRepository, to: HostId) -> StorageRepository | None:
    """As :func:`console.model.sharing.view_on`, looking at that one host only: it is asked for each VM, disk and host of a list."""
    here, there = inventory.host(home.host), inventory.host(to)
    if here is None or there is None or not here.record.pool or here.record.pool != there.record.pool:
        return None
    found = [each for each in inventory.repositories(to) if each.shared and same_storage(each, home)]
    return next((each for each in found if each.active), found[0] if found else None)


def _translated(path: str, home: StorageRepository, view: StorageRepository) -> str:
    name = name_in(home, path)
    return f"{view.path.rstrip('/')}/{name}" if name is not None and home.path and view.path else path


def _base_seen(source: HostId, to: HostId, path: str, inventory: Inventory) -> bool:
    """Whether the other host reaches an image of the backing chain, under the very same path (images name their base by path)."""
    home = repository_of_path(inventory, source, path)
    view = _view(inventory, home, to) if home is not None and home.shared else None
    return home is not None and view is not None and view.active and _translated(path, home, view) == path


def default_storage(to: HostId, inventory: Inventory, needed: int = 0) -> StorageRepository | None:
    """Where copies go when nobody says otherwise: an active repository of the host with room, ``local`` and ``default`` first, then the emptiest."""
    usable = [
        r for r in inventory.repositories(to) if r.active and r.name != "ISO library" and (r.available_bytes is None or r.available_bytes >= needed)
    ]
    return max(usable, key=lambda r: (r.name == "local", r.name == "default", not r.shared, r.available_bytes or 0), default=None)


# --------------------------------------------------------------------------- one host


def fit(vm: Vm, to: Host, inventory: Inventory, *, with_storage: bool = True, cpu: bool | None = None) -> Fit:
    """Whether ``to`` can take the VM now. ``with_storage``: its disks may be copied. ``cpu``: what the host said of its CPU, None = not asked."""
    reason = why_not_move(vm, inventory)
    if reason is None and vm.host == to.id:
        reason = Reason(N_("{name} is on this host already.", name=vm.name))
    if reason is None:
        reason = host_reason(to)
    if reason is not None or vm.config is None:
        return Fit(to, reason)
    source = inventory.host(vm.host)
    assert source is not None
    places = disk_places(vm, to.id, inventory)
    config = vm.config
    reasons: Iterable[Reason | None] = (
        _hypervisor(config, source, to),
        _name(vm, to, inventory),
        _cpu(vm, config, source, to, cpu),
        _memory(vm, config, to, inventory),
        _media(vm, config, to, inventory),
        _nics(vm, config, to, inventory),
        _storage(vm, places, to, inventory, with_storage),
    )
    first = next((each for each in reasons if each is not None), None)
    return Fit(to, first, _warnings(vm, config, source, to), places)


def fits(vm: Vm, inventory: Inventory, *, with_storage: bool = True, cpu: Mapping[HostId, bool] | None = None) -> tuple[Fit, ...]:
    """All other hosts in their order: those of its pool first."""
    own = inventory.host(vm.host)
    pool = own.record.pool if own is not None else ""
    hosts = sorted((host for host in inventory.hosts() if host.id != vm.host), key=lambda host: not (pool and host.record.pool == pool))
    return tuple(fit(vm, host, inventory, with_storage=with_storage, cpu=(cpu or {}).get(host.id)) for host in hosts)


def _hypervisor(config: VmConfig, source: Host, to: Host) -> Reason | None:
    if to.kind is not source.kind:
        return Reason(
            N_("Another hypervisor: {here} here, {there} there.", here=source.hypervisor or source.kind.value, there=to.hypervisor or to.kind.value)
        )
    if source.arch and to.arch and source.arch != to.arch:
        return Reason(N_("Another processor architecture: {there}, not {here}.", here=source.arch, there=to.arch))
    if config.domain_type == "kvm" and to.acceleration.state == "emulation":
        return Reason(N_("The VM needs KVM, which does not work on this host."))
    types = [each for each in to.guest_types if not config.arch or each.arch == config.arch]
    if types and config.domain_type and not any(config.domain_type in each.domain_types for each in types):
        return Reason(N_("This host runs no VMs of the type {type}.", type=config.domain_type))
    machines = {machine for each in types for machine in each.machines}
    if machines and config.machine and config.machine not in machines:
        return Reason(N_("This host's hypervisor does not know the machine type {machine}.", machine=config.machine))
    if to.caps is not None and to.caps.max_vcpus is not None and config.max_vcpus > to.caps.max_vcpus:
        return Reason(N_("The VM may have {n} vCPUs, this host at most {most}.", n=config.max_vcpus, most=to.caps.max_vcpus))
    return None


def _name(vm: Vm, to: Host, inventory: Inventory) -> Reason | None:
    for other in inventory.vms(to.id):
        if other.uuid == vm.uuid:
            return Reason(N_("This host has a definition of this VM already."))
        if other.name == vm.name:
            return Reason(N_("This host has another VM of the name {name}.", name=vm.name))
    return None


def _cpu(vm: Vm, config: VmConfig, source: Host, to: Host, cpu: bool | None) -> Reason | None:
    if not is_live(vm):
        return None
    if cpu is False:
        return Reason(N_("This host's CPU has not all the features that the VM uses."))
    if config.cpu_mode == "host-passthrough" and source.cpu_model and to.cpu_model and source.cpu_model != to.cpu_model:
        words = N_(
            "The VM uses its host's CPU as it is ({here}), and this host has another one ({there}).", here=source.cpu_model, there=to.cpu_model
        )
        return Reason(words)
    return None


def _memory(vm: Vm, config: VmConfig, to: Host, inventory: Inventory) -> Reason | None:
    needed = config.max_memory_kib * 1024
    if not to.memory_bytes or not needed:
        return None
    if needed > to.memory_bytes:
        return Reason(N_("The VM needs {needed} MiB of memory, and this host has {all} MiB.", needed=needed >> 20, all=to.memory_bytes >> 20))
    used = to.stats.memory_used_bytes
    if is_live(vm) and used is not None and config.memory_kib * 1024 > to.memory_bytes - used:
        free = max(0, to.memory_bytes - used) >> 20
        return Reason(N_("The VM needs {needed} MiB of memory, and {free} MiB are free on this host.", needed=config.memory_kib >> 10, free=free))
    return None


def _media(vm: Vm, config: VmConfig, to: Host, inventory: Inventory) -> Reason | None:
    """A medium in a drive must be where the other host finds it."""
    for drive in config.disks:
        if drive.device in ("cdrom", "floppy") and drive.source and not _seen_by(vm.host, to.id, drive, inventory):
            medium = drive.source.rpartition("/")[2]
            words = N_("A local medium is in the drive {drive}: {medium}. Eject it first.", drive=drive.guest_name or drive.target, medium=medium)
            ours = config.metadata.tools_disc is not None and config.metadata.tools_disc.target == drive.target
            if ours:
                return Reason(words, "vm-tools-eject", N_("Eject tools disc"))
            return Reason(words, CD_EJECT, N_("Eject")) if drive.device == "cdrom" else Reason(words)
    return None


def _nics(vm: Vm, config: VmConfig, to: Host, inventory: Inventory) -> Reason | None:
    """Networks may have other names there, so one active network is enough; which one is chosen in the wizard (:func:`network_choices`)."""
    wanted = [nic for nic in config.nics if nic.type == "network"]
    if wanted and not any(network.active for network in inventory.networks(to.id)):
        return Reason(N_("This host has no active network for {network}.", network=wanted[0].source))
    return None


def _storage(vm: Vm, places: tuple[DiskPlace, ...], to: Host, inventory: Inventory, with_storage: bool) -> Reason | None:
    copied = [place for place in places if place.copied]
    if not copied:
        return None
    first = copied[0]
    disk, where = first.disk.guest_name or first.disk.target, first.home.name if first.home is not None else first.disk.source
    if not with_storage:
        return Reason(
            N_("This host does not reach the disk {disk} on {storage}; it has to be copied (migrate with storage).", disk=disk, storage=where)
        )
    for place in copied:
        if place.disk.readonly or place.disk.shareable:
            return Reason(N_("This host does not reach the disk {disk}, and a read-only or shared disk is not copied.", disk=place.disk.target))
        if place.home is None and not is_live(vm):
            return Reason(N_("The disk {disk} is not in a storage repository of its host, so it can't be copied.", disk=place.disk.source))
    if to.kind is HostKind.XEN and is_live(vm):
        return Reason(N_("This host does not reach the disk {disk} on {storage}, and Xen copies no disks while a VM runs.", disk=disk, storage=where))
    if default_storage(to.id, inventory) is None:
        return Reason(N_("This host has no active storage repository for the disk {disk}.", disk=disk))
    return None


def _warnings(vm: Vm, config: VmConfig, source: Host, to: Host) -> tuple[Text, ...]:
    found = []
    if _version(to.hypervisor_version) < _version(source.hypervisor_version):
        found.append(
            N_("Its hypervisor is older ({there}) than the VM's host's ({here}).", there=to.hypervisor_version, here=source.hypervisor_version)
        )
    bridges = sorted({nic.source for nic in config.nics if nic.type == "bridge"})
    if bridges:
        found.append(N_("A bridge of the same name must be on this host: {names}.", names=listed(bridges)))
    if not is_live(vm) and config.firmware == "efi":
        found.append(N_("The firmware's variables (boot entries) stay behind; it begins with new ones."))
    if is_live(vm) and vm.tools.io is Tri.UNKNOWN:
        found.append(N_("Whether the guest has its I/O drivers is not known yet."))
    return tuple(found)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit()) if text else ()


# --------------------------------------------------------------------------- networks


def network_choices(vm: Vm, to: HostId, inventory: Inventory) -> tuple[tuple[Nic, tuple[Network, ...], str], ...]:
    """For each interface in a virtual network: the new host's active networks, and the one that fits by name ("" = somebody must choose)."""
    there = tuple(network for network in inventory.networks(to) if network.active)
    names = {network.name for network in there}
    return tuple(
        (nic, there, nic.source if nic.source in names else "") for nic in (vm.config.nics if vm.config is not None else ()) if nic.type == "network"
    )


def plan_problems(plan: MigrationPlan, inventory: Inventory, *, cpu: bool | None = None) -> tuple[Text, ...]:
    """What is wrong with a whole plan; () = it can be run."""
    vm, to = inventory.vm(plan.vm), inventory.host(plan.to)
    if vm is None:
        return (N_("The VM does not exist any more."),)
    if to is None:
        return (N_("Choose the host that it goes to."),)
    found = fit(vm, to, inventory, with_storage=plan.with_storage, cpu=cpu)
    if found.reason is not None:
        return (found.reason.text,)
    problems = []
    if plan.live != is_live(vm):
        problems.append(N_("{name} is not running any more.", name=vm.name) if plan.live else N_("{name} is running now.", name=vm.name))
    for nic, networks, same in network_choices(vm, plan.to, inventory):
        chosen = plan.networks.get(nic.mac, same)
        if chosen not in {network.name for network in networks}:
            problems.append(
                N_("Choose the network of {host} for {mac}: it has no active network {name}.", host=to.name, mac=nic.mac, name=chosen or nic.source)
            )
    for place in found.copies:
        wanted = plan.storage.get(place.disk.target, "")
        if wanted and not any(r.uuid == wanted and r.active for r in inventory.repositories(plan.to)):
            problems.append(N_("Choose an active storage repository of {host} for the disk {disk}.", host=to.name, disk=place.disk.target))
    return tuple(problems)


def storage_for(plan: MigrationPlan, target: str, inventory: Inventory, needed: int = 0) -> StorageRepository | None:
    """The repository that a disk's copy goes to."""
    wanted = plan.storage.get(target, "")
    if wanted:
        return next((r for r in inventory.repositories(plan.to) if r.uuid == wanted and r.active), None)
    return default_storage(plan.to, inventory, needed)
