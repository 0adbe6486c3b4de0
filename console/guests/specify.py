"""From template, host and choices to a specification: the tuning that the field recommends for each operating system on each hypervisor.

Sources: libosinfo's device data, https://libvirt.org/formatdomain.html, QEMU's documentation, Microsoft's requirements for Windows 11, the user's
guide. Pure functions: nothing is looked up, nothing changes.
"""

from __future__ import annotations

import dataclasses
import uuid
from dataclasses import dataclass

from console.model.names import agent_socket
from console.model.objects import Host, HostKind, MachineType
from console.model.spec import CdSpec, DiskSpec, NicSpec, VmSpec
from console.model.templates import BuiltinTemplate, Choices
from console.model.text import N_

HYPERV = frozenset({"relaxed", "vapic", "spinlocks", "vpindex", "runtime", "synic", "stimer"})
"""Hyper-V enlightenments that every KVM since Linux 4.10 offers (QEMU docs/system/i386/hyperv). Emulation has none of them."""

_MIB = 1 << 20
_INSTALLING = ("cdrom", "url", "pxe", "unattended")


@dataclass(frozen=True, slots=True)
class Platform:
    """The virtual hardware that a template gets on a host."""

    domain_type: str
    arch: str
    os_type: str
    machine: str
    emulator: str
    q35: bool
    paravirtual: bool  # disk and network devices are paravirtual
    disk_bus: str
    nic_model: str
    cd_bus: str  # "" = no CD drive (Xen PV)
    usb: str
    video: str


def default_memory(template: BuiltinTemplate, host: Host) -> int:
    """Memory in bytes that a new VM gets: the recommendation, at most three quarters of the host's, at least the OS's minimum."""
    most = host.memory_bytes * 3 // 4 // (64 * _MIB) * 64 * _MIB
    if not most or template.memory_bytes <= most:
        return template.memory_bytes
    return max(most, template.limits.min_memory_bytes or 0)


def default_vcpus(template: BuiltinTemplate, host: Host) -> int:
    """vCPUs that a new VM gets: the recommendation, at most the host's CPUs, at least the OS's minimum."""
    recommended = min(template.vcpus, host.cpus) if host.cpus else template.vcpus
    return max(1, recommended, template.limits.min_vcpus or 1)


def guest_type(host: Host, mode: str = "") -> MachineType | None:
    """The host's guest type for x86_64 (the test driver: whatever it has); None when it can't run one. ``mode``: wanted os type."""
    fitting = [t for t in host.guest_types if t.arch == "x86_64" or host.kind is HostKind.TEST]
    for wanted in [mode] if mode else ["hvm", "xenpvh", "xen"]:
        for candidate in fitting:
            if candidate.os_type == wanted or (wanted == "xen" and candidate.os_type == "linux"):
                return candidate
    return None


def specify(template: BuiltinTemplate, host: Host, choices: Choices) -> VmSpec:
    """Everything that is needed to make the VM. What is not chosen follows from template and host; what the host can't is left out
    (:func:`console.guests.limits.problems` says so)."""
    platform = platform_of(template, host, choices)
    vcpus = choices.vcpus or default_vcpus(template, host)
    max_vcpus = max(vcpus, choices.max_vcpus or 0)
    method = choices.method or ("none" if template.complete else "cdrom" if choices.medium else "none")
    firmware, secure_boot, tpm = _security(template, host, choices, platform)
    installing = method in _INSTALLING and not template.complete and (method != "cdrom" or bool(choices.medium))
    hvm = platform.os_type == "hvm"
    qemu = platform.domain_type in ("kvm", "qemu")
    name, identity = choices.name or template.id, choices.uuid or str(uuid.uuid4())
    return VmSpec(
        name=name,
        host=host.id,
        uuid=identity,
        template_id=template.id,
        origin=template.name,
        title=choices.title,
        description=choices.description,
        osinfo_id=template.osinfo_id,
        windows=template.windows,
        domain_type=platform.domain_type,
        arch=platform.arch,
        machine=platform.machine,
        emulator=platform.emulator,
        os_type=platform.os_type,
        firmware=firmware,
        secure_boot=secure_boot,
        tpm=tpm,
        vcpus=vcpus,
        max_vcpus=max_vcpus,
        cores_per_socket=choices.cores_per_socket or max_vcpus,
        cpu_mode=_cpu_mode(host, platform),
        memory_bytes=choices.memory_bytes or default_memory(template, host),
        disks=_disks(template, choices, platform),
        cds=_cds(template, host, choices, platform, method),
        nics=_nics(host, choices, platform),
        boot=_boot(method, installing),
        direct_boot=choices.direct_boot if method in ("url", "unattended") else None,
        clock="localtime" if template.windows else "utc",
        hyperv=HYPERV if template.windows and platform.domain_type == "kvm" else frozenset(),
        graphics=_graphics(host, choices),
        video=platform.video,
        input=("tablet",) if hvm and "tablet" in template.devices else (),
        sound=_sound(template, host, choices, platform) if qemu else "",
        rng=qemu and platform.paravirtual and (template.windows or "virtio-rng" in template.devices) and _has(host, "rng"),
        balloon=True,
        agent_channel=platform.domain_type != "xen",
        agent_socket=agent_socket(name, identity, host.socket_paths) if qemu else "",
        usb=platform.usb,
        installing=installing,
        demo=template.family == "demo",
        autostart=choices.autostart,
    )


