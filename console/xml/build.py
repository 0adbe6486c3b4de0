"""A :class:`VmSpec` → domain XML: the persistent configuration, and the one for an installer's single start.

The XML is the same for the same specification, so both variants of one VM agree in MAC addresses, device names and NVRAM. Devices follow what
libvirt documents (https://libvirt.org/formatdomain.html) and libvirt 9.0 accepts; addresses are left to libvirt.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from console.model.errors import Cause, ConsoleError
from console.model.spec import VmSpec
from console.model.text import N_
from console.xml import tree
from console.xml.devices import Names, cd_drive, set_boot_order
from console.xml.tree import sub
from console.xml.xen import add_xen_machine

Element = etree._Element

MacGenerator = Callable[[VmSpec, int], str]
"""Gives the MAC address of the n-th interface where the specification has none."""

_HYPERV = (
    *("relaxed", "vapic", "spinlocks", "vpindex", "runtime", "synic", "stimer"),
    *("reset", "frequencies", "reenlightenment", "tlbflush", "ipi", "evmcs"),
)


@dataclass(frozen=True, slots=True)
class DiskSource:
    """Where a disk's contents are: a volume that has been created, or an existing image. ``type`` as in :class:`Volume`."""

    path: str  # path on the host; a URL for type "network"
    format: str = "qcow2"
    type: str = "file"  # "file" | "block" | "network"


def mac_from_uuid(spec: VmSpec, index: int) -> str:
    """A MAC address that is as random as the VM's UUID, and the same whenever it is asked for.

    52:54:00 is QEMU's customary prefix (locally administered), 00:16:3e Xen's own (IEEE).
    """
    digest = hashlib.sha256(f"{spec.uuid}/{index}".encode()).digest()
    prefix = b"\x00\x16\x3e" if spec.domain_type == "xen" else b"\x52\x54\x00"
    return (prefix + digest[:3]).hex(":")


def build_domain(spec: VmSpec, disks: Sequence[DiskSource], *, install: bool = False, mac: MacGenerator = mac_from_uuid) -> str:
    """The XML of the VM. ``disks`` are the sources of ``spec.disks``, in that order.

    Without ``install``: the configuration to define: disk first, then the other boot devices of the specification; no direct kernel.
    With ``install``: for one start by virDomainCreateXML: boot as the specification says, installer's kernel and initrd where given, and a
    reboot of the guest ends it, so that the next start is one from the disk.
    ConsoleError(INVALID or UNSUPPORTED) where the specification can't be put in XML.
    """
    if len(disks) != len(spec.disks):
        raise ValueError(f"{len(spec.disks)} disks specified, {len(disks)} sources given")
    if spec.os_type not in ("hvm", "xen", "linux", "xenpvh"):
        raise ConsoleError(N_("{name} can't be created: containers can't be made here.", name=spec.name), cause=Cause.UNSUPPORTED)
    domain = etree.Element("domain", type=spec.domain_type)
    try:
        _add_identity(domain, spec)
        _add_size(domain, spec)
        if spec.domain_type == "xen":
            add_xen_machine(domain, spec, install=install)
        else:
            _add_machine(domain, spec, install=install)
        sub(domain, "on_poweroff", text="destroy")
        sub(domain, "on_reboot", text="destroy" if install else "restart")
        sub(domain, "on_crash", text="destroy")
        devices = _add_devices(domain, spec, disks, mac)
    except ValueError as problem:  # lxml: control characters
        raise ConsoleError(
            N_("{name} can't be created: a text of its configuration has a character that can't be stored.", name=spec.name),
            cause=Cause.INVALID,
            detail=str(problem),
        ) from problem
    boot = spec.boot if install else ("hd", *(device for device in spec.boot if device != "hd"))
    set_boot_order(domain, boot, preferred={devices[index] for index, cd in enumerate(spec.cds) if cd.boot})
    return tree.write(domain)


# --------------------------------------------------------------------------- identity and size


