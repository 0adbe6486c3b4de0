"""A stranger's domain XML → one that this host can have, and that names nothing of the host.

What comes in a package was written by somebody else: it could name any file of the host as a disk, any program as the emulator, any device. So
nothing is taken over that is not known to be harmless: elements that are not listed here, every path, every host device and every socket is left
out, and said. Disks, networks and identity are the ones that were chosen. Sources: https://libvirt.org/formatdomain.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from console.model.text import N_, Text
from console.xml import tree
from console.xml.clone import NewSource, NicPlace
from console.xml.tree import attr

Element = etree._Element

_TOP = frozenset(
    {
        *("name", "uuid", "genid", "title", "description", "metadata", "maxMemory", "memory", "currentMemory", "memoryBacking", "vcpu", "vcpus"),
        *("iothreads", "os", "features", "cpu", "clock", "on_poweroff", "on_reboot", "on_crash", "pm", "sysinfo", "devices"),
    }
)
_SILENT = frozenset({"emulator", "seclabel", "resource", "cputune", "numatune", "blkiotune", "id"})
"""Of the other host only: nothing is lost without them."""
_DEVICES = frozenset(
    {
        *("disk", "controller", "interface", "input", "graphics", "video", "sound", "audio", "serial", "console", "parallel", "channel"),
        *("memballoon", "rng", "tpm", "watchdog", "panic", "iommu", "vsock", "hub", "redirdev"),
    }
)
_OS = frozenset({"type", "boot", "bootmenu", "bios", "smbios", "firmware"})
_DISK = frozenset({"driver", "source", "target", "iotune", "readonly", "shareable", "serial", "wwn", "vendor", "product", "boot", "alias", "address"})
_NIC = frozenset({"mac", "source", "model", "boot", "link", "mtu", "alias", "address", "coalesce"})
_FEATURES_OUT = frozenset({"xen", "privnet"})


@dataclass(frozen=True, slots=True)
class HostFit:
    """What of the machine the target host can give. ``machines``: all names of machine types."""

    domain_type: str  # "kvm", "qemu"
    machines: tuple[str, ...]
    cpu_modes: frozenset[str] = frozenset()
    cpu_fits: bool = True  # it can give the CPU that the XML names
    efi: bool = True
    secure_boot: bool = True
    tpm: bool = True


@dataclass(frozen=True, slots=True)
class Imported:
    """What becomes of the XML. ``disks``: by their place among the XML's disks; disks that have none are left out."""

    name: str
    uuid: str
    fit: HostFit
    disks: Mapping[int, NewSource] = field(default_factory=dict)
    networks: Mapping[int, NicPlace] = field(default_factory=dict)  # by the place among the network cards; others are left out
    macs: Mapping[int, str] = field(default_factory=dict)  # new ones; others are kept
    genid: str = ""  # a new one, "" = as it is
    agent_socket: str = ""
    nvram: str = ""  # file for the firmware's variables that come along, "" = libvirt's own
    importing: bool = True


def imported_xml(xml: str, new: Imported) -> tuple[str, tuple[Text, ...]]:
    """The domain to be defined, and what could not be taken over, in words. ConsoleError(INVALID) for damaged XML."""
    domain = tree.read(xml, "domain")
    said: list[Text] = []
    domain.attrib.clear()
    domain.set("type", new.fit.domain_type)
    _only(domain, _TOP, said)
    _identity(domain, new)
    _machine(domain, new, said)
    _cpu(domain, new.fit, said)
    _places(domain, said)
    devices = domain.find("devices")
    if devices is not None:
        _devices(devices, new, said)
    return tree.write(domain), tuple(dict.fromkeys(said))


def disk_targets(xml: str) -> tuple[str, ...]:
    """Targets of the hard disks, in order: a place in it is the key of :attr:`Imported.disks`."""
    return tuple(attr(disk, "target", "dev") for disk in _disks(tree.read(xml, "domain")))


