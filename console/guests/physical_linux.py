"""Inventory of a running Linux machine, over a plain shell: the script that is sent, and what its answer means.

The script needs only sh and what any Linux has; where a program is missing or old, its section stays empty (lsblk before util-linux 2.27 has no
JSON: pairs then). Nothing is written on the machine. Columns: lsblk(8), df(1), ip(8), lvs(8).
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from console.guests import physical_lvm
from console.model.errors import Cause, ConsoleError
from console.model.physical import Content, Partition, PhysicalDisk, PhysicalMachine, PhysicalNic
from console.model.physical_volumes import RaidArray
from console.model.text import N_
from console.model.tools import GuestFamily

COLUMNS = "NAME,KNAME,PKNAME,TYPE,SIZE,FSTYPE,LABEL,MOUNTPOINT,MODEL,SERIAL,RM,RO,TRAN,LOG-SEC"
MORE_COLUMNS = COLUMNS + ",PTTYPE,PARTTYPE"

DATABASES = (
    ("mysqld", "MySQL"),
    ("mariadbd", "MariaDB"),
    ("postgres", "PostgreSQL"),
    ("oracle", "Oracle"),
    ("ora_pmon", "Oracle"),
    ("mongod", "MongoDB"),
    ("redis-server", "Redis"),
    ("slapd", "OpenLDAP"),
    ("sqlservr", "Microsoft SQL Server"),
    ("db2sysc", "Db2"),
    ("influxd", "InfluxDB"),
    ("dockerd", "Docker"),
    ("libvirtd", "libvirt"),
)
VENDOR_TOOLS = (
    ("vmtoolsd", "VMware Tools"),
    ("VBoxService", "VirtualBox Guest Additions"),
    ("xe-daemon", "XenServer Tools"),
    ("prltoolsd", "Parallels Tools"),
)
COPY_TOOLS = ("zstd", "gzip", "python3", "sha256sum", "lvcreate", "fsfreeze", "setsid", "dd")
DRIVERS = ("virtio_blk", "virtio_net", "virtio_pci")
NOT_DISKS = ("loop", "ram", "zram", "sr", "fd", "nbd", "md", "dm-")
PARTITION_TYPES: Mapping[str, Content] = {
    "c12a7328-f81f-11d2-ba4b-00a0c93ec93b": Content.EFI,
    "0xef": Content.EFI,
    "de94bba4-06d1-4d40-a16a-bfd50179d6ac": Content.RECOVERY,
    "0x27": Content.RECOVERY,
    "e3c9e316-0b5c-4db8-817d-f92df00215ae": Content.RESERVED,
    "21686148-6449-6e6f-744e-656564454649": Content.RESERVED,  # BIOS boot
    "af9b60a0-1431-4f62-bc68-3311714a69ad": Content.DYNAMIC,
    "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3": Content.DYNAMIC,
    "0x42": Content.DYNAMIC,
}
FILESYSTEMS: Mapping[str, Content] = {
    "swap": Content.SWAP,
    "LVM2_member": Content.LVM,
    "linux_raid_member": Content.RAID,
    "crypto_LUKS": Content.LUKS,
    "BitLocker": Content.BITLOCKER,
}

SECTIONS: tuple[tuple[str, str], ...] = (
    ("uname", "uname -n; uname -r; uname -m"),
    ("release", "cat /etc/os-release 2>/dev/null || cat /usr/lib/os-release"),
    ("id", "id -u; sudo -n true && echo sudo"),
    ("cpu", "grep -c '^processor' /proc/cpuinfo; grep -m 1 -E '^(model name|Model|cpu model)' /proc/cpuinfo"),
    ("memory", "grep MemTotal /proc/meminfo"),
    (
        "firmware",
        "[ -d /sys/firmware/efi ] && echo efi; od -An -t u1 -j 4 -N 1 /sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c",
    ),
    ("dmi", "cd /sys/class/dmi/id && for f in sys_vendor product_name product_serial; do printf '%s=' $f; cat $f 2>/dev/null || echo; done"),
    ("virtual", "systemd-detect-virt --vm || cat /sys/hypervisor/type"),
    ("blocks", f"lsblk -J -b -o {MORE_COLUMNS} || lsblk -P -b -o {COLUMNS}"),
    ("starts", "cd /sys/class/block && grep . */start"),
    ("lvm", physical_lvm.COMMAND),
    (
        "raids",
        "cat /proc/mdstat; for d in /dev/md[0-9]* /dev/md/*; do "
        '[ -b "$d" ] && echo "@ $(readlink -f "$d")" && $AS mdadm --detail --export "$d"; done',
    ),
    ("space", "df -P -k -T"),
    ("mounts", "cat /proc/mounts"),
    ("addresses", "ip -j addr || ip -o addr"),
    ("links", 'for d in /sys/class/net/*; do printf "%s %s %s\\n" "${d##*/}" "$(readlink -f $d/device/driver)" "$(cat $d/address)"; done'),
    ("routes", "ip -j route show default || ip route show default"),
    ("resolver", "grep '^nameserver' /etc/resolv.conf"),
    ("processes", "ps -e -o comm= -o args= || ps"),
    (
        "drivers",
        f"for m in {' '.join(DRIVERS)}; do modinfo -n $m >/dev/null || grep -q /$m.ko /lib/modules/$(uname -r)/modules.builtin && echo $m; done",
    ),
    ("tools", f"for t in {' '.join(COPY_TOOLS)}; do command -v $t; done"),
    ("root", "findmnt -n -o SOURCE,FSTYPE / || true"),
)


def script(mark: str = "") -> tuple[str, str]:
    """(the script for ``sh -s``, the mark that begins its sections). The mark is random: no output of the machine can imitate it."""
    mark = mark or f"@{secrets.token_hex(8)}"
    parts = [f"PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export PATH LC_ALL=C\nAS=; [ \"$(id -u)\" = 0 ] || AS='sudo -n'\necho {mark} begin"]
    parts += [f"echo; echo {mark} {name}\n( {command} ) 2>/dev/null" for name, command in SECTIONS]
    return "\n".join([*parts, f"echo; echo {mark} end", ""]), mark


def sections(output: str, mark: str) -> dict[str, str]:
    """The answer, cut at the marks; ConsoleError(INVALID) where it is not one."""
    found: dict[str, str] = {}
    name = ""
    for line in output.splitlines():
        if line.startswith(f"{mark} "):
            name = line[len(mark) + 1 :].strip()
            found[name] = ""
        elif name:
            found[name] += line + "\n"
    if "end" not in found:
        raise ConsoleError(
            N_("The machine did not answer the questions about its hardware to the end."),
            cause=Cause.INVALID,
            remedy=N_("Look whether its login shell is a plain shell, and try again."),
            detail=output[-2000:],
        )
    return found


def parse(output: str, mark: str) -> PhysicalMachine:
    """The machine, from the script's answer."""
    part = {name: text.strip("\n") for name, text in sections(output, mark).items()}
    uname = [*part["uname"].splitlines(), "", "", ""]
    release = variables(part["release"])
    identity = part["id"].split()
    dmi = dict(line.partition("=")[::2] for line in part["dmi"].splitlines())
    cpu = part["cpu"].splitlines()
    firmware = part["firmware"].split()
    used, root = _space(part["space"]), (part["root"].split() or [""])[0]
    root_type = (part["root"].split() or [""])[-1]
    disks = _disks(_blocks(part["blocks"]), used, _writable(part["mounts"]), _starts(part["starts"]))
    have = set(part["drivers"].split())
    return PhysicalMachine(
        hostname=uname[0],
        family=GuestFamily.LINUX,
        os_name=release.get("PRETTY_NAME", "Linux"),
        os_id=release.get("ID", "linux"),
        os_version=release.get("VERSION_ID", ""),
        arch=uname[2],
        kernel=uname[1],
        firmware="efi" if "efi" in firmware else "bios",
        secure_boot=firmware[-1:] == ["1"],
        cpus=_number(cpu[0]) if cpu else 0,
        cpu_model=cpu[1].partition(":")[2].strip() if len(cpu) > 1 else "",
        memory_bytes=_number(part["memory"]) << 10,
        vendor=dmi.get("sys_vendor", "").strip(),
        product=dmi.get("product_name", "").strip(),
        serial=dmi.get("product_serial", "").strip(),
        hypervisor="" if part["virtual"].strip() in ("", "none") else part["virtual"].split()[0],
        disks=disks,
        nics=_nics(part),
        services=_running(part["processes"], DATABASES),
        vendor_tools=_running(part["processes"], VENDOR_TOOLS),
        virtio_missing=tuple(name for name in DRIVERS if name not in have),
        tools=frozenset(path.rsplit("/", 1)[-1] for path in part["tools"].split()),
        root=identity[:1] == ["0"],
        sudo="sudo" in identity,
        groups=physical_lvm.groups(part["lvm"]),
        raids=_raids(part["raids"]),
        live_system=root_type in ("overlay", "tmpfs", "squashfs", "aufs") or root in ("overlay", "tmpfs"),
    )


