"""A small world for the New VM draft and its wizard: two ready hosts, unfit ones, repositories, networks, templates. No backend."""

from __future__ import annotations

import dataclasses

from console.model.ids import HostId
from console.model.inventory import Delta, Inventory, Put
from console.model.objects import (
    Acceleration,
    AnyObject,
    DomainCaps,
    Host,
    HostKind,
    HostRecord,
    HostState,
    MachineType,
    Network,
    PowerState,
    StorageRepository,
    Vm,
    Volume,
)
from console.model.spec import Limits
from console.model.templates import BuiltinTemplate
from console.model.text import N_

GIB = 1 << 30
MIB = 1 << 20

LOCAL = HostId("local")
REMOTE = HostId("remote")
GONE = HostId("gone")
CONTAINERS = HostId("containers")
SMALL = HostId("small")

CAPS = DomainCaps(
    arch="x86_64",
    domain_type="qemu",
    machine="pc-q35-7.2",
    max_vcpus=288,
    firmwares=("bios", "efi"),
    secure_boot=True,
    disk_buses=frozenset({"virtio", "scsi", "sata", "usb", "ide"}),
    video_models=frozenset({"virtio", "vga", "qxl", "cirrus"}),
    graphics=frozenset({"vnc", "spice"}),
    tpm_models=frozenset({"tpm-crb"}),
    cpu_modes=frozenset({"host-passthrough", "host-model", "maximum", "custom"}),
    rng_models=frozenset({"virtio"}),
    filesystem_drivers=frozenset(),
)
TYPES = (MachineType("x86_64", "hvm", ("qemu", "kvm"), "/usr/bin/qemu-system-x86_64", ("pc-q35-7.2", "q35", "pc")),)

MODERN = frozenset({"q35", "virtio1", "virtio-blk", "virtio-net", "virtio-gpu", "virtio-rng", "xhci", "tablet", "hda9"})

DEMO = BuiltinTemplate(
    id="demo",
    name="Demo Linux Virtual Appliance",
    title=N_("Demo Linux Virtual Appliance"),
    description=N_("A small Linux that is ready to run: it starts in seconds and needs no installation."),
    family="demo",
    complete=True,
    guide=True,
    vcpus=1,
    memory_bytes=256 * MIB,
    disk_bytes=1 * GIB,
    install_methods=(),
    disk_file="/demo/demo.qcow2",
    devices=MODERN,
)
DEBIAN = BuiltinTemplate(
    id="debian12",
    name="Debian 12 (Bookworm)",
    family="debian",
    osinfo_id="http://debian.org/debian/12",
    release_date="2023-06-10",
    vcpus=2,
    memory_bytes=2 * GIB,
    disk_bytes=20 * GIB,
    limits=Limits(min_memory_bytes=512 * MIB, max_memory_bytes=1536 * GIB, max_vcpus=32, max_nics=7, min_disk_bytes=4 * GIB, source="libosinfo"),
    install_methods=("cdrom", "url", "pxe", "unattended"),
    devices=MODERN,
    profiles=("jeos", "desktop"),
)
WINDOWS = BuiltinTemplate(
    id="win11",
    name="Microsoft Windows 11",
    family="windows",
    osinfo_id="http://microsoft.com/win/11",
    windows=True,
    vcpus=2,
    memory_bytes=4 * GIB,
    disk_bytes=64 * GIB,
    limits=Limits(min_memory_bytes=4 * GIB, max_vcpus=64, source="libosinfo"),
    firmware="efi",
    secure_boot=True,
    tpm=True,
    virtio=False,
    install_methods=("cdrom", "unattended"),
    devices=frozenset({"q35", "e1000e", "hda9", "tablet", "xhci"}),
)
OTHER = BuiltinTemplate(id="other", name="Other install media", title=N_("Other install media"), family="other", install_methods=("cdrom", "pxe"))
TEMPLATES = (DEMO, WINDOWS, DEBIAN, OTHER)


def host(
    id: HostId, name: str, *, state: HostState = HostState.READY, kind: HostKind = HostKind.QEMU, session: bool = False, local: bool = False
) -> Host:
    """A host with 8 CPUs and 16 GiB."""
    ready = state is HostState.READY
    return Host(
        HostRecord(id, name, f"qemu+ssh://{name}/system" if not local else "qemu:///session", local=local),
        kind=kind,
        state=state,
        hostname=name,
        arch="x86_64" if ready else "",
        cpus=8 if ready else 0,
        memory_bytes=16 * GIB if ready else 0,
        session=session,
        guest_types=TYPES if ready else (),
        caps=CAPS if ready else None,
        loaded=ready,
        acceleration=Acceleration("emulation", N_("KVM does not work on this computer: VMs run under emulation and are slow."))
        if local
        else Acceleration("kvm"),
    )


def repository(host: HostId, name: str, *, free: int = 100 * GIB, active: bool = True, type: str = "dir", **fields: object) -> StorageRepository:
    """A repository whose UUID is "host-name"."""
    return dataclasses.replace(
        StorageRepository(
            host=host,
            uuid=f"{host}-{name}",
            name=name,
            type=type,
            active=active,
            path=f"/srv/{host}/{name.replace(' ', '-')}",
            capacity_bytes=200 * GIB,
            available_bytes=free if active else None,
        ),
        **fields,  # type: ignore[arg-type]
    )


def iso(host: HostId, name: str = "debian-12-netinst.iso", repo: str = "ISO library") -> Volume:
    """An ISO image in a repository."""
    path = f"/srv/{host}/{repo.replace(' ', '-')}/{name}"
    return Volume(host, f"{host}-{repo}", name, path, path, "iso", "file", 600 * MIB, 600 * MIB)


def objects() -> list[AnyObject]:
    """Everything of the small world."""
    return [
        host(LOCAL, "This computer", session=True, local=True),
        host(REMOTE, "host-a"),
        host(GONE, "host-b", state=HostState.LOST),
        host(CONTAINERS, "lxc-1", kind=HostKind.LXC),
        dataclasses.replace(host(SMALL, "tiny"), memory_bytes=128 * MIB),
        repository(LOCAL, "local"),
        repository(LOCAL, "ISO library"),
        repository(LOCAL, "old", active=False),
        repository(REMOTE, "images", free=500 * GIB),
        repository(REMOTE, "vg0", type="logical", free=50 * GIB),
        repository(REMOTE, "lun", type="iscsi"),
        repository(REMOTE, "ISO library", free=10 * GIB),
        Network(REMOTE, "net-default", "default", active=True, forward="nat", dhcp=True),
        Network(REMOTE, "net-lan", "lan", active=True, forward="bridge", bridge="br0", portgroups=("vlan7",)),
        Network(REMOTE, "net-off", "off", active=False, forward="nat"),
        Vm(LOCAL, "11111111-0000-0000-0000-000000000001", "Demo Linux Virtual Appliance (1)", PowerState.HALTED),
        Vm(REMOTE, "11111111-0000-0000-0000-000000000002", "web-01", PowerState.RUNNING),
    ]


def inventory(*more: AnyObject) -> Inventory:
    """An inventory of the small world."""
    found = Inventory()
    found.apply(Delta(tuple(Put(each) for each in (*objects(), *more))))
    return found
