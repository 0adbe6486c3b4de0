"""The things of the world: hosts, VMs, storage repositories, networks. Frozen; a change is a new object.

Names are libvirt's where libvirt has one (https://libvirt.org/formatdomain.html), else the guide's. Sizes are bytes unless the name says
KiB (libvirt's memory unit). Everything here may be incomplete: ``Vm.config`` is None until the XML has been read.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from console.model.ids import HostId, Kind, Ref, host_ref
from console.model.names import SocketPaths
from console.model.text import Text
from console.model.tools import GuestFamily, GuestTools

# --------------------------------------------------------------------------- hosts and pools


class HostState(enum.Enum):
    """State of the connection to a host, as the tree shows it."""

    DISCONNECTED = "disconnected"  # by the user's wish
    CONNECTING = "connecting"
    READY = "ready"
    STALE = "stale"  # does not answer at the moment; what is shown is what was last known
    LOST = "lost"  # connection gone; reconnecting with back-off
    REFUSED = "refused"  # login, certificate or permission refused: waits for the user


class HostKind(enum.Enum):
    """Hypervisor driver of the connection (the URI's scheme)."""

    QEMU = "qemu"
    XEN = "xen"
    TEST = "test"
    LXC = "lxc"
    BHYVE = "bhyve"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HostRecord:
    """A configured host, as stored. ``uri`` is the logical URI: shown, stored, given to peers; never the transport one."""

    id: HostId
    name: str
    uri: str
    local: bool = False  # guests run on this very computer: FD passing allowed. Never derived from the URI in use.
    embedded: bool = False  # the per-user libvirt that the console itself provides
    pool: str = ""  # pool id, "" = standalone
    autoconnect: bool = True
    acceleration: str = "auto"  # "auto" | "kvm" | "emulation": override of the check
    saved: bool = True  # False: given by --connect for this run only


@dataclass(frozen=True, slots=True)
class PoolRecord:
    """A named group of hosts, kept by the console."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MachineType:
    """One row of the capabilities: what a guest of this arch and type can be."""

    arch: str  # "x86_64"
    os_type: str  # "hvm", "xen", "xenpvh", "exe"
    domain_types: tuple[str, ...]  # "kvm", "qemu", "xen", …
    emulator: str
    machines: tuple[str, ...]  # canonical and alias names


@dataclass(frozen=True, slots=True)
class DomainCaps:
    """What libvirt's domain capabilities say of the best guest type of this host (virConnectGetDomainCapabilities)."""

    arch: str
    domain_type: str
    machine: str
    max_vcpus: int | None
    firmwares: tuple[str, ...]  # "bios", "efi"
    secure_boot: bool
    disk_buses: frozenset[str]
    video_models: frozenset[str]
    graphics: frozenset[str]  # "vnc", "spice"
    tpm_models: frozenset[str]
    cpu_modes: frozenset[str]  # "host-passthrough", "host-model", "maximum", "custom"
    rng_models: frozenset[str]
    filesystem_drivers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Acceleration:
    """Whether KVM really works here: checked by booting a kernel, never believed."""

    state: str = "unknown"  # "unknown" | "checking" | "kvm" | "emulation"
    why: Text | None = None  # plain notice where emulation is used


@dataclass(frozen=True, slots=True)
class HostStats:
    """Last bulk numbers of a host."""

    cpu_percent: float | None = None
    memory_used_bytes: int | None = None
    at: float = 0.0  # time.time()


@dataclass(frozen=True, slots=True)
class Host:
    """A host with what is known of it now."""

    record: HostRecord
    kind: HostKind = HostKind.OTHER
    state: HostState = HostState.DISCONNECTED
    why: Text | None = None  # reason of stale / lost / refused
    remedy: Text | None = None
    since: float = 0.0  # time.time() of the state's begin
    hostname: str = ""
    arch: str = ""
    cpu_model: str = ""
    cpus: int = 0  # logical CPUs
    sockets: int = 0
    cores: int = 0
    threads: int = 0
    cpu_mhz: int = 0
    memory_bytes: int = 0
    hypervisor: str = ""  # "QEMU", "Xen", …
    hypervisor_version: str = ""  # "7.2.22"
    libvirt_version: str = ""
    session: bool = False  # per-user (unprivileged) libvirt
    transport: str = ""  # "", "ssh", "tls", "tcp", "unix"
    guest_types: tuple[MachineType, ...] = ()
    caps: DomainCaps | None = None
    acceleration: Acceleration = Acceleration()
    missing: tuple[tuple[str, Text], ...] = ()  # (feature, why): features hidden by what this host's libvirt can't
    tools_iso: str = ""  # path of the virtio-win ISO on this host, "" if none found
    tools_version: str = ""  # its version, "" if not known
    socket_paths: SocketPaths | None = None  # where its guests' sockets are: how long their names may be
    stats: HostStats = HostStats()
    loaded: bool = False  # first listing is complete

    @property
    def met(self) -> bool:
        """It has answered since this console started: what is shown of it was so once."""
        return bool(self.libvirt_version or self.cpus)

    @property
    def id(self) -> HostId:
        return self.record.id

    @property
    def ref(self) -> Ref:
        return host_ref(self.record.id)

    @property
    def name(self) -> str:
        return self.record.name


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool in the inventory."""

    record: PoolRecord

    @property
    def ref(self) -> Ref:
        return Ref(Kind.POOL, HostId(""), self.record.id)

    @property
    def name(self) -> str:
        return self.record.name


# --------------------------------------------------------------------------- VMs


class PowerState(enum.Enum):
    """Power state of a VM in the guide's words."""

    RUNNING = "running"
    PAUSED = "paused"  # virDomainSuspend: in memory
    SUSPENDED = "suspended"  # managed save image on disk, memory freed
    HALTED = "halted"
    CRASHED = "crashed"
    SLEEPING = "sleeping"  # pm-suspended by the guest
    STOPPING = "stopping"  # VIR_DOMAIN_SHUTDOWN
    UNKNOWN = "unknown"

    @property
    def active(self) -> bool:
        """A hypervisor process (or domain id) exists."""
        return self in (PowerState.RUNNING, PowerState.PAUSED, PowerState.SLEEPING, PowerState.STOPPING, PowerState.CRASHED)


@dataclass(frozen=True, slots=True)
class Disk:
    """One <disk>. ``target`` is libvirt's name, ``guest_name`` what the guest sees (guide §5)."""

    target: str  # "vda"
    bus: str  # "virtio" | "scsi" | "sata" | "ide" | "usb" | "fdc" | "xen"
    device: str = "disk"  # "disk" | "cdrom" | "floppy" | "lun"
    source: str = ""  # path, volume or URL; "" = empty drive
    source_type: str = "file"  # "file" | "block" | "volume" | "network" | "dir" | …
    source_pool: str = ""  # type='volume': repository name
    format: str = ""  # "qcow2", "raw"
    readonly: bool = False
    transient: bool = False  # reset at start
    shareable: bool = False
    boot_order: int | None = None
    serial: str = ""
    guest_name: str = ""
    alias: str = ""
    backing: tuple[str, ...] = ()  # backing chain as the live XML tells, nearest first
    controller_model: str = ""  # for scsi: "virtio-scsi", "lsilogic", …


@dataclass(frozen=True, slots=True)
class Nic:
    """One <interface>."""

    mac: str
    model: str  # "virtio", "e1000e", …
    type: str  # "network" | "bridge" | "user" | "direct" | …
    source: str = ""  # network, bridge or device name
    portgroup: str = ""
    target: str = ""  # vnet0, live only
    link_up: bool = True
    boot_order: int | None = None
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Graphics:
    """One <graphics>."""

    type: str  # "vnc" | "spice" | …
    port: int | None = None
    tls_port: int | None = None
    listen: str = ""
    socket: str = ""
    has_password: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """One <channel>; ``connected`` None where libvirt does not say (inactive, Xen)."""

    name: str  # "org.qemu.guest_agent.0"
    type: str  # "unix" | "spicevmc" | …
    connected: bool | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class ToolsDisc:
    """A tools disc that we put into a CD drive, and what gives the old one back."""

    target: str  # of the drive
    path: str  # the tools disc
    previous: str = ""  # what was in the drive, "" = it was empty
    agent: str = ""  # version of the agent that answered when it was inserted, "" = none did
    drivers: str = ""  # version of the Windows drivers then
    added: str = ""  # "yes": the drive itself was plugged in for it, and goes with it


@dataclass(frozen=True, slots=True)
class VmMetadata:
    """Our own element ``virtdeck:vm`` in the domain's <metadata> (namespace urn:virtdeck:1)."""

    template: bool = False
    instant: bool = False
    icon: str = ""  # of a custom template: the name of one of TEMPLATE_ICONS, "" = the usual one
    tags: tuple[str, ...] = ()
    folder: str = ""
    origin: str = ""  # what it was made from, in words or a template id
    created_from: str = ""  # built-in template id or UUID of the source
    installing: bool = False  # an OS installation is under way
    importing: bool = False  # its disks are being copied or converted: not to be started until that has ended well
    start_order: int | None = None
    start_delay: int | None = None  # seconds
    clone_depth: int | None = None
    speed_before: float | None = None  # MiB/s read from its disk before its chain was flattened, and after
    speed_after: float | None = None
    demo: bool = False  # made from the Demo Linux Virtual Appliance
    p2v_source: str = ""
    p2v_date: str = ""
    p2v_open: str = ""  # what is still to be done after a P2V, by family ("windows", "linux", …); "" = nothing, or put away
    tools_disc: ToolsDisc | None = None
    fallback_seconds: int | None = None  # switched to virtio, not verified yet: how long the guest may stay silent after its start
    driver_disk: str = ""  # path of the small virtio disk that makes Windows load its storage driver


@dataclass(frozen=True, slots=True)
class VmConfig:
    """What one domain XML says (the live one while active, else the persistent one)."""

    domain_type: str = ""  # "kvm", "qemu", "xen", "test"
    os_type: str = "hvm"  # "hvm" | "xen" | "xenpvh" | "exe" | "linux"
    arch: str = ""
    machine: str = ""
    firmware: str = "bios"  # "bios" | "efi"
    secure_boot: bool = False
    title: str = ""
    description: str = ""
    osinfo_id: str = ""  # "http://debian.org/debian/12" from libosinfo's metadata element
    vcpus: int = 1  # current
    max_vcpus: int = 1
    topology: tuple[int, int, int] | None = None  # sockets, cores, threads
    cpu_mode: str = ""
    cpu_model: str = ""
    memory_kib: int = 0  # current
    max_memory_kib: int = 0
    disks: tuple[Disk, ...] = ()
    nics: tuple[Nic, ...] = ()
    graphics: tuple[Graphics, ...] = ()
    channels: tuple[Channel, ...] = ()
    serials: tuple[str, ...] = ()  # types of <serial>/<console>
    video: tuple[str, ...] = ()
    tpm: str = ""
    boot_devs: tuple[str, ...] = ()  # <os><boot dev>
    on_poweroff: str = "destroy"
    on_reboot: str = "restart"
    on_crash: str = "destroy"
    acpi: bool = True
    balloon: str = ""  # model, "" or "none" = none
    hostdevs: int = 0
    metadata: VmMetadata = VmMetadata()

    @property
    def mode(self) -> str:
        """Virtualization mode in the guide's words: "HVM", "PV", "PVH", or "container"."""
        return {"hvm": "HVM", "xen": "PV", "linux": "PV", "xenpvh": "PVH", "exe": "container"}.get(self.os_type, self.os_type)

    @property
    def agent_channel(self) -> Channel | None:
        """The qemu-guest-agent channel, if configured."""
        return next((c for c in self.channels if c.name == "org.qemu.guest_agent.0"), None)


@dataclass(frozen=True, slots=True)
class Address:
    """One IP address of a VM, with where it was learned."""

    ip: str  # without prefix
    prefix: int | None
    family: int  # 4 | 6
    mac: str = ""
    interface: str = ""  # as the guest names it
    source: str = "agent"  # "agent" | "lease" | "arp" | "xenstore"
    scope: str = "global"  # "global" | "link" | "host"; see also inside_only
    inside_only: bool = False  # user-mode network: reachable inside the guest only


@dataclass(frozen=True, slots=True)
class VmStats:
    """Last bulk numbers of a running VM."""

    cpu_percent: float | None = None  # of all its vCPUs, 0…100
    memory_bytes: int | None = None  # balloon.current
    memory_used_bytes: int | None = None  # what the guest uses, needs the balloon driver
    disk_read_bps: float | None = None
    disk_write_bps: float | None = None
    net_rx_bps: float | None = None
    net_tx_bps: float | None = None
    at: float = 0.0  # time.time()


@dataclass(frozen=True, slots=True)
class Vm:
    """A VM or custom template: identity, state, configuration, and what the guest tells."""

    host: HostId
    uuid: str
    name: str
    state: PowerState = PowerState.UNKNOWN
    state_reason: str = ""  # libvirt's reason word: "booted", "destroyed", …
    persistent: bool = True
    autostart: bool | None = None
    has_managed_save: bool = False
    config: VmConfig | None = None
    pending: VmConfig | None = None  # the persistent configuration while it differs from the live one ("at the next start")
    tools: GuestTools = GuestTools()
    addresses: tuple[Address, ...] = ()
    stats: VmStats | None = None
    started_at: float | None = None  # time.time() of the guest's boot, None if not known
    os_name: str = ""  # readable, from the guest, else from libosinfo
    family: GuestFamily = GuestFamily.OTHER
    problem: Text | None = None  # e.g. its XML could not be read
    migrating: bool = False  # it is on its way from this host to another one just now, while it runs

    @property
    def ref(self) -> Ref:
        return Ref(Kind.VM, self.host, self.uuid)

    @property
    def is_template(self) -> bool:
        return self.config is not None and self.config.metadata.template

    @property
    def installing(self) -> bool:
        return self.config is not None and self.config.metadata.installing

    @property
    def importing(self) -> bool:
        return self.config is not None and self.config.metadata.importing


# --------------------------------------------------------------------------- storage and networks


@dataclass(frozen=True, slots=True)
class StorageRepository:
    """A libvirt storage pool as seen through one host."""

    host: HostId
    uuid: str
    name: str
    type: str = ""  # "dir", "netfs", "logical", "rbd", …
    active: bool = False
    autostart: bool = False
    persistent: bool = True
    path: str = ""  # target path
    source: str = ""  # normalised source ("server:/export"): equal sources are the same storage
    shared: bool = False  # by its source, or declared and proved
    capacity_bytes: int | None = None
    allocation_bytes: int | None = None
    available_bytes: int | None = None
    problem: Text | None = None
    share_id: str = ""  # of a folder that was declared and proved shared: equal ids are the same storage (model/sharing.py)

    @property
    def ref(self) -> Ref:
        return Ref(Kind.STORAGE, self.host, self.uuid)


@dataclass(frozen=True, slots=True)
class Volume:
    """A virtual disk (storage volume)."""

    host: HostId
    repository: str  # uuid
    name: str
    key: str
    path: str
    format: str = ""  # "qcow2", "raw", "iso"
    type: str = "file"  # "file" | "block" | "dir" | "network" | …
    capacity_bytes: int = 0
    allocation_bytes: int = 0
    backing: str = ""
    physical_bytes: int = 0  # of its file or device, 0 = not known

    @property
    def ref(self) -> Ref:
        return Ref(Kind.VOLUME, self.host, f"{self.repository}/{self.name}")


@dataclass(frozen=True, slots=True)
class Network:
    """A libvirt virtual network."""

    host: HostId
    uuid: str
    name: str
    active: bool = False
    autostart: bool = False
    persistent: bool = True
    forward: str = ""  # "nat" | "route" | "bridge" | "open" | … ; "" = isolated
    bridge: str = ""
    addresses: tuple[str, ...] = ()  # "192.168.122.1/24"
    dhcp: bool = False
    portgroups: tuple[str, ...] = ()

    @property
    def ref(self) -> Ref:
        return Ref(Kind.NETWORK, self.host, self.uuid)


@dataclass(frozen=True, slots=True)
class Lease:
    """A DHCP lease of a network."""

    mac: str
    ip: str
    prefix: int
    hostname: str
    expires: float


AnyObject = Pool | Host | Vm | StorageRepository | Network
"""What the inventory holds. Volumes are listed on demand, not held."""
