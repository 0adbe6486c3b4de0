"""A rich world without a hypervisor: two pools, hosts in all states, VMs in all states, templates, repositories, networks, tasks, events."""

from __future__ import annotations

import asyncio
import dataclasses
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from console.model.errors import Cause, ConsoleError
from console.model.ids import LOCAL_HOST, HostId, Ref, host_ref
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import (
    Acceleration,
    Address,
    Channel,
    Disk,
    Graphics,
    Host,
    HostKind,
    HostRecord,
    HostState,
    HostStats,
    Lease,
    Network,
    Nic,
    Pool,
    PoolRecord,
    PowerState,
    StorageRepository,
    Vm,
    VmConfig,
    VmMetadata,
    VmStats,
    Volume,
)
from console.model.paths import Paths
from console.model.sharing import SharedFolder
from console.model.tasks import Event, Progress, Task, TaskState
from console.model.templates import BuiltinTemplate
from console.model.text import N_, Text
from console.model.tools import AgentState, GuestFamily, GuestFilesystem, GuestOs, GuestTools, IoCause, IoFinding, Tri
from console.operations.base import Runner, World
from console.ui.services import EventLog, Services

GIB = 1 << 30
NOW = time.time()


def uid(name: str) -> str:
    """A stable UUID for a name."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


class FakePort:
    """Answers what the window asks of a host by itself."""

    def __init__(self, world: FakeHosts, host: HostId) -> None:
        self._world, self.id = world, host

    async def volumes(self, repository: str) -> tuple[Volume, ...]:
        await asyncio.sleep(0)
        if self._world.fail_volumes is not None:
            raise self._world.fail_volumes
        return self._world.volumes_of.get(repository, ())

    async def volume_names(self, repository: str) -> tuple[str, ...]:
        return tuple(volume.name for volume in await self.volumes(repository))

    async def some_volumes(self, repository: str, names: Sequence[str]) -> tuple[Volume, ...]:
        wanted = set(names)
        return tuple(volume for volume in await self.volumes(repository) if volume.name in wanted)

    async def volume_by_path(self, path: str) -> Volume | None:
        await asyncio.sleep(0)
        return next((volume for volumes in self._world.volumes_of.values() for volume in volumes if volume.path == path), None)

    async def leases(self, network: str) -> tuple[Lease, ...]:
        await asyncio.sleep(0)
        return self._world.leases_of.get(network, ())

    async def refresh_repository(self, uuid: str) -> None:
        self._world.calls.append(("refresh", uuid))

    async def snapshots_xml(self, uuid: str, **_: Any) -> tuple[tuple[tuple[str, str], ...], str]:
        await asyncio.sleep(0)
        return (), ""

    async def migratable_xml(self, uuid: str) -> str:
        return "<domain/>"

    async def compare_cpu(self, xml: str) -> bool | None:
        return self._world.cpu_fits.get(self.id)

    async def screenshot(self, uuid: str) -> tuple[str, bytes]:
        self._world.pictured.append(uuid)
        await self._world.picture_gate()
        if uuid in self._world.fail_pictures:
            raise self._world.fail_pictures[uuid]
        return "image/x-portable-pixmap", self._world.pictures.get(uuid, b"P6 4 3 255\n" + bytes((32, 96, 160)) * 12)


async def _at_once() -> None:
    """No delay."""


class FakeHosts:
    """HostsPort that notes what it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.watched: tuple[Ref, ...] = ()
        self.volumes_of: dict[str, tuple[Volume, ...]] = {}
        self.leases_of: dict[str, tuple[Lease, ...]] = {}
        self.fail_volumes: ConsoleError | None = None
        self.cpu_fits: dict[HostId, bool] = {}
        self.pictured: list[str] = []
        self.pictures: dict[str, bytes] = {}
        self.fail_pictures: dict[str, ConsoleError] = {}
        self.picture_gate: Callable[[], Awaitable[None]] = _at_once

    def port(self, host: HostId) -> Any:
        return FakePort(self, host)

    async def connect(self, host: HostId) -> None:
        self.calls.append(("connect", host))

    async def disconnect(self, host: HostId) -> None:
        self.calls.append(("disconnect", host))

    async def refresh(self, host: HostId) -> None:
        self.calls.append(("refresh", host))

    async def add(self, record: HostRecord) -> None:
        self.calls.append(("add", record))

    async def update(self, record: HostRecord) -> None:
        self.calls.append(("update", record))

    async def remove(self, host: HostId) -> None:
        self.calls.append(("remove", host))

    async def probe(self, uri: str) -> tuple[Any, ...]:
        return ()

    async def set_acceleration(self, host: HostId, override: str) -> Acceleration:
        return Acceleration(override)

    def watch(self, refs: Sequence[Any]) -> None:
        self.watched = tuple(refs)

    def shared_folders(self) -> tuple[SharedFolder, ...]:
        return ()

    def put_shared_folder(self, share: SharedFolder) -> None:
        self.calls.append(("share", share))

    def drop_shared_folder(self, share: str) -> None:
        self.calls.append(("unshare", share))