def disk_files(xml: str) -> tuple[str, ...]:
    """Names of the hard disks' files without their folders, in the same order."""
    found = []
    for disk in _disks(tree.read(xml, "domain")):
        source = disk.find("source")
        path = "" if source is None else next((value for key in ("file", "dev", "volume", "name") if (value := source.get(key))), "")
        found.append(path.rpartition("/")[2])
    return tuple(found)


def nic_macs(xml: str) -> tuple[str, ...]:
    """MAC addresses of the network cards, in order."""
    return tuple(attr(nic, "mac", "address").lower() for nic in tree.read(xml, "domain").findall("devices/interface"))


def _disks(domain: Element) -> list[Element]:
    return [disk for disk in domain.findall("devices/disk") if disk.get("device", "disk") in ("disk", "lun")]


def _only(parent: Element, known: Iterable[str], said: list[Text]) -> None:
    """Leave out what is not known; comments too."""
    for child in list(parent):
        if isinstance(child.tag, str) and child.tag in known:
            continue
        parent.remove(child)
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            name = etree.QName(child).localname
            said.append(N_("The setting “{name}” is left out: it belongs to another host, or is not known.", name=name))


# --------------------------------------------------------------------------- the machine


def _set(domain: Element, name: str, value: str, after: str) -> None:
    found = domain.find(name)
    if found is None:
        found = etree.Element(name)
        before = domain.find(after)
        domain.insert(0 if before is None else domain.index(before) + 1, found)
    found.text = value


def _identity(domain: Element, new: Imported) -> None:
    _set(domain, "name", new.name, "")
    _set(domain, "uuid", new.uuid, "name")
    if new.genid and (genid := domain.find("genid")) is not None:
        genid.text = new.genid
    for sysinfo in domain.findall("sysinfo"):
        if sysinfo.get("type", "smbios") != "smbios":
            domain.remove(sysinfo)
        for entry in sysinfo.findall("system/entry[@name='uuid']"):
            entry.text = new.uuid
    _metadata(domain, new)


def _metadata(domain: Element, new: Imported) -> None:
    metadata = domain.find("metadata")
    if metadata is None:
        metadata = etree.Element("metadata")
        domain.insert(
            max((domain.index(each) for each in domain if each.tag in ("name", "uuid", "genid", "title", "description")), default=-1) + 1, metadata
        )
    space = f"{{{tree.VIRTDECK_NS}}}"
    ours = metadata.find(f"{space}vm")
    if ours is None:
        ours = etree.SubElement(metadata, f"{space}vm", nsmap={tree.VIRTDECK_KEY: tree.VIRTDECK_NS})
    for name in ("importing", "installing", "tools-disc", "clone", "fallback", "driver-disk"):  # of what the other host was doing with it
        for each in ours.findall(f"{space}{name}"):
            ours.remove(each)
    if new.importing:
        etree.SubElement(ours, f"{space}importing")


def nearest_machine(wanted: str, machines: Iterable[str]) -> str:
    """The host's machine type that is nearest to a wanted one: itself; of its family the newest that is not newer; the family's alias."""
    known = tuple(machines)
    if not known or wanted in known:
        return wanted
    q35 = "q35" in wanted
    family = [name for name in known if re.match(r"pc-q35-" if q35 else r"pc-i440fx-", name)]

    def version(name: str) -> tuple[int, ...]:
        return tuple(int(part) for part in re.findall(r"\d+", re.sub(r"^pc-(q35|i440fx)-", "", name)))

    fitting = [name for name in family if version(name) <= version(wanted)] if re.search(r"-\d", wanted) and "rhel" not in wanted else []
    if fitting:
        return max(fitting, key=version)
    return "q35" if q35 else "pc"


