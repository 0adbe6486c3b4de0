"""What a Windows on a captured disk says of itself: name, version, host name, tools of other products, policies. Read from its registry, which is
where virt-v2v finds it too; a volume that can't be followed tells nothing, and the conversion looks again."""

from __future__ import annotations

from dataclasses import dataclass

from console.formats.hive import Hive
from console.formats.ntfs import Ntfs, Read, Unreadable
from console.guests.physical_windows import ARCHITECTURES, TOOLS

_CONFIG = "Windows/System32/config"
_VERSION = r"Microsoft\Windows NT\CurrentVersion"
_POLICIES = (r"Policies\Microsoft\Windows\PowerShell", r"Microsoft\PowerShell\1\ShellIds\Microsoft.PowerShell")
_ELEVEN = 22000
"""First build of Windows 11, which calls itself 10 in its registry."""


@dataclass(frozen=True, slots=True)
class WindowsInside:
    """One installation. Empty where it does not say."""

    name: str
    version: str = ""  # "10.0.19045"
    hostname: str = ""
    arch: str = ""
    tools: tuple[str, ...] = ()
    fast_startup: bool = False
    signing_policy: bool = False


def windows_inside(read: Read) -> WindowsInside | None:
    """The Windows on an NTFS volume, None where there is none. ``read``: of the volume, by position. What its source raises passes."""
    try:
        volume = Ntfs(read)
        software, system = volume.find(f"{_CONFIG}/SOFTWARE"), volume.find(f"{_CONFIG}/SYSTEM")
        if software is None or system is None:
            return None
        return _told(Hive(software), Hive(system))
    except Unreadable:
        return None


def _told(software: Hive, system: Hive) -> WindowsInside:
    def said(name: str) -> str:
        found = software.value(_VERSION, name)
        return "" if found is None else str(found)

    name, build = said("ProductName"), said("CurrentBuild")
    if said("InstallationType") == "Client" and build.isdigit() and int(build) >= _ELEVEN:
        name = name.replace("Windows 10", "Windows 11")
    number = (
        f"{said('CurrentMajorVersionNumber')}.{said('CurrentMinorVersionNumber')}" if said("CurrentMajorVersionNumber") else said("CurrentVersion")
    )
    current = system.value("Select", "Current")
    root = f"ControlSet{current if isinstance(current, int) else 1:03}"
    control = rf"{root}\Control"
    arch = str(system.value(rf"{control}\Session Manager\Environment", "PROCESSOR_ARCHITECTURE") or "")
    enabled = system.value(rf"{control}\Session Manager\Power", "HiberbootEnabled"), system.value(rf"{control}\Power", "HibernateEnabled")
    return WindowsInside(
        name or "Windows",
        f"{number}.{build}" if number and build else "",
        str(system.value(rf"{control}\ComputerName\ComputerName", "ComputerName") or ""),
        ARCHITECTURES.get(arch, ""),
        tuple(dict.fromkeys(shown for service, shown in TOOLS if system.value(rf"{root}\Services\{service}", "Start") is not None)),
        enabled == (1, 1),
        any(str(software.value(key, "ExecutionPolicy") or "") == "AllSigned" for key in _POLICIES),
    )