ANSWERS = N_("Answers of the unattended installation")
TOOLS = N_("Guest tools")
MEDIUM = N_("Installation medium")


def platform_of(template: BuiltinTemplate, host: Host, choices: Choices) -> Platform:
    """Virtual hardware by hypervisor."""
    kind = guest_type(host, choices.mode)
    arch = kind.arch if kind else "x86_64"
    os_type = kind.os_type if kind else "hvm"
    emulator = kind.emulator if kind else ""
    if host.kind is HostKind.XEN:
        return _xen(template, MachineType(arch, os_type, ("xen",), emulator, kind.machines if kind else ()))
    if host.kind is HostKind.TEST:
        return Platform(
            "test", arch, "hvm", "", emulator, False, template.virtio, _bus(template.virtio, False), _nic(template, False), "ide", "", "vga"
        )
    types = kind.domain_types if kind else ()
    accelerated = host.acceleration.state == "kvm" and (not types or "kvm" in types)
    domain_type = "kvm" if accelerated or types == ("kvm",) else "qemu"
    machine = _machine(template, kind)
    q35 = machine == "q35"
    paravirtual = template.virtio or (template.windows and wants_tools(host, choices) and choices.method != "unattended")
    return Platform(
        domain_type=domain_type,
        arch=arch,
        os_type="hvm",
        machine=machine,
        emulator=emulator,
        q35=q35,
        paravirtual=paravirtual,
        disk_bus=_bus(paravirtual, q35),
        nic_model="virtio" if paravirtual else _nic(template, q35),
        cd_bus="sata" if q35 else "ide",
        usb="qemu-xhci" if "xhci" in template.devices else "ich9-ehci1" if q35 else "piix3-uhci",
        video=_video(template, host, choices),
    )


def wants_tools(host: Host, choices: Choices) -> bool:
    """Whether the tools ISO goes into a CD drive of a new Windows VM."""
    return bool(host.tools_iso) and choices.tools_iso is not False and host.kind is HostKind.QEMU


def _xen(template: BuiltinTemplate, kind: MachineType) -> Platform:
    """libxl: the first four disks and every NIC of an HVM guest exist twice, emulated and paravirtual, until the guest's drivers decide
    (xl-disk-configuration(5), xl-network-configuration(5)). PV and PVH guests have the paravirtual ones only."""
    hvm = kind.os_type == "hvm"
    machine = {"hvm": "xenfv", "xenpvh": "xenpvh"}.get(kind.os_type, "xenpv")
    return Platform(
        domain_type="xen",
        arch=kind.arch,
        os_type=kind.os_type,
        machine=next((m for m in kind.machines if m == machine), next(iter(kind.machines), machine)),
        emulator=kind.emulator,
        q35=False,
        paravirtual=not template.windows and template.virtio,
        disk_bus="xen" if not hvm or (template.virtio and not template.windows) else "ide",
        nic_model="e1000" if hvm else "",
        cd_bus="ide" if hvm else "",
        usb="",
        video="vga" if hvm else "xen",
    )


def _machine(template: BuiltinTemplate, kind: MachineType | None) -> str:
    """q35 where the OS has the drivers and virtio 1.0 (PCI Express slots offer nothing older), else the i440fx of "pc"."""
    fits = "q35" in template.devices and (not template.virtio or "virtio1" in template.devices)
    machines = kind.machines if kind else ()
    offered = not machines or any(m == "q35" or m.startswith("pc-q35") for m in machines)
    return "q35" if fits and offered else "pc"


def _bus(paravirtual: bool, q35: bool) -> str:
    return "virtio" if paravirtual else "sata" if q35 else "ide"


def _nic(template: BuiltinTemplate, q35: bool) -> str:
    if template.virtio:
        return "virtio"
    if q35 and "e1000e" in template.devices:
        return "e1000e"
    return "e1000" if "e1000" in template.devices else "rtl8139"


def _has(host: Host, what: str) -> bool:
    caps = host.caps
    if caps is None:
        return True
    return bool({"rng": caps.rng_models, "tpm": caps.tpm_models}[what])