class FakeSettings:
    """Preferences in memory."""

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self.values: dict[str, Any] = {"ui.first_start_done": True, **(values or {})}

    def hosts(self) -> tuple[HostRecord, ...]:
        return ()

    def pools(self) -> tuple[PoolRecord, ...]:
        return ()

    async def save_hosts(self, hosts: Sequence[HostRecord]) -> None: ...

    async def save_pools(self, pools: Sequence[PoolRecord]) -> None: ...

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        self.values[key] = value


class FakeQuestions:
    """Answers yes, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer = True

    async def confirm(self, title: Text, text: Text, *, verb: Text, danger: bool = False, details: str = "") -> bool:
        self.asked.append(str(title))
        return self.answer

    async def choose(self, title: Text, text: Text, options: Sequence[tuple[str, Text]], *, default: str) -> str | None:
        return default

    async def credentials(self, *args: Any, **more: Any) -> None:
        return None


class FakeBackground:
    """Runs at once."""

    def run(self, fn: Callable[[], Any]) -> Awaitable[Any]:
        future = asyncio.get_running_loop().create_future()
        future.set_result(fn())
        return future


class FakeCatalogue:
    """A few built-in templates."""

    async def templates(self) -> tuple[BuiltinTemplate, ...]:
        return TEMPLATES


class FakeRunner(Runner):
    """A runner whose tasks can be set, and that notes what is started."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.started: list[Any] = []

    def put(self, *tasks: Task) -> None:
        """Show these tasks."""
        for task in tasks:
            self._set(task)

    def start(self, operation: Any) -> Any:
        self.started.append(operation)


TEMPLATES = (
    BuiltinTemplate(
        "demo", "Demo", title=N_("Demo Linux Virtual Appliance"), family="demo", complete=True, vcpus=1, memory_bytes=GIB // 4, disk_bytes=GIB
    ),
    BuiltinTemplate("debian12", "Debian 12 (Bookworm)", family="debian", osinfo_id="http://debian.org/debian/12", vcpus=2, memory_bytes=2 * GIB),
    BuiltinTemplate("win11", "Windows 11", family="windows", windows=True, vcpus=4, memory_bytes=4 * GIB, firmware="efi", tpm=True),
)

ALPHA, BETA, GAMMA, XEN, LAB = HostId("h-alpha"), HostId("h-beta"), HostId("h-gamma"), HostId("h-xen"), HostId("h-lab")