def _machine(domain: Element, new: Imported, said: list[Text]) -> None:
    fit = new.fit
    os = domain.find("os")
    if os is None:
        os = etree.SubElement(domain, "os")
    loader = os.find("loader")
    secure = (loader is not None and loader.get("secure") == "yes") or (
        (feature := os.find("firmware/feature[@name='secure-boot']")) is not None and feature.get("enabled") == "yes"
    )
    efi = os.get("firmware") == "efi" or (loader is not None and loader.get("type") == "pflash")
    # Without a loader its host chose the firmware by these words, or freely: so does this one.
    asked = None if loader is not None else {each.get("name", ""): each.get("enabled", "") for each in os.findall("firmware/feature")}
    for child in list(os):
        if child.tag not in _OS:
            os.remove(child)
            if child.tag in ("kernel", "init", "dtb"):
                said.append(N_("It was started with a kernel of its host: now it starts from its disk."))
    os.attrib.pop("firmware", "")
    for firmware in os.findall("firmware"):
        os.remove(firmware)
    kind = os.find("type")
    if kind is None:
        kind = etree.SubElement(os, "type")
    if (kind.text or "").strip() not in ("hvm", ""):
        said.append(N_("It was paravirtual ({kind}): it becomes a fully virtual machine, for which its system may have no kernel.", kind=kind.text))
    kind.text = "hvm"
    wanted = kind.get("machine", "")
    near = nearest_machine(wanted, fit.machines) if wanted else ""
    if near != wanted:
        said.append(N_("The host does not know the machine type {wanted}: it becomes {near}.", wanted=wanted, near=near))
        kind.set("machine", near)
    _firmware(domain, os, fit, said, efi=efi, secure=secure, asked=asked)
    if new.nvram and os.get("firmware") == "efi":
        etree.SubElement(os, "nvram").text = new.nvram


def _firmware(domain: Element, os: Element, fit: HostFit, said: list[Text], *, efi: bool, secure: bool, asked: Mapping[str, str] | None) -> None:
    if efi and not fit.efi:
        said.append(N_("The host has no UEFI firmware: it becomes BIOS, and its system will probably not start."))
        efi = False
    if efi and secure and not fit.secure_boot:
        said.append(N_("The host has no Secure Boot: it starts without it."))
        secure, asked = False, None
    if efi:
        os.set("firmware", "efi")
        word = "yes" if secure else "no"
        wanted = {"enrolled-keys": word, "secure-boot": word} if asked is None else asked
        if wanted:
            features = etree.Element("firmware")
            for name, enabled in wanted.items():
                etree.SubElement(features, "feature", enabled=enabled, name=name)
            os.insert(1 if os.find("type") is not None else 0, features)
    else:
        secure = False
    group = domain.find("features")
    if group is not None:
        for child in list(group):
            if child.tag in _FEATURES_OUT or (child.tag == "smm" and not secure) or (child.tag == "hyperv" and fit.domain_type != "kvm"):
                group.remove(child)
        if fit.domain_type != "kvm":
            for child in group.findall("kvm"):
                group.remove(child)
            for timer in domain.findall("clock/timer[@name='hypervclock']") + domain.findall("clock/timer[@name='kvmclock']"):
                parent = timer.getparent()
                if parent is not None:
                    parent.remove(timer)


def _cpu(domain: Element, fit: HostFit, said: list[Text]) -> None:
    cpu = domain.find("cpu")
    if cpu is None:
        return
    mode, model = cpu.get("mode", "custom"), cpu.findtext("model", "")
    if mode == "custom" and (fit.cpu_fits or not model):
        return
    modes = fit.cpu_modes - (frozenset() if fit.domain_type == "kvm" else frozenset({"host-passthrough"}))  # emulation can't pass anything through
    if mode != "custom" and (mode in modes or not fit.cpu_modes):
        return
    order = ("host-model", "host-passthrough", "maximum") if fit.domain_type == "kvm" else ("maximum", "host-model")
    near = next((each for each in order if each in modes), "")
    words = {"host-model": N_("that of the host"), "host-passthrough": N_("that of the host"), "maximum": N_("all that the host can emulate")}
    said.append(
        N_("The host can't give it the CPU {wanted}: it gets {near}.", wanted=model or mode, near=words.get(near, N_("the default one of the host")))
    )
    for child in list(cpu):
        if child.tag not in ("topology", "numa"):
            cpu.remove(child)
    cpu.attrib.clear()
    if near:
        cpu.attrib.update({"mode": near, "check": "none"} if near != "host-model" else {"mode": near, "check": "partial"})


