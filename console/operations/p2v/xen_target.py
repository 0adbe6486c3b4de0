"""A physical machine that becomes a VM of a Xen host. virt-v2v has no such target: the disks are copied, and what the system needs to start there is
done by hand in the machine, before it is shut down for good.

Sources: xl-disk-configuration(5), xl.cfg(5) "type", pygrub; Linux' ``Documentation/x86/xen`` (an HVM guest's emulated disks are unplugged once its
paravirtual drivers are there); Microsoft's *Stop 0x0000007B* article for disk drivers that start with the system.
"""

from __future__ import annotations

from dataclasses import dataclass

from console.guests.specify import guest_type
from console.model.objects import Host, HostKind
from console.model.physical import PhysicalMachine
from console.model.text import N_, Text
from console.model.tools import GuestFamily

HVM, PVH = "hvm", "xenpvh"
KINDS = {HVM: N_("Fully virtual (HVM)"), PVH: N_("Paravirtual with hardware help (PVH)")}
IDE_DISKS = 3
"""Disks that an HVM guest starts with: four places, one has the CD drive."""
NO_CONVERSION = N_("virt-v2v can't convert for Xen: the disks are copied, and the system is prepared by hand.")
NO_CABLE = N_("Xen can't keep a network card disconnected: the cards that are not to be connected are left out.")
CABLE_LATER = N_("Add them, with their MAC addresses, when the physical machine is off.")
STEPS = N_("What is to be done in the machine before it is copied and shut down")
BEFORE = N_("Do the steps on the page “Conversion” in the machine first, before it is copied and shut down.")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be done in the machine. ``command``: what does it, "" = by hand."""

    text: Text
    command: str = ""


def kinds(host: Host, machine: PhysicalMachine) -> tuple[str, ...]:
    """Kinds of VM that this system can be on the host; the one that needs least of it first. () where it is no Xen host."""
    if host.kind is not HostKind.XEN:
        return ()
    wanted = (HVM, PVH) if machine.family is GuestFamily.LINUX else (HVM,)
    return tuple(kind for kind in wanted if guest_type(host, kind) is not None)


def buses(kind: str, count: int) -> tuple[str, ...]:
    """Of the disks, in their order."""
    return (("ide" if kind == HVM else "xen"),) * count


def problem(kind: str, host: Host, machine: PhysicalMachine, disks: int) -> tuple[Text, Text] | None:
    """(why the machine can't become such a VM, what helps)."""
    if kind == HVM and disks > IDE_DISKS:
        return (
            N_("A fully virtual machine on Xen starts with at most {n} disks.", n=IDE_DISKS),
            N_("Leave disks out, or choose another kind of VM, if there is one."),
        )
    efi = host.caps is not None and "efi" in host.caps.firmwares
    if kind == HVM and machine.firmware == "efi" and not efi:
        return (
            N_("The machine starts by UEFI, and {host} has no UEFI for its VMs.", host=host.name),
            N_("Install OVMF for Xen on the host (Debian: {package}), or choose another kind of VM, if there is one.", package="ovmf"),
        )
    return None


def steps(kind: str, machine: PhysicalMachine) -> tuple[Step, ...]:
    """What is to be done in the machine before its last shutdown, so that the copy starts on Xen."""
    if machine.family is GuestFamily.WINDOWS:
        return _WINDOWS
    if machine.family is not GuestFamily.LINUX:
        return (Step(N_("Look whether the system has drivers for an IDE disk and an Intel e1000 network card.")),)
    red = machine.os_id in ("rhel", "centos", "fedora", "rocky", "almalinux", "ol", "sles", "opensuse-leap")
    return (
        Step(N_("Look whether the kernel has Xen's drivers for disks and network cards."), _LOOK),
        Step(N_("Put these drivers into the initial RAM disk."), _DRACUT if red else _INITRAMFS),
        Step(N_("Name file systems by UUID or label, not by device: the disk has another name there."), _NAMES),
        Step(N_("Network cards have other names there: tie their settings to the MAC address, and note the addresses."), _CARDS),
        *((Step(N_("Let the system use Xen's console, and write the boot menu anew."), _CONSOLE),) if kind == PVH else ()),
    )  # fmt: skip


def words(kind: str, machine: PhysicalMachine) -> str:
    """All steps as text to be copied."""
    lines = []
    for number, step in enumerate(steps(kind, machine), 1):
        lines.append(f"{number}. {step.text}")
        lines += [f"   {line}" for line in step.command.splitlines()]
    return "\n".join(lines)


_LOOK = "grep -E 'CONFIG_XEN_(BLKDEV|NETDEV)_FRONTEND=|CONFIG_XEN_PVHVM=|CONFIG_XEN_PVH=' /boot/config-$(uname -r)"
_NAMES = "grep -nE '/dev/(sd|hd|vd|nvme)' /etc/fstab /etc/default/grub"
_CARDS = "ip -br link; ip -br addr; ip route"
_DRACUT = "dracut --force --regenerate-all --add-drivers 'xen-blkfront xen-netfront ata_piix'"
_INITRAMFS = "printf '%s\\n' xen-blkfront xen-netfront ata_piix >> /etc/initramfs-tools/modules\nupdate-initramfs -u -k all"
_CONSOLE = "sed -i 's/^GRUB_CMDLINE_LINUX=\"/&console=hvc0 /' /etc/default/grub\nupdate-grub 2>/dev/null || grub2-mkconfig -o /boot/grub2/grub.cfg"
_SERVICES = r"HKLM\SYSTEM\CurrentControlSet\Services"
_WINDOWS = (
    Step(N_("Turn off Fast Startup and hibernation."), "powercfg /h off"),
    Step(N_("Suspend BitLocker, or turn it off."), "manage-bde -protectors -disable C:"),
    Step(
        N_("Let Windows start the drivers for an IDE disk with the system; else it stops with the error 0x0000007B."),
        "\n".join(
            f"reg add {_SERVICES}\\{name} /v Start /t REG_DWORD /d 0 /f\nreg delete {_SERVICES}\\{name}\\StartOverride /f"
            for name in ("atapi", "intelide", "pciide")
        ),
    ),
    Step(N_("Remove the tools of other products, and note the addresses of its network cards."), "ipconfig /all"),
    Step(N_("After the first start on Xen, install the Xen drivers for Windows in the VM.")),
)