def _number(text: str) -> int:
    match = re.search(r"\d+", text)
    return int(match.group()) if match else 0


def variables(text: str) -> dict[str, str]:
    """What KEY="value" lines say, as os-release(5) has them."""
    found = {}
    for line in text.splitlines():
        key, equals, value = line.partition("=")
        if equals:
            with contextlib.suppress(ValueError):
                found[key.strip()] = " ".join(shlex.split(value))
    return found


def _space(text: str) -> dict[str, int]:
    """Device → used bytes, from ``df -P -k -T``."""
    found = {}
    for line in text.splitlines()[1:]:
        words = line.split()
        if len(words) >= 7 and words[3].isdigit():
            found[words[0]] = int(words[3]) << 10
    return found


def _writable(text: str) -> set[str]:
    """Devices mounted for writing."""
    rows = (line.split() for line in text.splitlines())
    return {row[0] for row in rows if len(row) > 3 and "rw" in row[3].split(",")}


def _blocks(text: str) -> list[dict[str, str]]:
    """Rows of lsblk, flat: from JSON (a tree or a list, by version), else from its pairs."""
    if not text.lstrip().startswith("{"):
        return [{key.lower(): value for key, value in _pairs(line)} for line in text.splitlines() if line.strip()]
    try:
        tree = json.loads(text)
    except ValueError as error:
        raise ConsoleError(N_("The list of disks that the machine gave could not be read."), cause=Cause.INVALID, detail=str(error)) from error
    rows: list[dict[str, str]] = []

    def walk(nodes: Iterable[Mapping[str, Any]], parent: str) -> None:
        for node in nodes:
            row = {key: _word(value) for key, value in node.items() if key != "children"}
            row["pkname"] = row.get("pkname") or parent
            if row not in rows:  # a volume over several disks stands below each of them
                rows.append(row)
            walk(node.get("children") or (), row.get("kname", ""))

    walk(tree.get("blockdevices") or (), "")
    return rows


