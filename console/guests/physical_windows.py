"""Inventory of a running Windows machine: how PowerShell is asked, and what its answer means.

The script is ``resources/p2v/inventory.ps1``: Windows PowerShell 3 and later (Windows 8 / Server 2012; older ones where it was added).
Classes: Win32_OperatingSystem, Win32_ComputerSystem, MSFT_Disk, MSFT_Partition, Win32_EncryptableVolume (Microsoft Learn).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from console.model.errors import Cause, ConsoleError
from console.model.physical import Content, Partition, PhysicalDisk, PhysicalMachine, PhysicalNic
from console.model.physical_moment import SHADOW_SETS
from console.model.physical_volumes import ShadowCopy
from console.model.text import N_
from console.model.tools import GuestFamily

SERVICES = (
    ("MSSQL", "Microsoft SQL Server"),
    ("MSExchangeIS", "Microsoft Exchange"),
    ("OracleService", "Oracle"),
    ("MySQL", "MySQL"),
    ("MariaDB", "MariaDB"),
    ("postgresql", "PostgreSQL"),
    ("NTDS", "Active Directory"),
    ("MongoDB", "MongoDB"),
)
TOOLS = (("VMTools", "VMware Tools"), ("VBoxService", "VirtualBox Guest Additions"), ("xensvc", "XenServer Tools"), ("XenAgent", "XenServer Tools"))
ARCHITECTURES: Mapping[str, str] = {"AMD64": "x86_64", "x86": "i686", "ARM64": "aarch64"}
"""As PROCESSOR_ARCHITECTURE has them."""
HYPERVISORS = (
    ("VMware", "vmware"),
    ("VirtualBox", "virtualbox"),
    ("Virtual Machine", "hyper-v"),
    ("HVM domU", "xen"),
    ("KVM", "kvm"),
    ("QEMU", "qemu"),
)
FIXED_BUSES = ("SATA", "SAS", "RAID", "NVMe", "SCSI", "ATA", "ATAPI", "Fibre Channel", "Storage Spaces", "File Backed Virtual")

GPT_TYPES: Mapping[str, Content] = {
    "c12a7328-f81f-11d2-ba4b-00a0c93ec93b": Content.EFI,
    "de94bba4-06d1-4d40-a16a-bfd50179d6ac": Content.RECOVERY,
    "e3c9e316-0b5c-4db8-817d-f92df00215ae": Content.RESERVED,
    "af9b60a0-1431-4f62-bc68-3311714a69ad": Content.DYNAMIC,
    "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3": Content.DYNAMIC,
}


_LOADER = (
    "$all=@($input);$n=[int]$all[0];$plan=@();if($all.Count -gt $n+1){$plan=@($all[($n+1)..($all.Count-1)])};"
    ". ([ScriptBlock]::Create(($all[1..$n] -join [Environment]::NewLine)))"
)


def asked(script: str, plan: bytes = b"") -> tuple[list[str], bytes]:
    """(command, standard input) that run a script through OpenSSH on Windows, whatever the default shell is: no quoting, base64 of UTF-16.

    cmd.exe takes 8,191 characters, so the script itself comes by standard input: its number of lines, its lines, and those of ``plan``, which it
    finds in the variable of that name; never tried on a real Windows. (``-Command -`` would read it like typed words, block by block.)
    """
    encoded = base64.b64encode(_LOADER.encode("utf-16-le")).decode("ascii")
    rows = script.splitlines()
    text = "".join(f"{row}\n" for row in (str(len(rows)), *rows))
    return ["powershell.exe", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded], text.encode() + plan


def quoted(text: str) -> str:
    """A text as a literal of PowerShell."""
    return "'" + text.replace("'", "''") + "'"


def reading(script: str, disk: str, what: str) -> str:
    """``resources/p2v/read.ps1`` for one disk. ``what``: "" or "gzip" for extents, "sums"."""
    return script.replace("'@DISK@'", quoted(disk)).replace("@WHAT@", what)


SHADOWS = r"""
function Shadow-One($letter) {
  # One volume by itself, the way that every Windows has.
  $made = (Get-WmiObject -List Win32_ShadowCopy).Create("$letter\", 'ClientAccessible')
  if ($made.ReturnValue -ne 0) { throw "Win32_ShadowCopy.Create: $($made.ReturnValue)" }
  $copy = Get-WmiObject Win32_ShadowCopy | Where-Object { $_.ID -eq $made.ShadowID }
  @{ letter = $letter; id = $copy.ID; device = $copy.DeviceObject }
}
function Shadow-Set($letters) {
  # All of them as of one moment: Windows Server has diskshadow. Its writers are not asked: they would take that for a backup, and Exchange would
  # cut its logs off.
  $before = @(Get-WmiObject Win32_ShadowCopy | ForEach-Object { $_.ID })
  $file = [IO.Path]::GetTempFileName()
  $words = @('set context persistent nowriters', "set metadata `"$file.cab`"") + @($letters | ForEach-Object { "add volume $_" }) + @('create')
  try {
    [IO.File]::WriteAllLines($file, [string[]]$words, [Text.Encoding]::Default)
    $told = (& diskshadow.exe /s $file | Out-String).ToUpper()
  } finally { Remove-Item -LiteralPath $file, "$file.cab" -Force -ErrorAction SilentlyContinue }
  $volumes = @{}
  Get-WmiObject Win32_Volume | Where-Object { $_.DriveLetter } | ForEach-Object { $volumes[$_.DeviceID] = $_.DriveLetter }
  $made = @(Get-WmiObject Win32_ShadowCopy | Where-Object { $before -notcontains $_.ID -and $told.Contains($_.ID.ToUpper()) })
  if ($made.Count -ne @($letters).Count) {
    $made | ForEach-Object { $_.Delete() }
    throw "diskshadow: $told"
  }
  $made | ForEach-Object { @{ letter = $volumes[$_.VolumeName]; id = $_.ID; device = $_.DeviceObject } }
}
"""
"""PowerShell functions for shadow copies. Neither asks Windows' writers: the client-accessible context has none either (vss.h,
VSS_SNAPSHOT_CONTEXT). What is copied is what the disk would have after a power failure at that moment, with the file systems' own buffers written."""


def shadows(letters: Sequence[str]) -> str:
    """Script that makes shadow copies of volumes ("C:"), several as of one moment with diskshadow: a line each of letter, ID and device."""
    words = ", ".join(quoted(letter) for letter in letters)
    call = f"Shadow-Set @({words})" if len(letters) > 1 else f"Shadow-One {words}"
    return (
        f'{SHADOWS}try {{ {call} | ForEach-Object {{ "$($_.letter) $($_.id) $($_.device)" }} }}\ncatch {{ [Console]::Error.WriteLine("$_"); exit 1 }}'
    )


def remove(names: Sequence[str]) -> str:
    """Script that removes shadow copies by their IDs and prints those that are left."""
    words = ", ".join(quoted(name) for name in names)
    return (
        f"Get-WmiObject Win32_ShadowCopy | Where-Object {{ @({words}) -contains $_.ID }} | ForEach-Object {{ $_.Delete() }}\n"
        f"Get-WmiObject Win32_ShadowCopy | Where-Object {{ @({words}) -contains $_.ID }} | ForEach-Object {{ $_.ID }}"
    )


def gone(names: Sequence[str]) -> str:
    """Script that prints those of these shadow copies that are not there any more."""
    words = ", ".join(quoted(name) for name in names)
    return f"$there = @(Get-WmiObject Win32_ShadowCopy | ForEach-Object {{ $_.ID }})\n@({words}) | Where-Object {{ $there -notcontains $_ }}"


def parse(output: str) -> PhysicalMachine:
    """The machine, from the script's answer; ConsoleError(INVALID) where it is not one."""
    begin = output.find("{")
    try:
        told: dict[str, Any] = json.loads(output[begin:]) if begin >= 0 else {}
    except ValueError as error:
        raise _unreadable(str(error)) from error
    return parsed(told)


def parsed(told: Mapping[str, Any]) -> PhysicalMachine:
    """The same of the answer's JSON object."""
    if told.get("version") != 1:
        raise _unreadable(str(told)[-2000:])
    locked = {str(letter).rstrip(":") for letter in _list(told.get("locked"))}
    running = {str(name) for name in _list(told.get("services"))}
    model = f"{told.get('vendor', '')} {told.get('product', '')}"
    return PhysicalMachine(
        hostname=str(told.get("host", "")),
        family=GuestFamily.WINDOWS,
        os_name=str(told.get("caption", "")) or "Windows",
        os_id="windows",
        os_version=str(told.get("release", "")),
        arch=ARCHITECTURES.get(str(told.get("arch", "")), str(told.get("arch", ""))),
        firmware="efi" if str(told.get("firmware")) == "2" else "bios",
        secure_boot=bool(told.get("secure")),
        cpus=_int(told.get("cpus")),
        cpu_model=str(told.get("cpu", "")),
        memory_bytes=_int(told.get("memory")),
        vendor=str(told.get("vendor", "")),
        product=str(told.get("product", "")),
        serial=str(told.get("serial", "")),
        hypervisor=next((name for word, name in HYPERVISORS if word in model), ""),
        disks=tuple(_disk(disk, locked) for disk in _list(told.get("disks"))),
        nics=tuple(_nic(nic) for nic in _list(told.get("nics"))),
        services=_known(running, SERVICES),
        vendor_tools=_known(running, TOOLS),
        fast_startup=bool(told.get("fast")) and bool(told.get("hiber")),
        signing_policy=bool(told.get("signed")),
        root=bool(told.get("admin")),
        tools=frozenset({"gzip", *((SHADOW_SETS,) if told.get("sets") else ())}),
        shadows=tuple(_shadow(each) for each in _list(told.get("shadows"))),
    )


def _unreadable(detail: str) -> ConsoleError:
    return ConsoleError(
        N_("Windows did not answer the questions about its hardware."),
        cause=Cause.INVALID,
        remedy=N_("Look whether PowerShell 3 or newer runs there, and try again."),
        detail=detail,
    )


def _list(value: object) -> list[Any]:
    """ConvertTo-Json of old PowerShell turns lists of one into the one, and empty ones into null."""
    return [] if value is None else value if isinstance(value, list) else [value]


def _int(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0


def _known(running: set[str], known: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown for name, shown in known if any(service.lower().startswith(name.lower()) for service in running)))


def _shadow(told: Mapping[str, Any]) -> ShadowCopy:
    return ShadowCopy(str(told.get("id", "")).upper(), str(told.get("letter", "") or ""), _int(told.get("age")))


def _disk(told: Mapping[str, Any], locked: set[str]) -> PhysicalDisk:
    number, bus = _int(told.get("number")), str(told.get("bus", ""))
    return PhysicalDisk(
        device=rf"\\.\PhysicalDrive{number}",
        size_bytes=_int(told.get("size")),
        model=str(told.get("model", "")),
        serial=str(told.get("serial", "")),
        bus=bus.lower(),
        removable=bus not in FIXED_BUSES,
        sector_bytes=_int(told.get("sector")) or 512,
        table={"GPT": "gpt", "MBR": "dos"}.get(str(told.get("table")), ""),
        boot=bool(told.get("system")),
        partitions=tuple(_partition(part, number, locked) for part in _list(told.get("parts"))),
        physical=bus != "File Backed Virtual",
    )


def _partition(told: Mapping[str, Any], disk: int, locked: set[str]) -> Partition:
    letter = str(told.get("letter", "") or "")
    used = told.get("used")
    content = GPT_TYPES.get(str(told.get("gpt", "")).strip("{}").lower()) or {0x27: Content.RECOVERY, 0x42: Content.DYNAMIC}.get(
        _int(told.get("mbr"))
    )
    if content is None:
        content = Content.SYSTEM if told.get("boot") else Content.BOOT if told.get("system") else Content.DATA if told.get("fs") else Content.UNKNOWN
    if letter and letter in locked:
        content = Content.BITLOCKER
    return Partition(
        device=rf"\\.\PhysicalDrive{disk} #{_int(told.get('number'))}",
        size_bytes=_int(told.get("size")),
        content=content,
        filesystem=str(told.get("fs", "")),
        label=str(told.get("label", "")),
        mount=f"{letter}:" if letter else "",
        used_bytes=_int(used) if used not in (None, "") else None,
        writable=bool(letter),
        parent=rf"\\.\PhysicalDrive{disk}",
        start_bytes=_int(told["offset"]) if told.get("offset") not in (None, "") else None,
    )


def _nic(told: Mapping[str, Any]) -> PhysicalNic:
    return PhysicalNic(
        name=str(told.get("name", "")),
        mac=str(told.get("mac", "")).replace("-", ":").lower(),
        addresses=tuple(str(address) for address in _list(told.get("addresses"))),
        gateway=str(told.get("gateway", "") or ""),
        dns=tuple(str(server) for server in _list(told.get("dns")) if server),
        dhcp=bool(told.get("dhcp")),
        link_up=bool(told.get("up")),
        driver=str(told.get("driver", "")),
    )
