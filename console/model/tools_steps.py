"""What a person does in the guest after the tools disc was inserted: steps for the detected system, pure. Nothing runs them by itself."""

from __future__ import annotations

from dataclasses import dataclass

from console.model.objects import Vm
from console.model.text import N_, Text
from console.model.tools import GuestFamily, IoCause, Tri

PACKAGE_MANAGERS: dict[str, str] = {
    "debian": "apt-get install -y qemu-guest-agent",
    "ubuntu": "apt-get install -y qemu-guest-agent",
    "fedora": "dnf install -y qemu-guest-agent",
    "rhel": "dnf install -y qemu-guest-agent",
    "centos": "yum install -y qemu-guest-agent",
    "rocky": "dnf install -y qemu-guest-agent",
    "almalinux": "dnf install -y qemu-guest-agent",
    "ol": "dnf install -y qemu-guest-agent",
    "scientificlinux": "yum install -y qemu-guest-agent",
    "opensuse": "zypper install -y qemu-guest-agent",
    "sles": "zypper install -y qemu-guest-agent",
    "sled": "zypper install -y qemu-guest-agent",
    "alpine": "apk add qemu-guest-agent",
    "arch": "pacman -S --noconfirm qemu-guest-agent",
}
"""os-release's ID → the command that installs the agent where there is a network."""

# What libosinfo's ids name, where it is not the ID of os-release itself.
_BY_OSINFO = (
    ("redhat.com/rhel", "rhel"),
    ("oracle.com/ol", "ol"),
    ("suse.com/sles", "sles"),
    ("suse.com/sled", "sled"),
    ("suse.com/sle", "sles"),
    ("opensuse.org", "opensuse"),
    ("alpinelinux.org", "alpine"),
    ("archlinux.org", "arch"),
    ("fedoraproject.org", "fedora"),
    ("centos.org", "centos"),
    ("rockylinux.org", "rocky"),
    ("almalinux.org", "almalinux"),
    ("scientificlinux.org", "scientificlinux"),
    ("ubuntu.com", "ubuntu"),
    ("debian.org", "debian"),
)

_RUN_INSTALLER = (
    "Get-PSDrive -PSProvider FileSystem | % { $f = $_.Root + 'virtio-win-guest-tools.exe'; if (Test-Path $f) { Start-Process $f '/passive' -Wait } }"
)
"""PowerShell, on Server Core too: the disc may have any letter."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, and the command that does it ("" = by hand)."""

    text: Text
    command: str = ""
    alternative: bool = False  # instead of the steps before


def distribution(vm: Vm) -> str:
    """os-release's ID of a Linux guest as far as it is known: told by its agent, else from libosinfo's id; "" where nobody knows."""
    if vm.tools.os is not None and vm.tools.os.id:
        known = vm.tools.os.id.lower()
        return next((name for name in PACKAGE_MANAGERS if known == name or known.startswith(f"{name}-")), "")
    osinfo = vm.config.osinfo_id if vm.config is not None else ""
    return next((name for part, name in _BY_OSINFO if part in osinfo), "")


def tools_steps(vm: Vm) -> tuple[Step, ...]:
    """The steps for this guest, in their order; () for a template."""
    if vm.is_template:
        return ()
    return _windows(vm) if vm.family is GuestFamily.WINDOWS else _linux(vm)


def _linux(vm: Vm) -> tuple[Step, ...]:
    device = f"/dev/{_drive(vm)}"
    steps = [
        Step(N_("Log in as root (or become root with “sudo -i”).")),
        Step(N_("Mount the tools disc. Desktops do this by themselves."), f"mount {device} /mnt"),
        Step(N_("Run its installer. It also works without a network."), "sh /mnt/install"),
    ]
    if command := PACKAGE_MANAGERS.get(distribution(vm), ""):
        text = N_("With a network the package manager alone will do, without the disc.")
        steps.append(Step(text, f"{command} && systemctl start qemu-guest-agent" if "apk" not in command else command, alternative=True))
    if any(finding.cause is IoCause.NO_DRIVER for finding in vm.tools.io_findings):
        steps.append(Step(N_("Its kernel lacks a virtio driver: install the distribution's full kernel package, not a cut-down one.")))
    return tuple(steps)


def _drive(vm: Vm) -> str:
    """Linux numbers optical drives in their order on the bus, whatever it calls the disks beside them."""
    disc = vm.config.metadata.tools_disc if vm.config is not None else None
    drives = [disk.target for disk in vm.config.disks if disk.device == "cdrom"] if vm.config is not None else []
    return f"sr{drives.index(disc.target)}" if disc is not None and disc.target in drives else "sr0"


def _windows(vm: Vm) -> tuple[Step, ...]:
    steps = [
        Step(N_("Log in as an administrator.")),
        Step(N_("Open the CD drive in the Explorer and run virtio-win-guest-tools.exe. On Server Core, in PowerShell:"), _RUN_INSTALLER),
        Step(N_("Restart Windows if the installer asks for it.")),
    ]
    if vm.tools.io is Tri.NO and any(finding.cause is IoCause.EMULATED_NO_DRIVER for finding in vm.tools.io_findings):
        steps.append(Step(N_("Then choose “Add driver disk” for this VM: Windows loads its storage driver when it sees a virtio disk.")))
        steps.append(Step(N_("When the General tab offers it, choose “Switch to virtio at next start”.")))
    return tuple(steps)