def _pairs(line: str) -> list[tuple[str, str]]:
    return re.findall(r'([A-Z-]+)="([^"]*)"', line)


def _word(value: object) -> str:
    if value is None:
        return ""
    return {True: "1", False: "0"}.get(value, "") if isinstance(value, bool) else str(value).strip()


def _starts(text: str) -> dict[str, int]:
    """Kernel name of a partition → where it begins (sysfs counts in 512 bytes always)."""
    return {name: int(sectors) * 512 for name, sectors in re.findall(r"^(\S+)/start:(\d+)$", text, re.MULTILINE)}


def _disks(rows: list[dict[str, str]], used: Mapping[str, int], writable: set[str], starts: Mapping[str, int]) -> tuple[PhysicalDisk, ...]:
    disks = []
    for row in rows:
        name = row.get("kname", "")
        if row.get("type") not in ("disk", "mpath") or name.startswith(NOT_DISKS) or not _number(row.get("size", "")):
            continue
        inside = _below(rows, name)
        parts = tuple(_partition(each, used, writable, starts) for each in ([row] if row.get("fstype") or row.get("mountpoint") else []) + inside)
        disks.append(
            PhysicalDisk(
                device=f"/dev/{name}",
                size_bytes=_number(row["size"]),
                model=row.get("model", ""),
                serial=row.get("serial", ""),
                bus=row.get("tran", "") or ("nvme" if name.startswith("nvme") else ""),
                removable=row.get("rm") == "1",
                sector_bytes=_number(row.get("log-sec", "")) or 512,
                table=row.get("pttype", ""),
                boot=any(part.mount in ("/", "/boot", "/boot/efi") for part in parts),
                partitions=parts,
            )
        )
    return tuple(disks)


def _below(rows: list[dict[str, str]], name: str) -> list[dict[str, str]]:
    """All that is on a device, in the order of lsblk, each once."""
    found: list[dict[str, str]] = []
    for row in rows:
        if row.get("pkname") == name and row.get("kname") != name:
            found += [each for each in (row, *_below(rows, row.get("kname", ""))) if each not in found]
    return found


def _partition(row: Mapping[str, str], used: Mapping[str, int], writable: set[str], starts: Mapping[str, int]) -> Partition:
    names = (f"/dev/{row.get('kname', '')}", f"/dev/mapper/{row.get('name', '')}")
    mount, filesystem = row.get("mountpoint", ""), row.get("fstype", "")
    content = FILESYSTEMS.get(filesystem) or PARTITION_TYPES.get(row.get("parttype", "").lower())
    if content is None:
        content = {"/": Content.SYSTEM, "/boot": Content.BOOT, "/boot/efi": Content.EFI}.get(mount, Content.DATA if filesystem else Content.UNKNOWN)
    return Partition(
        device=names[1] if row.get("type") in ("lvm", "crypt") else names[0],
        size_bytes=_number(row.get("size", "")),
        content=content,
        filesystem=filesystem,
        label=row.get("label", ""),
        mount=mount,
        used_bytes=next((used[name] for name in names if name in used), None),
        writable=any(name in writable for name in names),
        parent=f"/dev/{row['pkname']}" if row.get("pkname") else "",
        start_bytes=starts.get(row.get("kname", "")) if row.get("type") == "part" else None,
        kind=row.get("parttype", "").lower(),
    )