def _add_identity(domain: Element, spec: VmSpec) -> None:
    sub(domain, "name", text=spec.name)
    if spec.uuid:
        sub(domain, "uuid", text=spec.uuid)
    if spec.title:
        sub(domain, "title", text=" ".join(re.split(r"[\r\n]+", spec.title.strip())))  # libvirt refuses line breaks in it
    if spec.description:
        sub(domain, "description", text=spec.description)
    metadata = sub(domain, "metadata")
    if spec.osinfo_id:
        osinfo = etree.SubElement(metadata, f"{{{tree.OSINFO_NS}}}libosinfo", nsmap={"libosinfo": tree.OSINFO_NS})
        etree.SubElement(osinfo, f"{{{tree.OSINFO_NS}}}os", id=spec.osinfo_id)
    ours = etree.SubElement(metadata, f"{{{tree.VIRTDECK_NS}}}vm", nsmap={tree.VIRTDECK_KEY: tree.VIRTDECK_NS})
    children: dict[str, dict[str, str]] = {}
    if spec.origin or spec.template_id:
        children["origin"] = {"name": spec.origin, "from": spec.template_id}
    if spec.installing:
        media = [cd.path for cd in spec.cds if cd.boot and cd.path]
        children["installing"] = {"medium": media[0]} if media else {}
    if spec.demo:
        children["demo"] = {}
    children |= {name: {"value": value} for name, value in sorted(spec.extra.items()) if name not in children}
    for name, attributes in children.items():
        etree.SubElement(ours, f"{{{tree.VIRTDECK_NS}}}{name}", attributes)