def _video(template: BuiltinTemplate, host: Host, choices: Choices) -> str:
    models = host.caps.video_models if host.caps else frozenset()
    wanted = ["virtio"] if "virtio-gpu" in template.devices else []
    if choices.graphics == "spice" and "qxl" in template.devices:
        wanted.insert(0, "qxl")
    return next((model for model in [*wanted, "vga", "cirrus"] if not models or model in models), "vga")


def _graphics(host: Host, choices: Choices) -> str:
    if choices.graphics:
        return choices.graphics
    offered = host.caps.graphics if host.caps else frozenset()
    return "spice" if offered and "vnc" not in offered and "spice" in offered else "vnc"


def _sound(template: BuiltinTemplate, host: Host, choices: Choices, platform: Platform) -> str:
    """Only SPICE carries sound to the viewer."""
    if _graphics(host, choices) != "spice":
        return ""
    return "ich9" if platform.q35 and "hda9" in template.devices else "ich6" if "hda6" in template.devices else ""


def _cpu_mode(host: Host, platform: Platform) -> str:
    """KVM: the host's own CPU; in a pool the model that libvirt can compare between hosts, for live migration. Emulation: all it can."""
    modes = host.caps.cpu_modes if host.caps else frozenset()
    if platform.domain_type == "kvm":
        order = ["host-model", "host-passthrough"] if host.record.pool else ["host-passthrough", "host-model"]
    elif platform.domain_type == "qemu":
        order = ["maximum"]
    else:
        return ""
    return next((mode for mode in order if mode in modes), "")


def _security(template: BuiltinTemplate, host: Host, choices: Choices, platform: Platform) -> tuple[str, bool, bool]:
    """(firmware, secure boot, TPM): what is wanted as far as the host can. BIOS is the default where both work: libvirt before 10.10 can't take
    internal snapshots of UEFI guests, and libosinfo's scripts partition for BIOS."""
    if platform.domain_type not in ("kvm", "qemu"):
        caps = host.caps
        xen_efi = platform.domain_type == "xen" and platform.os_type == "hvm" and caps is not None and "efi" in caps.firmwares
        return ("efi" if choices.firmware == "efi" and xen_efi else "bios"), False, False
    caps = host.caps
    firmware = choices.firmware or template.firmware
    if firmware == "efi" and caps is not None and "efi" not in caps.firmwares:
        firmware = "bios"
    secure = template.secure_boot if choices.secure_boot is None else choices.secure_boot
    secure = secure and firmware == "efi" and platform.q35 and (caps is None or caps.secure_boot)
    tpm = (template.tpm if choices.tpm is None else choices.tpm) and _has(host, "tpm")
    return firmware, secure, tpm


def _disks(template: BuiltinTemplate, choices: Choices, platform: Platform) -> tuple[DiskSpec, ...]:
    if choices.disks is None:
        return (DiskSpec(template.disk_bytes, bus=platform.disk_bus, source_file=template.disk_file),)
    disks = [dataclasses.replace(disk, bus=disk.bus or platform.disk_bus) for disk in choices.disks]
    if disks and template.complete and not disks[0].source_file and not disks[0].existing_path:
        disks[0] = dataclasses.replace(disks[0], source_file=template.disk_file)
    return tuple(disks)


def _nics(host: Host, choices: Choices, platform: Platform) -> tuple[NicSpec, ...]:
    if choices.nics is not None:
        return tuple(dataclasses.replace(nic, model=nic.model or platform.nic_model) for nic in choices.nics)
    return (NicSpec(kind="user" if host.session else "network", source="" if host.session else "default", model=platform.nic_model),)


def _cds(template: BuiltinTemplate, host: Host, choices: Choices, platform: Platform, method: str) -> tuple[CdSpec, ...]:
    """One drive always (tools and media go there later); the answers' and the tools' ISO in drives of their own."""
    if not platform.cd_bus:
        return ()
    medium = choices.medium if not template.complete else ""
    cds = [CdSpec(path=medium, bus=platform.cd_bus, label=MEDIUM if medium else None, boot=bool(medium))]
    if method == "unattended" and choices.answers_medium:
        cds.append(CdSpec(path=choices.answers_medium, bus=platform.cd_bus, label=ANSWERS))
    if template.windows and wants_tools(host, choices):
        cds.append(CdSpec(path=host.tools_iso, bus=platform.cd_bus, label=TOOLS))
    return tuple(cds)


def _boot(method: str, installing: bool) -> tuple[str, ...]:
    """The installer's start. Afterwards: :func:`installed`. With nothing to install from, a medium put in later starts while the disk is empty."""
    if not installing:
        return ("hd", "cdrom")
    if method == "pxe":
        return ("network", "hd")
    return ("cdrom", "hd") if method in ("cdrom", "unattended") else ("hd",)
