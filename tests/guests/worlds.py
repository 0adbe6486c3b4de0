"""Hosts of each kind for the tests of templates, as the backend would describe them."""

from __future__ import annotations

from console.model.ids import HostId
from console.model.objects import Acceleration, DomainCaps, Host, HostKind, HostRecord, HostState, MachineType

GIB = 1 << 30
QEMU_MACHINES = ("pc-i440fx-7.2", "pc", "pc-q35-7.2", "q35")


def caps(domain_type: str = "qemu", **changes: object) -> DomainCaps:
    values: dict[str, object] = {
        "arch": "x86_64",
        "domain_type": domain_type,
        "machine": "q35",
        "max_vcpus": 288,
        "firmwares": ("bios", "efi"),
        "secure_boot": True,
        "disk_buses": frozenset({"virtio", "scsi", "sata", "usb", "fdc"}),
        "video_models": frozenset({"vga", "virtio", "cirrus", "qxl"}),
        "graphics": frozenset({"vnc", "spice"}),
        "tpm_models": frozenset({"tpm-crb", "tpm-tis"}),
        "cpu_modes": frozenset({"maximum", "custom"} | ({"host-passthrough", "host-model"} if domain_type == "kvm" else set())),
        "rng_models": frozenset({"virtio"}),
        "filesystem_drivers": frozenset(),
    }
    values.update(changes)
    return DomainCaps(**values)  # type: ignore[arg-type]


def qemu(state: str = "emulation", *, pool: str = "", **changes: object) -> Host:
    values: dict[str, object] = {
        "record": HostRecord(HostId("q"), "hostq", "qemu:///system", local=True, pool=pool),
        "kind": HostKind.QEMU,
        "state": HostState.READY,
        "arch": "x86_64",
        "cpus": 8,
        "memory_bytes": 64 * GIB,
        "guest_types": (MachineType("x86_64", "hvm", ("qemu", "kvm"), "/usr/bin/qemu-system-x86_64", QEMU_MACHINES),),
        "caps": caps("kvm" if state == "kvm" else "qemu"),
        "acceleration": Acceleration(state),
    }
    values.update(changes)
    return Host(**values)  # type: ignore[arg-type]


def xen(*, hvm: bool = True) -> Host:
    emulator = "/usr/lib/xen/bin/qemu-system-i386"
    types = [MachineType("x86_64", "xen", ("xen",), emulator, ("xenpv",)), MachineType("x86_64", "xenpvh", ("xen",), emulator, ("xenpvh",))]
    if hvm:
        types.insert(1, MachineType("x86_64", "hvm", ("xen",), emulator, ("xenfv",)))
    else:
        types.pop()
    return Host(
        record=HostRecord(HostId("x"), "hostx", "xen+ssh://root@x/"),
        kind=HostKind.XEN,
        state=HostState.READY,
        arch="x86_64",
        cpus=16,
        memory_bytes=64 * GIB,
        guest_types=tuple(types),
        caps=caps(
            "xen",
            machine="xenfv",
            max_vcpus=128,
            firmwares=("bios",),
            secure_boot=False,
            disk_buses=frozenset({"ide", "scsi", "xen"}),
            video_models=frozenset({"vga", "cirrus", "xen"}),
            tpm_models=frozenset(),
            cpu_modes=frozenset(),
            rng_models=frozenset(),
        ),
    )


def test_host() -> Host:
    return Host(
        record=HostRecord(HostId("t"), "hostt", "test:///default"),
        kind=HostKind.TEST,
        state=HostState.READY,
        arch="i686",
        cpus=16,
        memory_bytes=3 * GIB,
        guest_types=(MachineType("i686", "hvm", ("test",), "/usr/bin/test-hv", ()), MachineType("i686", "xen", ("test",), "/usr/bin/test-hv", ())),
    )


test_host.__test__ = False  # type: ignore[attr-defined]  # a maker, no test