def hosts() -> list[Host]:
    """Hosts in several states."""

    def make(host: HostId, name: str, uri: str, **more: Any) -> Host:
        record_keys = {"pool", "local", "embedded", "autoconnect"}
        record = HostRecord(host, name, uri, **{k: more.pop(k) for k in list(more) if k in record_keys})
        defaults: dict[str, Any] = {
            "kind": HostKind.QEMU,
            "state": HostState.READY,
            "since": NOW - 7200,
            "hostname": f"{name}.example.org",
            "arch": "x86_64",
            "cpu_model": "Intel Xeon Gold 6338",
            "cpus": 64,
            "sockets": 2,
            "cores": 16,
            "threads": 2,
            "cpu_mhz": 2000,
            "memory_bytes": 256 * GIB,
            "hypervisor": "QEMU",
            "hypervisor_version": "7.2.22",
            "libvirt_version": "9.0.0",
            "transport": "ssh",
            "acceleration": Acceleration("kvm"),
            "stats": HostStats(23.0, 141 * GIB, NOW),
            "loaded": True,
        }
        return Host(record, **{**defaults, **more})

    return [
        make(ALPHA, "host-alpha", "qemu+ssh://root@alpha.example.org/system", pool="tokyo"),
        make(
            BETA,
            "host-beta",
            "qemu+ssh://root@beta.example.org/system",
            pool="tokyo",
            state=HostState.STALE,
            since=NOW - 45,
            why=N_("host-beta does not answer: no reply for 15 seconds."),
            remedy=N_("It is tried again by itself."),
        ),
        make(
            GAMMA,
            "host-gamma",
            "qemu+tls://gamma.example.org/system",
            pool="osaka",
            state=HostState.LOST,
            since=NOW - 3700,
            transport="tls",
            why=N_("The connection to host-gamma was closed by the other side."),
            remedy=N_("Look whether libvirtd runs there."),
        ),
        make(
            XEN,
            "xen-01",
            "xen+ssh://root@xen-01.example.org/",
            pool="osaka",
            kind=HostKind.XEN,
            hypervisor="Xen",
            hypervisor_version="4.17.5",
            acceleration=Acceleration(),
            missing=(("stats", N_("libvirt's Xen driver has no bulk statistics.")), ("vm-rename", N_("libvirt's Xen driver can't rename."))),
        ),
        make(
            LOCAL_HOST,
            "This computer",
            "qemu:///session",
            local=True,
            embedded=True,
            session=True,
            transport="",
            cpu_model="AMD EPYC 7B13",
            cpus=2,
            sockets=1,
            cores=2,
            threads=1,
            memory_bytes=8 * GIB,
            acceleration=Acceleration("emulation", N_("/dev/kvm opens, but a test VM did not boot under KVM within 20 seconds.")),
            stats=HostStats(61.0, 5 * GIB, NOW),
        ),
    ]


def config(name: str, *, os: str = "debian", tags: tuple[str, ...] = (), folder: str = "", **more: Any) -> VmConfig:
    """A usual configuration."""
    number = abs(hash(name)) % 250
    windows = os == "windows"
    ids = {"debian": "http://debian.org/debian/12", "ubuntu": "http://ubuntu.com/ubuntu/22.04", "windows": "http://microsoft.com/win/11"}
    defaults: dict[str, Any] = {
        "domain_type": "kvm",
        "arch": "x86_64",
        "machine": "pc-q35-7.2",
        "firmware": "efi" if windows else "bios",
        "secure_boot": windows,
        "osinfo_id": ids.get(os, ""),
        "vcpus": 2,
        "max_vcpus": 4,
        "topology": (1, 2, 1),
        "cpu_mode": "host-passthrough",
        "memory_kib": 4 << 20,
        "max_memory_kib": 4 << 20,
        "disks": (
            Disk("vda", "virtio", source=f"/var/lib/libvirt/images/{name}.qcow2", format="qcow2", guest_name="vda"),
            Disk("sda", "sata", device="cdrom", format="raw", readonly=True, guest_name="sr0"),
        ),
        "nics": (Nic(f"52:54:00:1c:00:{number:02x}", "virtio", "network", "default", target=f"vnet{number}"),),
        "graphics": (Graphics("vnc", 5900 + number % 90, listen="127.0.0.1"),),
        "channels": (Channel("org.qemu.guest_agent.0", "unix", True),),
        "serials": ("pty",),
        "video": ("virtio",),
        "boot_devs": ("hd",),
        "balloon": "virtio",
        "metadata": VmMetadata(tags=tags, folder=folder, origin="Debian 12 (Bookworm)"),
    }
    return VmConfig(**{**defaults, **more})