def _raids(text: str) -> tuple[RaidArray, ...]:
    """Arrays, from /proc/mdstat (md(4)): "md0 : active raid1 sdb1[1] sda1[0](F)", then "[2/1] [U_]"; their names as mdadm has them."""
    stat, *details = re.split(r"^@ ", text, flags=re.MULTILINE)
    names = {told.partition("\n")[0].strip(): variables(told.partition("\n")[2]).get("MD_NAME", "") for told in details}
    found = []
    for name, words, more in re.findall(r"^(md\S+) : ((?:in)?active.*)\n((?:[ \t].*\n?)*)", stat + "\n", re.MULTILINE):
        level = re.search(r"\b(raid\d+|linear|multipath|faulty)\b", words)
        members = tuple(sorted(f"/dev/{member}" for member, mark in re.findall(r"(\S+)\[\d+\]((?:\(\w\))*)", words) if "(F)" not in mark))
        whole = re.search(r"\[(\d+)/(\d+)\]", more)
        short = "(F)" in words or words.startswith("inactive") or (whole is not None and int(whole[2]) < int(whole[1]))
        state = "rebuilding" if re.search(r"\b(resync|recovery|reshape)\s*=", more) else "degraded" if short else ""
        called = names.get(f"/dev/{name}", "")
        found.append(RaidArray(f"{name} ({called})" if called else name, level[1] if level is not None else "md", members, state))
    return tuple(found)


def _nics(part: Mapping[str, str]) -> tuple[PhysicalNic, ...]:
    """Cards that have a driver of a device (no bridges, bonds, tunnels)."""
    real = {}
    for line in part["links"].splitlines():
        words = line.split()
        if len(words) == 3:  # without a driver there are two words
            real[words[0]] = (words[1].rsplit("/", 1)[-1], words[2])
    addresses, states = _addresses(part["addresses"])
    gateways = _gateways(part["routes"])
    dns = tuple(line.split()[1] for line in part["resolver"].splitlines() if len(line.split()) > 1)
    return tuple(
        PhysicalNic(
            name=name,
            mac=mac.lower(),
            addresses=tuple(address for address, _ in addresses.get(name, ())),
            gateway=gateways.get(name, ""),
            dns=dns if gateways.get(name) else (),
            dhcp=any(dynamic for _, dynamic in addresses[name]) if addresses.get(name) else None,
            link_up=states.get(name, True),
            driver=driver,
        )
        for name, (driver, mac) in real.items()
    )


def _addresses(text: str) -> tuple[dict[str, list[tuple[str, bool]]], dict[str, bool]]:
    """Card → [(address/prefix, got from DHCP)], and whether its link is up."""
    found: dict[str, list[tuple[str, bool]]] = {}
    up: dict[str, bool] = {}
    try:
        rows = json.loads(text) if text.lstrip().startswith("[") else None
    except ValueError:
        rows = None
    if rows is None:
        for name, address, rest in re.findall(r"^\d+:\s+(\S+)\s+inet6?\s+(\S+)(.*)$", text, re.MULTILINE):
            if "scope global" in rest:
                found.setdefault(name, []).append((address, "dynamic" in rest))
        return found, up
    for row in rows:
        up[row.get("ifname", "")] = row.get("operstate") != "DOWN"
        for info in row.get("addr_info", ()):
            if info.get("scope") == "global":
                found.setdefault(row["ifname"], []).append((f"{info.get('local')}/{info.get('prefixlen')}", bool(info.get("dynamic"))))
    return found, up


def _gateways(text: str) -> dict[str, str]:
    with contextlib.suppress(ValueError):
        return {row.get("dev", ""): row.get("gateway", "") for row in json.loads(text)}
    return {device: gateway for gateway, device in re.findall(r"default via (\S+) dev (\S+)", text)}


def _running(processes: str, known: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    names = {word.rsplit("/", 1)[-1] for line in processes.splitlines() for word in line.split()[:2]}
    return tuple(dict.fromkeys(shown for program, shown in known if any(name == program or name.startswith(f"{program}_") for name in names)))
