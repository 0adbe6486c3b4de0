"""From a VM of a package to the VM that it becomes: size, firmware, devices, and what is done so that its system starts on other hardware."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console.formats.description import PackageVm
from console.guests.specify import default_memory, specify
from console.model.errors import ConsoleError
from console.model.names import agent_socket
from console.model.objects import Host
from console.model.ports import HostPort
from console.model.spec import DiskSpec, NicSpec, VmSpec
from console.model.templates import BuiltinTemplate, Choices
from console.model.text import N_, Text
from console.operations.arrival import NewDisk, NewVm, bundle_xml, nvram_name
from console.operations.p2v.convert import Conversion
from console.xml.build import mac_from_uuid
from console.xml.clone import NewSource, NicPlace
from console.xml.imported import HostFit, Imported, disk_files, disk_targets, nic_macs
from console.xml.snapshot import inside

_MIB = 1 << 20
AS_IS, EMULATED, CONVERT = "virtio", "emulated", "convert"
FIXUPS = (AS_IS, EMULATED, CONVERT)
FIXUP_TITLES: dict[str, Text] = {
    AS_IS: N_("Virtio devices; the system has their drivers"),
    EMULATED: N_("Keep emulated hardware: SATA or IDE disks, an Intel network card"),
    CONVERT: N_("Convert the system with virt-v2v: virtio drivers, boot loader, agent"),
}
WINDOWS = "win2k19"
"""The template for a Windows that is not said more exactly."""
GENERIC = BuiltinTemplate(
    id="imported", name="", memory_bytes=1 << 30, devices=frozenset({"q35", "virtio1", "virtio-blk", "xhci", "tablet", "e1000e"})
)
"""Hardware for a system of which nothing is known: what every system of the last fifteen years has drivers for."""


@dataclass(frozen=True, slots=True)
class Nic:
    """What a network card is plugged into; ``mac`` "" = a new one."""

    network: NicSpec
    mac: str = ""


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", text.lower())


def template_for(vm: PackageVm, templates: Sequence[BuiltinTemplate]) -> BuiltinTemplate:
    """The built-in template whose tuning fits the VM's operating system best: by libosinfo's id, then by its name."""
    usable = [template for template in templates if not template.complete]
    exact = next((t for t in usable if t.osinfo_id and t.osinfo_id in (vm.os_id, vm.os)), None)
    if exact is not None:
        return exact
    words = _letters(vm.os)
    found: list[tuple[int, BuiltinTemplate]] = []
    for template in usable:
        names = [_letters(name) for name in (template.id, re.sub(r"\(.*?\)", "", template.name), *template.aliases)]
        fitting = [len(name) for name in names if len(name) >= 4 and name in words]
        if fitting and (vm.windows is None or template.windows == vm.windows):
            found.append((max(fitting), template))
    if found:
        return max(found, key=lambda each: each[0])[1]
    if not vm.windows:
        return GENERIC
    near = next((t for t in usable if t.id == WINDOWS), next((t for t in usable if t.windows), None))
    return dataclasses.replace(near, osinfo_id="") if near is not None else dataclasses.replace(GENERIC, windows=True)


def recommended(vm: PackageVm, formats: Sequence[str], *, ours: bool, kind: str, converts_linux: bool, converts_windows: bool) -> tuple[str, Text]:
    """What to do so that the system starts here, and why. ``formats``: of the disk images (qemu's names)."""
    if ours or kind == "domain":
        return AS_IS, N_("It comes from libvirt: it keeps the devices that it had.")
    if any(disk.bus == "virtio" for disk in vm.disks) or any(nic.model.startswith("virtio") for nic in vm.nics):
        return AS_IS, N_("It had virtio devices already.")
    if kind == "disk" and all(format in ("qcow2", "raw") for format in formats):
        return AS_IS, N_("Images of this format are usually made for QEMU.")
    if vm.windows:
        if converts_windows:
            return CONVERT, N_("Windows needs virtio drivers, which the conversion installs.")
        return EMULATED, N_("Windows has no virtio drivers, and the host has none to give.")
    if vm.windows is False and converts_linux:
        return CONVERT, N_("A Linux from other hardware needs its start files made anew for virtio.")
    return EMULATED, N_("This hardware suits nearly every system. It can be switched to virtio later.")


def specification(
    vm: PackageVm, host: Host, template: BuiltinTemplate, *, name: str, uuid: str, disks: Sequence[NewDisk], nics: Sequence[Nic], fixup: str
) -> VmSpec:
    """The VM, marked *importing*. Its own size is kept, also where the host has less (:func:`losses` says so)."""
    q35 = "q35" in template.devices
    bus = "virtio" if fixup != EMULATED else "sata" if q35 else "ide"
    model = "virtio" if fixup != EMULATED else "e1000e" if q35 else "e1000"
    memory = -(-vm.memory_bytes // _MIB) * _MIB if vm.memory_bytes else default_memory(template, host)
    limit = host.caps.max_vcpus if host.caps is not None and host.caps.max_vcpus else vm.cpus
    vcpus = max(1, min(vm.cpus, limit))
    cores = vm.cores_per_socket if vm.cores_per_socket and vcpus % vm.cores_per_socket == 0 else vcpus
    choices = Choices(
        name=name,
        uuid=uuid,
        description=vm.description,
        vcpus=vcpus,
        cores_per_socket=cores,
        memory_bytes=memory,
        disks=tuple(DiskSpec(disk.size_bytes, bus=bus, format=disk.format, thin=disk.thin, repository=disk.repository) for disk in disks),
        nics=tuple(dataclasses.replace(nic.network, model=model, mac=nic.mac) for nic in nics),
        method="none",
        firmware=vm.firmware or "bios",
        secure_boot=vm.secure_boot,
        tpm=vm.tpm,
        tools_iso=None if vm.windows else False,
    )
    spec = specify(template, host, choices)
    extra = {**spec.extra, "importing": ""}
    return dataclasses.replace(spec, origin=vm.name, template_id="", demo=False, installing=False, boot=("hd",), extra=extra)


def losses(vm: PackageVm, host: Host, spec: VmSpec) -> tuple[Text, ...]:
    """What the host can't give it as the package wants it, in words."""
    said: list[Text] = []
    if host.memory_bytes and spec.memory_bytes > host.memory_bytes:
        said.append(N_("It wants more memory than {host} has: it will not start there as it is.", host=host.name))
    if spec.vcpus < vm.cpus:
        said.append(N_("{host} can't give it so many CPUs: it gets {n} vCPUs.", host=host.name, n=spec.vcpus))
    elif host.cpus and spec.vcpus > host.cpus:
        said.append(N_("It has more vCPUs than {host} has CPUs: it will be slower.", host=host.name))
    if vm.firmware == "efi" and spec.firmware != "efi":
        said.append(N_("The host has no UEFI firmware: it becomes BIOS, and its system will probably not start."))
    if vm.secure_boot and spec.firmware == "efi" and not spec.secure_boot:
        said.append(N_("The host has no Secure Boot: it starts without it."))
    if vm.tpm and not spec.tpm:
        said.append(N_("The host has no TPM for VMs: it is left out."))
    if any(cd.files for cd in vm.cds):
        said.append(N_("Discs in its CD drives are not taken along."))
    if vm.paravirtual:
        said.append(N_("It was paravirtual ({kind}): it becomes a fully virtual machine, for which its system may have no kernel.", kind="Xen"))
    if len(vm.disks) > 3 and any(disk.bus == "ide" for disk in spec.disks):
        said.append(N_("Only four IDE devices fit: choose virtio, or import fewer disks."))
    return tuple(said)


# --------------------------------------------------------------------------- VMs that bring their own XML


async def fit_of(port: HostPort, host: Host, domain_xml: str) -> HostFit:
    """What of a machine the host can give."""
    kind = next((each for each in host.guest_types if each.arch == "x86_64" and each.os_type == "hvm"), None)
    caps = host.caps
    try:
        fits = await port.compare_cpu(domain_xml)
    except ConsoleError:  # the XML is a stranger's: what can't be compared is not taken over
        fits = False
    return HostFit(
        domain_type="kvm" if host.acceleration.state == "kvm" else "qemu",
        machines=kind.machines if kind is not None else (),
        cpu_modes=caps.cpu_modes if caps is not None else frozenset(),
        cpu_fits=fits is not False,
        efi=caps is None or "efi" in caps.firmwares,
        secure_boot=caps is None or caps.secure_boot,
        tpm=caps is None or bool(caps.tpm_models),
    )


def disk_places(vm: PackageVm) -> dict[str, int]:
    """Which disk of its XML each disk of the package is: by target, by the name of its file, else by order."""
    targets, files = disk_targets(vm.domain_xml), disk_files(vm.domain_xml)
    found: dict[str, int] = {}
    for disk in vm.disks:
        words = (disk.id, disk.name, *(disk.files[:1]))
        for row in (targets, files):
            place = next((n for n, name in enumerate(row) if name and name in words and n not in found.values()), None)
            if place is not None:
                found[disk.id] = place
                break
    rest = [n for n in range(len(targets)) if n not in found.values()]
    for disk in vm.disks:
        if disk.id not in found and rest:
            found[disk.id] = rest.pop(0)
    return found


def bundled(
    vm: PackageVm, host: Host, spec: VmSpec, fit: HostFit, disks: Sequence[NewDisk], nics: Sequence[Nic | None], *, restored: bool, genid: str
) -> NewVm:
    """A VM that brings its own XML: all of it that is not the other host's."""
    places = disk_places(vm)
    networks: Mapping[int, NicPlace] = {
        number: NicPlace(nic.network.kind, nic.network.source, nic.network.portgroup) for number, nic in enumerate(nics) if nic is not None
    }
    macs = nic_macs(vm.domain_xml)
    wanted = {
        number: nic.mac for number, nic in enumerate(nics) if nic is not None and nic.mac and (number >= len(macs) or macs[number] != nic.mac.lower())
    }
    for number, nic in enumerate(nics):
        if nic is not None and not nic.mac:
            wanted[number] = mac_from_uuid(spec, number)
    bundle = Imported(
        spec.name,
        spec.uuid,
        fit,
        networks=networks,
        macs=wanted,
        genid="" if restored else genid,
        agent_socket=agent_socket(spec.name, spec.uuid, host.socket_paths),
        nvram=_nvram(spec, host) if vm.nvram else "",
    )
    kept = tuple(disk for disk in disks if disk.id in places)
    new = NewVm(spec, kept, None, bundle, vm.domain_xml, tuple(places[disk.id] for disk in kept), vm.nvram, restored, template=vm.template)
    images = {image.name: image.id for image in vm.images}
    if not images or any(disk.format != "qcow2" for disk in kept if disk.id in images) or not all(inside(each.xml) for each in vm.snapshots):
        return new
    kept = tuple(dataclasses.replace(disk, image=images.get(disk.id, "")) for disk in kept)
    return dataclasses.replace(new, disks=kept, snapshots=vm.snapshots, current_snapshot=vm.current_snapshot)


def lost_snapshots(vm: PackageVm, new: NewVm) -> tuple[Text, ...]:
    """What is said of snapshots that are not restored."""
    if len(new.snapshots) == len(vm.snapshots):
        return ()
    count = len(vm.snapshots)
    return (N_("Its snapshots ({n}) are not restored: what they hold is not in the package, or its disks do not become qcow2.", n=count),)


def _nvram(spec: VmSpec, host: Host) -> str:
    """A file for the firmware's variables in libvirt's own folder; "" where that is not known (libvirt 9.0 names none before the first start)."""
    monitors = host.socket_paths.monitors if host.socket_paths is not None else ""
    base = monitors.removesuffix("/domain-").removesuffix("/lib") if monitors != "/var/lib/libvirt/qemu/domain-" else "/var/lib/libvirt/qemu"
    return f"{base}/nvram/{nvram_name(spec)}" if base else ""


def preview(vm: NewVm) -> tuple[str, tuple[Text, ...]]:
    """The XML of a VM that brings its own, with names of volumes that are still to be made, and what can't be taken over."""
    return bundle_xml(vm, [NewSource(f"/{disk.name}", disk.format) for disk in vm.disks])


def plain(spec: VmSpec, disks: Sequence[NewDisk], conversion: Conversion | None, *, restored: bool, template: bool = False) -> NewVm:
    """A VM that is made from its description."""
    return NewVm(spec, tuple(disks), conversion, restored=restored, template=template)