def agent(version: str = "7.2.22", pretty: str = "Debian GNU/Linux 12 (bookworm)", host: str = "web-01") -> GuestTools:
    """Tools that are all there."""
    return GuestTools(
        io=Tri.YES,
        agent=AgentState.RESPONDING,
        agent_version=version,
        os=GuestOs("debian", "Debian GNU/Linux", pretty, "12", "12", "6.1.0-21-amd64", machine="x86_64"),
        hostname=host,
        timezone="JST (UTC+9)",
        filesystems=(GuestFilesystem("vda1", "/", "ext4", 20 * GIB, 7 * GIB), GuestFilesystem("vda15", "/boot/efi", "vfat", GIB // 8, GIB // 64)),
    )


def vm(host: HostId, name: str, state: PowerState = PowerState.RUNNING, *, number: int = 0, **more: Any) -> Vm:
    """A VM with everything that a running one has."""
    running = state is PowerState.RUNNING
    conf = more.pop("config", None) or config(name, os=more.pop("os", "debian"), tags=more.pop("tags", ()), folder=more.pop("folder", ""))
    mac = conf.nics[0].mac if conf.nics else ""
    defaults: dict[str, Any] = {
        "autostart": name.startswith("web"),
        "config": conf,
        "tools": agent(host=name) if running else GuestTools(),
        "addresses": (
            Address(f"192.0.2.{17 + number}", 24, 4, mac, "enp1s0", "agent"),
            Address(f"2001:db8::{17 + number:x}", 64, 6, mac, "enp1s0", "agent"),
            Address("fe80::5054:ff:fe1c:11", 64, 6, mac, "enp1s0", "agent", scope="link"),
        )
        if running
        else (),
        "stats": VmStats(12.0 + number % 60, 4 * GIB, int(1.7 * GIB), at=NOW) if running else None,
        "started_at": NOW - 93_000 - number * 977 if running else None,
        "os_name": {"http://debian.org/debian/12": "Debian GNU/Linux 12 (bookworm)", "http://ubuntu.com/ubuntu/22.04": "Ubuntu 22.04 LTS"}.get(
            conf.osinfo_id, "Windows 11" if "win" in conf.osinfo_id else ""
        ),
        "family": GuestFamily.WINDOWS if "win" in conf.osinfo_id else GuestFamily.LINUX,
    }
    return Vm(host, uid(f"{host}/{name}"), name, state, **{**defaults, **more})


def emulated(name: str) -> VmConfig:
    """SATA and e1000e."""
    return config(
        name,
        disks=(Disk("sda", "sata", source=f"/var/lib/libvirt/images/{name}.qcow2", format="qcow2", guest_name="sda"),),
        nics=(Nic("52:54:00:aa:bb:cc", "e1000e", "network", "default"),),
    )


def vms() -> list[Vm]:
    """About forty, in all states."""
    found = [vm(ALPHA, f"web-{n:02}", number=n, tags=("web", "prod"), folder="Shop/Frontend") for n in range(1, 13)]
    found += [
        vm(ALPHA, f"db-{n:02}", PowerState.HALTED if n == 2 else PowerState.RUNNING, number=20 + n, tags=("db",), folder="Shop") for n in (1, 2, 3)
    ]
    found += [vm(BETA, f"mail-{n:02}", number=40 + n, tags=("mail",), os="ubuntu") for n in range(1, 6)]
    found += [vm(GAMMA, f"backup-{n:02}", PowerState.HALTED) for n in range(1, 5)]
    found += [vm(XEN, "dns-01", config=config("dns-01", os_type="xen", domain_type="xen")), vm(XEN, "dns-02", PowerState.PAUSED)]
    emu = emulated("legacy-sata")
    found += [
        vm(
            ALPHA,
            "legacy-sata",
            config=emu,
            tools=GuestTools(
                io=Tri.NO, io_findings=(IoFinding("sda", "SATA", IoCause.EMULATED),), agent=AgentState.DISCONNECTED, boot_seen=NOW - 4000
            ),
            addresses=(Address("192.0.2.77", 24, 4, "52:54:00:aa:bb:cc", "", "lease"),),
        ),
        vm(
            ALPHA,
            "win-11",
            os="windows",
            tools=GuestTools(io=Tri.NO, io_findings=(IoFinding("sda", "SATA", IoCause.EMULATED_NO_DRIVER),), agent=AgentState.DISCONNECTED),
        ),
        vm(ALPHA, "fresh-boot", tools=GuestTools(boot_seen=time.time() - 5), addresses=(), stats=None, started_at=time.time() - 5),
        vm(ALPHA, "suspended-01", PowerState.SUSPENDED, has_managed_save=True),
        vm(ALPHA, "crashed-01", PowerState.CRASHED),
        vm(ALPHA, "経理サーバー-東京", number=60, tags=("経理",), folder="業務"),
        vm(ALPHA, "a-very-long-virtual-machine-name-that-does-not-fit-into-the-tree", PowerState.HALTED),
        vm(
            ALPHA,
            "resize-me",
            number=70,
            pending=dataclasses.replace(config("resize-me"), max_vcpus=8, max_memory_kib=8 << 20),
        ),
        vm(
            ALPHA,
            "installing-01",
            config=dataclasses.replace(config("installing-01"), metadata=VmMetadata(installing=True)),
            tools=GuestTools(agent=AgentState.DISCONNECTED, boot_seen=time.time() - 30),
            addresses=(),
        ),
        vm(ALPHA, "golden-debian", PowerState.HALTED, config=dataclasses.replace(config("golden-debian"), metadata=VmMetadata(template=True))),
        vm(
            ALPHA,
            "golden-web",
            PowerState.HALTED,
            config=dataclasses.replace(config("golden-web"), metadata=VmMetadata(template=True, clone_depth=2)),
        ),
        vm(
            LOCAL_HOST,
            "demo-01",
            config=config("demo-01", nics=(Nic("52:54:00:00:00:01", "virtio", "user"),), domain_type="qemu", machine="pc-q35-7.2"),
            addresses=(
                Address("10.0.2.15", 24, 4, "52:54:00:00:00:01", "enp1s0", "agent", inside_only=True),
                Address("fec0::5054:ff:fe00:1", 64, 6, "52:54:00:00:00:01", "enp1s0", "agent", inside_only=True),
            ),
            os_name="Demo Linux Virtual Appliance",
        ),
        vm(LOCAL_HOST, "demo-02", PowerState.HALTED),
    ]
    return found


def repositories() -> list[StorageRepository]:
    """Local ones, a shared one, an inactive one, a full one."""
    found = []
    for host in (ALPHA, BETA, GAMMA, XEN):
        found.append(
            StorageRepository(
                host, uid(f"{host}/local"), "local", "dir", True, True, True, "/var/lib/libvirt/images", "", False, 900 * GIB, 500 * GIB, 400 * GIB
            )
        )
    for host in (ALPHA, BETA):
        found.append(
            StorageRepository(
                host,
                uid("nfs-images"),
                "nfs-images",
                "netfs",
                True,
                True,
                True,
                "/srv/nfs",
                "nas.example.org:/export/images",
                True,
                8000 * GIB,
                7600 * GIB,
                400 * GIB,
            )
        )
    found += [
        StorageRepository(ALPHA, uid("iso"), "ISO library", "dir", True, True, True, "/srv/iso", "", False, 200 * GIB, 40 * GIB, 160 * GIB),
        StorageRepository(ALPHA, uid("old-lvm"), "old-lvm", "logical", False),
        StorageRepository(LOCAL_HOST, uid("l/default"), "local", "dir", True, True, True, "/home/me/images", "", False, 60 * GIB, 57 * GIB, 3 * GIB),
        StorageRepository(LOCAL_HOST, uid("l/iso"), "ISO library", "dir", True, True, True, "/home/me/iso", "", False, 60 * GIB, 57 * GIB, 30 * GIB),
    ]
    return found


def networks() -> list[Network]:
    """NAT and isolated."""
    return [
        Network(ALPHA, uid("n-default"), "default", True, True, True, "nat", "virbr0", ("192.168.122.1/24", "fd00::1/64"), True),
        Network(ALPHA, uid("n-lab"), "lab-isolated", False, False, True, "", "virbr1"),
        Network(BETA, uid("n-beta"), "default", True, True, True, "nat", "virbr0", ("192.168.122.1/24",), True),
    ]


def tasks(found: Sequence[Vm]) -> list[Task]:
    """One of each state."""
    first, second = found[0], found[1]
    return [
        Task(
            "t1",
            N_("Start {name}", name=second.name),
            "vm-start",
            (second.ref, host_ref(second.host)),
            TaskState.DONE,
            created=NOW - 900,
            started=NOW - 900,
            ended=NOW - 890,
        ),
        Task(
            "t2",
            N_("Shut down {name}", name=found[2].name),
            "vm-shutdown",
            (found[2].ref,),
            TaskState.FAILED,
            created=NOW - 400,
            started=NOW - 400,
            ended=NOW - 100,
            error=N_("web-03 did not shut down within 300 seconds: the guest ignores the request."),
            remedy=N_("Wait longer and shut it down again, or use Force off."),
            seen=False,
        ),
        Task(
            "t3",
            N_("Suspend {name}", name=first.name),
            "vm-suspend",
            (first.ref,),
            TaskState.RUNNING,
            Progress(0.62, N_("Saving the memory"), int(2.5 * GIB), 4 * GIB, 412.0 * (1 << 20), 14),
            created=NOW - 9,
            started=NOW - 9,
        ),
    ]


@dataclasses.dataclass
class FakeWorld:
    """Services with their fakes at hand."""

    services: Services
    inventory: Inventory
    hosts: FakeHosts
    settings: FakeSettings
    questions: FakeQuestions
    runner: FakeRunner


def make_world(folder: Path, *, filled: bool = True, settings: Mapping[str, Any] | None = None, runner: type[FakeRunner] | None = None) -> FakeWorld:
    """A world; ``filled`` False: no host at all."""
    inventory = Inventory()
    fake_hosts, fake_settings, questions = FakeHosts(), FakeSettings(settings), FakeQuestions()
    background: Any = FakeBackground()
    journal: Any = None
    programs: Any = None
    operations_world = World(inventory, fake_hosts, journal, questions, programs, background)  # type: ignore[arg-type]
    made = (runner or FakeRunner)(operations_world)
    events = EventLog()
    paths = Paths(folder / "c.toml", folder / "state", folder / "data", folder / "cache", folder / "run", folder / "resources")
    catalogue: Any = FakeCatalogue()
    services = Services(inventory, made, fake_hosts, fake_settings, journal, questions, background, events, catalogue, paths)  # type: ignore[arg-type]
    if filled:
        everything = [
            Pool(PoolRecord("tokyo", "Tokyo pool")),
            Pool(PoolRecord("osaka", "Osaka pool")),
            *hosts(),
            *vms(),
            *repositories(),
            *networks(),
        ]
        inventory.apply(Delta(tuple(Put(each) for each in everything)))
        for name, state in (("web-01", "started"), ("db-02", "stopped"), ("web-02", "started")):
            one = inventory.find_vms(name)[0]
            text = N_("{name} was started.", name=name) if state == "started" else N_("{name} was shut down.", name=name)
            events.events.append(Event(NOW - 1000, one.ref, text, name))
        fake_hosts.volumes_of[uid(f"{ALPHA}/local")] = tuple(
            Volume(
                ALPHA,
                uid(f"{ALPHA}/local"),
                f"web-{n:02}.qcow2",
                f"k{n}",
                f"/var/lib/libvirt/images/web-{n:02}.qcow2",
                "qcow2",
                "file",
                40 * GIB,
                n * GIB,
            )
            for n in range(1, 13)
        )
        fake_hosts.leases_of[uid("n-default")] = (Lease("52:54:00:aa:bb:cc", "192.168.122.77", 24, "legacy", NOW + 3000),)
    return FakeWorld(services, inventory, fake_hosts, fake_settings, questions, made)


def unreachable() -> ConsoleError:
    """What a host says that does not answer."""
    return ConsoleError(N_("The virtual disks of local could not be listed: host-alpha does not answer."), cause=Cause.UNREACHABLE)