def _add_size(domain: Element, spec: VmSpec) -> None:
    sub(domain, "memory", text=str(max(spec.memory_bytes, spec.max_memory_bytes) // 1024), unit="KiB")
    sub(domain, "currentMemory", text=str(spec.memory_bytes // 1024), unit="KiB")
    most = max(spec.max_vcpus, spec.vcpus)
    sub(domain, "vcpu", text=str(most), placement="static", **({"current": str(spec.vcpus)} if most > spec.vcpus else {}))


# --------------------------------------------------------------------------- the QEMU machine


def _enlightenments(spec: VmSpec) -> frozenset[str]:
    """Hyper-V enlightenments are the kernel's (KVM): QEMU's own emulation refuses to start a guest that has them."""
    return spec.hyperv if spec.domain_type == "kvm" else frozenset()


def _is_x86(spec: VmSpec) -> bool:
    return spec.arch in ("x86_64", "i686")


def _add_machine(domain: Element, spec: VmSpec, *, install: bool) -> None:
    efi = spec.firmware == "efi"
    os = sub(domain, "os", **({"firmware": "efi"} if efi else {}))
    machine = {"machine": spec.machine} if spec.machine else {}
    sub(os, "type", text=spec.os_type, arch=spec.arch, **machine)
    if efi and _is_x86(spec):
        # Both features are named: else libvirt may choose a build that enforces signatures for a guest that has none, or the other way round.
        firmware = sub(os, "firmware")
        state = "yes" if spec.secure_boot else "no"
        sub(firmware, "feature", enabled=state, name="enrolled-keys")
        sub(firmware, "feature", enabled=state, name="secure-boot")
    if install and spec.direct_boot is not None:
        sub(os, "kernel", text=spec.direct_boot.kernel)
        sub(os, "initrd", text=spec.direct_boot.initrd)
        if spec.direct_boot.cmdline:
            sub(os, "cmdline", text=spec.direct_boot.cmdline)
    _add_features(domain, spec)
    _add_cpu(domain, spec)
    _add_clock(domain, spec)
    if _is_x86(spec):
        power = sub(domain, "pm")
        sub(power, "suspend-to-mem", enabled="no")
        sub(power, "suspend-to-disk", enabled="no")


def _add_features(domain: Element, spec: VmSpec) -> None:
    features = sub(domain, "features")
    if _is_x86(spec) or spec.firmware == "efi":
        sub(features, "acpi")
    if not _is_x86(spec):
        if len(features) == 0:
            domain.remove(features)
        return
    sub(features, "apic")
    enlightenments = _enlightenments(spec) - {"hypervclock"}
    if enlightenments:
        hyperv = sub(features, "hyperv", mode="custom")
        for name in sorted(enlightenments, key=lambda each: (_HYPERV.index(each) if each in _HYPERV else len(_HYPERV), each)):
            sub(hyperv, name, state="on", **({"retries": "8191"} if name == "spinlocks" else {}))
    sub(features, "vmport", state="off")  # VMware's mouse port: guests that see it prefer it to the tablet
    if spec.secure_boot and spec.firmware == "efi":
        sub(features, "smm", state="on")


def _add_cpu(domain: Element, spec: VmSpec) -> None:
    most, cores = max(spec.max_vcpus, spec.vcpus), max(1, spec.cores_per_socket)
    if most % cores:
        raise ConsoleError(
            N_("{name} can't be created: {vcpus} vCPUs can't be spread over sockets of {cores} cores.", name=spec.name, vcpus=most, cores=cores),
            cause=Cause.INVALID,
            remedy=N_("Choose a number of vCPUs that is a multiple of the cores per socket."),
        )
    attributes = {"mode": spec.cpu_mode} if spec.cpu_mode else {}
    if spec.cpu_mode == "custom":
        attributes |= {"match": "exact", "check": "partial"}
    elif spec.cpu_mode in ("host-passthrough", "maximum"):
        attributes |= {"check": "none", "migratable": "on"}
    cpu = sub(domain, "cpu", **attributes)
    if spec.cpu_model and spec.cpu_mode in ("", "custom"):
        cpu.attrib.update({"mode": "custom", "match": "exact", "check": "partial"})
        sub(cpu, "model", text=spec.cpu_model, fallback="allow")
    sub(cpu, "topology", sockets=str(most // cores), dies="1", cores=str(cores), threads="1")


def _add_clock(domain: Element, spec: VmSpec) -> None:
    """Timers as libvirt and QEMU advise for x86 guests: late RTC ticks are made up, late PIT ticks dropped, no HPET (costly to emulate)."""
    clock = sub(domain, "clock", offset=spec.clock)
    if not _is_x86(spec):
        return
    sub(clock, "timer", name="rtc", tickpolicy="catchup")
    sub(clock, "timer", name="pit", tickpolicy="delay")
    sub(clock, "timer", name="hpet", present="no")
    if spec.windows and _enlightenments(spec):
        sub(clock, "timer", name="hypervclock", present="yes")


# --------------------------------------------------------------------------- devices


def _add_devices(domain: Element, spec: VmSpec, disks: Sequence[DiskSource], mac: MacGenerator) -> list[Element]:
    """Add <devices>; returns the CD drives in the order of ``spec.cds``."""
    devices = sub(domain, "devices")
    if spec.emulator:
        sub(devices, "emulator", text=spec.emulator)
    names = Names()
    paravirtual_xen = spec.domain_type == "xen" and spec.os_type != "hvm"
    for disk, source in zip(spec.disks, disks, strict=True):
        _add_disk(devices, spec, "xen" if paravirtual_xen else disk.bus, source, names)
    drives = []
    for cd in spec.cds:
        bus = "xen" if paravirtual_xen else cd.bus
        drives.append(cd_drive(names.take(bus), bus, cd.path))
        devices.append(drives[-1])
    for index, nic in enumerate(spec.nics):
        _add_nic(devices, spec, index, nic.mac or mac(spec, index))
    if spec.domain_type == "xen":
        _add_xen_devices(devices, spec)
    else:
        _add_controllers(devices, spec)
        _add_consoles(devices, spec)
        _add_screen(devices, spec)
        _add_helpers(devices, spec)
    return drives


def _add_disk(devices: Element, spec: VmSpec, bus: str, source: DiskSource, names: Names) -> None:
    disk = sub(devices, "disk", type=source.type, device="disk")
    driver = sub(disk, "driver", name="qemu", type=source.format)
    if spec.domain_type != "xen":
        driver.set("discard", "unmap")  # what the guest trims is given back, thin stays thin
    match source.type:
        case "file":
            sub(disk, "source", file=source.path)
        case "block":
            sub(disk, "source", dev=source.path)
        case "network" if "://" in source.path:
            _add_network_source(disk, source.path)
        case _:
            raise ConsoleError(
                N_("{name} can't be created: a disk on this type of storage repository can't be attached.", name=spec.name),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Choose another storage repository."),
                detail=f"source type {source.type}: {source.path}",
            )
    sub(disk, "target", dev=names.take(bus), bus=bus)


def _add_network_source(disk: Element, url: str) -> None:
    parts = urlsplit(url)
    source = sub(disk, "source", protocol=parts.scheme, name=parts.path.lstrip("/"))
    if parts.hostname:
        sub(source, "host", name=parts.hostname, **({"port": str(parts.port)} if parts.port else {}))


def _add_nic(devices: Element, spec: VmSpec, index: int, mac: str) -> None:
    nic = spec.nics[index]
    interface = sub(devices, "interface", type=nic.kind)
    sub(interface, "mac", address=mac)
    if nic.kind == "network":
        sub(interface, "source", network=nic.source, **({"portgroup": nic.portgroup} if nic.portgroup else {}))
    elif nic.kind == "bridge":
        sub(interface, "source", bridge=nic.source)
    emulated_only = spec.domain_type == "xen" and (spec.os_type != "hvm" or nic.model in ("virtio", "xen"))
    if nic.model and not emulated_only:  # Xen guests get the paravirtual interface beside any emulated one, without a name
        sub(interface, "model", type=nic.model)
    if not nic.connected:
        sub(interface, "link", state="down")


def _add_controllers(devices: Element, spec: VmSpec) -> None:
    if "scsi" in {disk.bus for disk in spec.disks} | {cd.bus for cd in spec.cds}:
        sub(devices, "controller", type="scsi", index="0", model="virtio-scsi")
    if spec.usb:
        sub(devices, "controller", type="usb", index="0", model=spec.usb, **({"ports": "15"} if spec.usb == "qemu-xhci" else {}))
    if "q35" in spec.machine or spec.machine.startswith("virt"):
        # A PCI Express slot can't be added to a running guest: give it the ports it needs and four to plug into.
        sub(devices, "controller", type="pci", index="0", model="pcie-root")
        used = sum(disk.bus == "virtio" for disk in spec.disks) + len(spec.nics) + len(spec.input) + 6
        for index in range(1, used + 4 + 1):
            sub(devices, "controller", type="pci", index=str(index), model="pcie-root-port")


def _add_consoles(devices: Element, spec: VmSpec) -> None:
    serial = sub(devices, "serial", type="pty")
    sub(serial, "target", port="0")
    console = sub(devices, "console", type="pty")
    sub(console, "target", type="serial", port="0")
    if spec.agent_channel:
        channel = sub(devices, "channel", type="unix")
        if spec.agent_socket:
            sub(channel, "source", mode="bind", path=spec.agent_socket)
        sub(channel, "target", type="virtio", name="org.qemu.guest_agent.0")
    if spec.graphics == "spice":
        channel = sub(devices, "channel", type="spicevmc")
        sub(channel, "target", type="virtio", name="com.redhat.spice.0")


def _add_screen(devices: Element, spec: VmSpec) -> None:
    for kind in spec.input:
        if kind == "virtio":
            sub(devices, "input", type="tablet", bus="virtio")
            sub(devices, "input", type="keyboard", bus="virtio")
        elif spec.usb != "none":
            sub(devices, "input", type=kind, bus="usb")
            if not _is_x86(spec):
                sub(devices, "input", type="keyboard", bus="usb")  # there is no PS/2 there
    if spec.graphics in ("vnc", "spice"):
        graphics = sub(devices, "graphics", type=spec.graphics, port="-1", autoport="yes")
        sub(graphics, "listen", type="address", address="127.0.0.1")
        if spec.graphics == "spice":
            sub(graphics, "image", compression="off")
    if spec.video:
        video = sub(devices, "video")
        sub(video, "model", type=spec.video, **({"heads": "1", "primary": "yes"} if spec.video != "none" else {}))
    if spec.sound:
        sub(devices, "sound", model=spec.sound)


def _add_helpers(devices: Element, spec: VmSpec) -> None:
    if spec.tpm:
        # The CRB interface is for UEFI guests (TCG PC Client Platform TPM Profile); SeaBIOS drives TIS as well.
        tpm = sub(devices, "tpm", model="tpm-crb" if _is_x86(spec) and spec.firmware == "efi" else "tpm-tis")
        sub(tpm, "backend", type="emulator", version="2.0")
    if spec.watchdog:
        sub(devices, "watchdog", model=spec.watchdog, action="reset")
    balloon = sub(devices, "memballoon", model="virtio" if spec.balloon else "none")
    if spec.balloon:
        sub(balloon, "stats", period="5")  # seconds; without it the guest never says what it uses
    if spec.rng:
        rng = sub(devices, "rng", model="virtio")
        sub(rng, "backend", text="/dev/urandom", model="random")


def _add_xen_devices(devices: Element, spec: VmSpec) -> None:
    if spec.os_type == "hvm":
        serial = sub(devices, "serial", type="pty")
        sub(serial, "target", port="0")
        for kind in spec.input:
            if kind == "tablet":
                sub(devices, "input", type="tablet", bus="usb")
    else:
        console = sub(devices, "console", type="pty")
        sub(console, "target", type="xen", port="0")
    if spec.graphics in ("vnc", "spice") and spec.os_type != "xenpvh":
        graphics = sub(devices, "graphics", type=spec.graphics if spec.os_type == "hvm" else "vnc", port="-1", autoport="yes")
        sub(graphics, "listen", type="address", address="127.0.0.1")
        video = sub(devices, "video")
        model = (spec.video if spec.video in ("vga", "cirrus", "qxl") else "vga") if spec.os_type == "hvm" else "xen"
        sub(video, "model", type=model)