def _places(domain: Element, said: list[Text]) -> None:
    """Parts of the other host that memory and CPUs were bound to."""
    vcpu = domain.find("vcpu")
    if vcpu is not None:
        vcpu.attrib.pop("cpuset", "")
        vcpu.attrib.pop("placement", "")
    backing = domain.find("memoryBacking")
    if backing is not None:
        for child in list(backing):
            if child.tag not in ("hugepages", "nosharepages", "locked", "discard") or len(child):
                backing.remove(child)
        if backing.find("hugepages") is not None:
            said.append(N_("It wants huge pages: the host needs enough of them for it to start."))


# --------------------------------------------------------------------------- devices


def _devices(devices: Element, new: Imported, said: list[Text]) -> None:
    hard = nics = 0
    for device in list(devices):
        tag = device.tag if isinstance(device.tag, str) else ""
        keep = tag in _DEVICES
        if tag == "disk" and device.get("device", "disk") in ("disk", "lun"):
            keep = _disk(device, new.disks.get(hard), said)
            hard += 1
        elif tag == "disk":
            keep = _drive(device, said)
        elif tag == "interface":
            keep = _nic(device, new, nics, said)
            nics += 1
        elif keep:
            keep = _other(device, tag, new, said)
        elif tag and tag not in _SILENT:
            said.append(N_("The device “{name}” is left out: it belongs to another host, or is not known.", name=etree.QName(device).localname))
        if not keep:
            devices.remove(device)


def _children(element: Element, known: frozenset[str]) -> None:
    for child in list(element):
        if child.tag not in known:
            element.remove(child)


def _source(disk: Element, source: Element | None) -> None:
    for old in disk.findall("source"):
        disk.remove(old)
    if source is not None:
        driver = disk.find("driver")
        disk.insert(0 if driver is None else disk.index(driver) + 1, source)


def _disk(disk: Element, new: NewSource | None, said: list[Text]) -> bool:
    target = attr(disk, "target", "dev")
    if new is None:
        said.append(N_("The disk {name} is not in the package and left out.", name=target))
        return False
    _children(disk, _DISK)
    key = {"file": "file", "block": "dev"}.get(new.kind, "file")
    if new.kind == "network":
        protocol, _, name = new.path.partition(":")
        _source(disk, etree.Element("source", protocol=protocol, name=name.lstrip("/")))
    else:
        _source(disk, etree.Element("source", {key: new.path}))
    disk.attrib.clear()
    disk.set("type", new.kind if new.kind in ("file", "block", "network") else "file")
    disk.set("device", "disk")
    driver = disk.find("driver")
    if driver is None:
        driver = etree.Element("driver")
        disk.insert(0, driver)
    for name in [str(each) for each in driver.attrib]:
        if name not in ("discard", "detect_zeroes", "cache", "queues", "copy_on_read"):
            del driver.attrib[name]
    driver.set("name", "qemu")
    driver.set("type", new.format)
    return True


def _drive(drive: Element, said: list[Text]) -> bool:
    """A CD or floppy drive: empty."""
    if drive.find("source") is not None:
        said.append(N_("The medium in the drive {name} is not taken along.", name=attr(drive, "target", "dev")))
    _children(drive, _DISK - {"source", "driver"})
    device = drive.get("device", "cdrom")
    drive.attrib.clear()
    drive.set("type", "file")
    drive.set("device", device if device in ("cdrom", "floppy") else "cdrom")
    return True


