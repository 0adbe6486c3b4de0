"""The machine part of a Xen guest's XML (libvirt's libxl driver)."""

from __future__ import annotations

from lxml import etree

from console.model.spec import VmSpec
from console.xml.tree import sub


def add_xen_machine(domain: etree._Element, spec: VmSpec, *, install: bool) -> None:
    """<os>, <features> and <clock> of an HVM, PV or PVH guest. PV and PVH guests boot their own disk's kernel by pygrub."""
    direct = spec.direct_boot if install else None
    hvm = spec.os_type == "hvm"
    if not hvm and direct is None:
        sub(domain, "bootloader", text="pygrub")
    efi = {"firmware": "efi"} if hvm and spec.firmware == "efi" else {}
    os = sub(domain, "os", **efi)
    machine = {"machine": spec.machine} if spec.machine.startswith("xen") else {}
    # libvirt shows and takes the OS type "xen" as "linux", for compatibility with itself.
    sub(os, "type", text="linux" if spec.os_type == "xen" else spec.os_type, arch=spec.arch, **machine)
    if direct is not None:
        sub(os, "kernel", text=direct.kernel)
        sub(os, "initrd", text=direct.initrd)
        if direct.cmdline:
            sub(os, "cmdline", text=direct.cmdline)
    if hvm:
        features = sub(domain, "features")
        for name in ("acpi", "apic", "pae"):
            sub(features, name)
    sub(domain, "clock", offset=spec.clock)