def _nic(nic: Element, new: Imported, number: int, said: list[Text]) -> bool:
    place = new.networks.get(number)
    if place is None:
        said.append(N_("A network card is left out: it is connected to nothing here."))
        return False
    _children(nic, _NIC)
    for old in nic.findall("source"):
        nic.remove(old)
    nic.attrib.clear()
    nic.set("type", place.kind)
    mac = nic.find("mac")
    if number in new.macs:
        if mac is None:
            mac = etree.Element("mac")
            nic.insert(0, mac)
        mac.attrib.clear()
        mac.set("address", new.macs[number])
    if place.kind != "user":
        source = etree.Element("source", {place.kind: place.source})
        if place.portgroup:
            source.set("portgroup", place.portgroup)
        nic.insert(0 if mac is None else nic.index(mac) + 1, source)
    return True


def _other(device: Element, tag: str, new: Imported, said: list[Text]) -> bool:
    if tag in ("serial", "console", "parallel", "channel"):
        return _character(device, tag, new, said)
    if tag == "graphics":
        return _graphics(device, said)
    if tag == "rng":
        for backend in device.findall("backend"):
            backend.attrib.clear()
            backend.set("model", "random")
            for child in list(backend):
                backend.remove(child)
            backend.text = "/dev/urandom"
    elif tag == "tpm":
        if not new.fit.tpm:
            said.append(N_("The host has no TPM for VMs: it is left out."))
            return False
        for backend in device.findall("backend"):
            version = backend.get("version", "2.0")
            device.remove(backend)
            etree.SubElement(device, "backend", type="emulator", version=version)
        said.append(N_("Its TPM starts empty: secrets that the guest keeps there, such as a disk's key, do not come along."))
    elif tag == "vsock":
        for cid in device.findall("cid"):
            cid.attrib.clear()
            cid.set("auto", "yes")
    elif tag == "audio":
        return device.get("type") in ("none", "spice")
    elif tag == "redirdev":
        return device.get("type") == "spicevmc"
    elif tag == "controller":
        _children(device, frozenset({"model", "target", "alias", "address", "driver", "master"}))
    elif tag == "input":
        return device.get("type") in ("tablet", "mouse", "keyboard")
    elif tag == "video":
        _children(device, frozenset({"model", "alias", "address"}))
        for inner in device.findall("model/acceleration") + device.findall("model/driver"):
            parent = inner.getparent()
            if parent is not None:
                parent.remove(inner)
    return True


def _character(device: Element, tag: str, new: Imported, said: list[Text]) -> bool:
    """Only a terminal of its own, SPICE's channel, and the agent's: sockets and files are the other host's."""
    kind = device.get("type", "pty")
    target = device.find("target")
    _children(device, frozenset({"target", "alias", "address"}))
    device.attrib.clear()
    if kind == "spicevmc" and tag == "channel":
        device.set("type", kind)
        return True
    if tag == "channel":
        if target is None or target.get("type") != "virtio":
            return False
        if target.get("name") != "org.qemu.guest_agent.0":
            said.append(N_("A channel between guest and host is left out ({name}).", name=target.get("name", "")))
            return False
        target.attrib.pop("state", "")
        device.set("type", "unix")
        if new.agent_socket:
            device.insert(0, etree.Element("source", mode="bind", path=new.agent_socket))
        return True
    if kind != "pty":
        said.append(N_("A serial port was connected to something of another host: it becomes a console of its own."))
    device.set("type", "pty")
    return True


def _graphics(graphics: Element, said: list[Text]) -> bool:
    kind = graphics.get("type")
    keymap = graphics.get("keymap")
    if kind not in ("vnc", "spice"):
        said.append(N_("A screen of the type {kind} is left out.", kind=kind or "?"))
        return False
    if graphics.get("passwd"):
        said.append(N_("The password of its screen is not taken along."))
    graphics.attrib.clear()
    for child in list(graphics):
        graphics.remove(child)
    graphics.attrib.update({"type": kind, "port": "-1", "autoport": "yes", **({"keymap": keymap} if keymap else {})})
    etree.SubElement(graphics, "listen", type="address", address="127.0.0.1")
    return True
