"""What a physical machine tells of itself, and what the review makes of it."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from typing import Any

import pytest

from console.guests import physical_linux, physical_windows
from console.model.errors import ConsoleError
from console.model.physical import Content, PhysicalMachine, Severity, preselected, review, with_system
from console.model.physical_moment import How, in_use, leftovers, points, snapshots, start_of
from console.model.tools import GuestFamily
from console.operations.p2v.inventory_words import facts

MARK = "@m"
MIB = 1 << 20
LSBLK = {
    "blockdevices": [
        {
            "name": "sda", "kname": "sda", "pkname": None, "type": "disk", "size": 500107862016, "fstype": None, "label": None, "mountpoint": None,
            "model": "Samsung SSD 860", "serial": "S3Z1", "rm": False, "ro": False, "tran": "sata", "log-sec": 512, "pttype": "gpt", "parttype": None,
            "children": [
                {"name": "sda1", "kname": "sda1", "type": "part", "size": 536870912, "fstype": "vfat", "mountpoint": "/boot/efi", "pttype": "gpt",
                 "parttype": "c12a7328-f81f-11d2-ba4b-00a0c93ec93b"},
                {"name": "sda2", "kname": "sda2", "type": "part", "size": 499000000000, "fstype": "LVM2_member", "mountpoint": None, "pttype": "gpt",
                 "children": [
                     {"name": "vg-root", "kname": "dm-0", "type": "lvm", "size": 400000000000, "fstype": "ext4", "mountpoint": "/"},
                     {"name": "vg-swap", "kname": "dm-1", "type": "lvm", "size": 8000000000, "fstype": "swap", "mountpoint": "[SWAP]"},
                 ]},
            ],
        },
        {"name": "sdb", "kname": "sdb", "type": "disk", "size": "16000000000", "model": "Stick", "rm": "1", "tran": "usb", "log-sec": "512",
         "children": [{"name": "sdb1", "kname": "sdb1", "type": "part", "size": 15999000000, "fstype": "crypto_LUKS"}]},
        {"name": "sr0", "kname": "sr0", "type": "rom", "size": 1073741312},
        {"name": "loop0", "kname": "loop0", "type": "loop", "size": 100},
    ]
}  # fmt: skip

PVS = """  /dev/sda2|vg|1048576|0|10|4194304|31|60|root|0|linear|-wi-ao----|open
  /dev/sda2|vg|1048576|10|5|4194304|31|60|swap|0|linear|-wi-ao----|open
  /dev/sda2|vg|1048576|15|3|4194304|31|60|root|10|linear|-wi-ao----|open
  /dev/sda2|vg|1048576|18|2|4194304|31|60|pool|0|thin-pool|twi-aotz--|open
  /dev/sda2|vg|1048576|20|5|4194304|31|60|my-db|0|striped|-wi-ao----|open
  /dev/sdc|vg|1048576|0|4|4194304|31|4|idle|0|linear|-wi-a-----|
  /dev/sda2|vg|1048576|25|4|4194304|31|60|virtdeck_p2v_1_0|0|linear|sri-a-s---|
  /dev/sda2|vg|1048576|29|31|4194304|31|60||0|free||
  /dev/sdd||0|0|0|0|0|0||0|||
"""  # the columns as lvm2 2.03.16 printed them for a group that was made here; states and other types by lvs(8)


def answer(**changed: str) -> str:
    part = {
        "uname": "db1\n6.1.0-18-amd64\nx86_64",
        "release": 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"',
        "id": "0",
        "cpu": "8\nmodel name\t: Intel(R) Xeon(R) E-2224",
        "memory": "MemTotal:       16308208 kB",
        "firmware": "efi\n 1",
        "dmi": "sys_vendor=Dell Inc.\nproduct_name=PowerEdge T40\nproduct_serial=ABC1",
        "virtual": "none",
        "blocks": json.dumps(LSBLK),
        "starts": "dm-0/start:0\nsda1/start:2048\nsda2/start:1050624",
        "lvm": PVS,
        "raids": "",
        "space": "Filesystem Type 1024-blocks Used Available Capacity Mounted on\n"
        "/dev/mapper/vg-root ext4 390625000 1000000 1 1% /\n/dev/sda1 vfat 524288 6000 1 2% /boot/efi",
        "mounts": "/dev/mapper/vg-root / ext4 rw,relatime 0 0\nproc /proc proc rw 0 0",
        "addresses": json.dumps([
            {"ifname": "eno1", "operstate": "UP", "addr_info": [
                {"local": "192.0.2.7", "prefixlen": 24, "scope": "global", "dynamic": True}, {"local": "fe80::1", "prefixlen": 64, "scope": "link"}]},
        ]),
        "links": "eno1 /sys/bus/pci/drivers/e1000e AA:BB:CC:00:11:22\nlo  00:00:00:00:00:00\nvirbr0  52:54:00:00:00:01",
        "routes": json.dumps([{"dst": "default", "gateway": "192.0.2.1", "dev": "eno1"}]),
        "resolver": "nameserver 192.0.2.53",
        "processes": "postgres /usr/lib/postgresql/15/bin/postgres -D x\nsshd sshd: root\nvmtoolsd /usr/bin/vmtoolsd",
        "drivers": "virtio_blk\nvirtio_net\nvirtio_pci",
        "tools": "/usr/bin/zstd\n/usr/bin/sha256sum\n/usr/sbin/lvcreate",
        "root": "/dev/mapper/vg-root ext4",
        **changed,
    }  # fmt: skip
    return "motd\n" + "".join(f"\n{MARK} {name}\n{text}\n" for name, text in part.items()) + f"\n{MARK} end\n"


def linux(**changed: str) -> PhysicalMachine:
    return physical_linux.parse(answer(**changed), MARK)


def codes(machine: PhysicalMachine) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in review(machine)}


def test_linux() -> None:
    machine = linux()
    assert (machine.hostname, machine.family, machine.os_id, machine.os_version, machine.arch) == ("db1", GuestFamily.LINUX, "debian", "12", "x86_64")
    assert (machine.firmware, machine.secure_boot, machine.cpus, machine.memory_bytes) == ("efi", True, 8, 16308208 << 10)
    assert (machine.vendor, machine.product, machine.hypervisor, machine.root, machine.live_system) == ("Dell Inc.", "PowerEdge T40", "", True, False)
    system, stick = machine.disks
    assert (system.device, system.size_bytes, system.serial, system.bus, system.boot) == ("/dev/sda", 500107862016, "S3Z1", "sata", True)
    assert [p.content for p in system.partitions] == [Content.EFI, Content.LVM, Content.SYSTEM, Content.SWAP]
    assert system.partitions[2].device == "/dev/mapper/vg-root" and system.partitions[2].used_bytes == 1000000 << 10 and system.partitions[2].writable
    assert preselected(system) and not preselected(stick) and with_system(machine) is system
    (nic,) = machine.nics
    assert (nic.mac, nic.addresses, nic.gateway, nic.dns, nic.dhcp, nic.driver) == (
        "aa:bb:cc:00:11:22", ("192.0.2.7/24",), "192.0.2.1", ("192.0.2.53",), True, "e1000e")  # fmt: skip
    assert codes(machine) == {"luks": Severity.WARN, "incomplete": Severity.WARN, "services": Severity.WARN, "vendor-tools": Severity.INFO}
    assert machine.services == ("PostgreSQL",) and machine.vendor_tools == ("VMware Tools",) and "zstd" in machine.tools


def test_logical_volumes() -> None:
    """Where each is on the disks, which can be held still by a snapshot, why others can't, and what an earlier copy left."""
    machine = linux(tools="lvcreate\nfsfreeze\nsetsid")
    (group,) = machine.groups
    root = group.volumes[0]
    assert (group.name, group.extent_bytes, group.free_extents, group.others) == ("vg", 4 * MIB, 31, ("virtdeck_p2v_1_0",))
    assert [(s.offset, s.length, s.start) for s in root.stretches] == [(MIB, 40 * MIB, 0), (61 * MIB, 12 * MIB, 40 * MIB)]
    assert (group.heads[0].first, group.heads[0].last) == (MIB, 241 * MIB) and leftovers(machine) == ("vg/virtdeck_p2v_1_0",)
    assert [(v.name, v.linear, v.open) for v in group.volumes] == [
        ("root", True, True), ("swap", True, True), ("pool", False, True), ("my-db", False, True), ("idle", True, False)]  # fmt: skip
    assert group.volumes[3].device == "/dev/mapper/vg-my--db"
    system = machine.disks[0]
    assert system.partitions[0].start_bytes == MIB and start_of(system, "/dev/sda2") == 513 * MIB and start_of(system, "/dev/sdz") is None
    (snapshot,) = snapshots(machine, [system])
    assert snapshot.volume is root and snapshot.extents == 14, "not of swap, of what is not used, of what is not linear"
    assert [(point.mount, point.how) for point in points(machine, [system])] == [("/", How.SNAPSHOT)]
    assert [finding.code for finding in in_use(machine, [system])] == ["held", "leftovers"]
    assert [finding.code for finding in in_use(machine, [system], hold=False)] == ["mounted", "leftovers"]
    for changed in ({"tools": "dd"}, {"lvm": PVS.replace("|31|", "|0|")}, {"starts": "sda2/start:63"}, {"starts": ""}, {"lvm": ""}):
        (point,) = points(linux(**{"tools": "lvcreate", **changed}), linux(**changed).disks[:1])
        assert point.how is How.NOTHING and point.why is not None and point.why.english(), changed


MDSTAT = """Personalities : [raid1] [raid6] [raid5] [raid4]
md127 : active raid1 sdb3[1] sda3[0]
      4190208 blocks super 1.2 [2/2] [UU]
      bitmap: 0/1 pages [0KB], 65536KB chunk

md1 : active (auto-read-only) raid5 sdc1[3] sda4[0] sdb4[1](F)
      8380416 blocks super 1.2 level 5, 512k chunk, algorithm 2 [3/2] [U_U]

md2 : active raid1 sdb5[2] sda5[0]
      4190208 blocks super 1.2 [2/1] [U_]
      [==>..................]  recovery = 12.6% (528000/4190208) finish=1.1min speed=52800K/sec

unused devices: <none>
@ /dev/md127
MD_LEVEL=raid1
MD_DEVICES=2
MD_NAME=db1:boot
MD_DEVICE_dev_sda3_DEV=/dev/sda3
"""  # as md(4) and mdadm(8) have them: this kernel has no md


def test_software_raid() -> None:
    """Level, members, names and states; a warning where one is not whole, or a disk of it stays behind."""
    machine = linux(raids=MDSTAT)
    assert [(raid.name, raid.level, raid.members, raid.state) for raid in machine.raids] == [
        ("md127 (db1:boot)", "raid1", ("/dev/sda3", "/dev/sdb3"), ""),
        ("md1", "raid5", ("/dev/sda4", "/dev/sdc1"), "degraded"), ("md2", "raid1", ("/dev/sda5", "/dev/sdb5"), "rebuilding")]  # fmt: skip
    texts = [finding.text.english() for finding in review(machine) if finding.code == "raid"]
    assert len(texts) == 2 and "md1" in texts[0] and "rebuilt" in texts[1]
    assert "incomplete" in codes(machine), "the group's /dev/sdc and /dev/sdd"
    (group,) = machine.groups
    whole = dataclasses.replace(machine, raids=(), groups=(dataclasses.replace(group, heads=group.heads[:1]),))
    assert "incomplete" not in codes(whole)
    one = dataclasses.replace(whole, raids=(dataclasses.replace(machine.raids[0], members=("/dev/sda2", "/dev/sdz1")),))
    assert any("/dev/sdz1" in finding.text.english() for finding in review(one) if finding.code == "incomplete")


def test_the_inventory_in_words() -> None:
    rows = [f"{what.english()}: {found}" for what, found in facts(linux(raids=MDSTAT))]
    for words in ("Operating system: Debian GNU/Linux 12 (bookworm)", "Firmware: UEFI, Secure Boot", "CPUs: 8, Intel",
                  "Disk: /dev/sda, 465.8 GiB, ", "SATA, Samsung SSD 860 S3Z1", "Software RAID: md1: RAID5 of /dev/sda4, /dev/sdc1; a disk is missing",
                  "Volume group: vg: root 52 MiB, swap 20 MiB, ", "Network card: eno1, aa:bb:cc:00:11:22, 192.0.2.7/24, DHCP, gateway 192.0.2.1",
                  "Running programs that write: PostgreSQL", "Mounted for writing: /"):  # fmt: skip
        assert any(words in row for row in rows), (words, rows)
    assert [f"{what.english()}: {found}" for what, found in facts(windows())][1] == (
        "Operating system: Microsoft Windows Server 2019 Standard 10.0.17763")  # fmt: skip


def test_what_can_be_frozen() -> None:
    """A small file system directly on the disk, that the machine does not need to go on."""
    mounts = "/dev/sda1 /boot/efi vfat rw 0 0\n/dev/mapper/vg-root / ext4 rw 0 0"
    machine = linux(tools="lvcreate\nfsfreeze\nsetsid", mounts=mounts)
    found = {point.mount: point for point in points(machine, machine.disks)}
    assert {mount: point.how for mount, point in found.items()} == {"/boot/efi": How.FREEZE, "/": How.SNAPSHOT}
    assert points(dataclasses.replace(machine, live_system=True), machine.disks) == ()
    (disk,) = machine.disks[:1]
    for changed in ({"size_bytes": 3 << 30}, {"mount": "/var"}, {"filesystem": "zfs_member"}, {"start_bytes": None}):
        other = dataclasses.replace(disk, partitions=(dataclasses.replace(disk.partitions[0], **changed),))  # type: ignore[arg-type]
        (point,) = points(machine, [other])
        assert point.how is How.NOTHING and point.why is not None, changed


def test_an_old_linux_without_json() -> None:
    pairs = (
        'NAME="sda" KNAME="sda" PKNAME="" TYPE="disk" SIZE="1000" MODEL="OLD DISK" SERIAL="1" RM="0" RO="0" TRAN="sas" LOG-SEC="512"\n'
        'NAME="sda1" KNAME="sda1" PKNAME="sda" TYPE="part" SIZE="900" FSTYPE="xfs" MOUNTPOINT="/" RM="0" LOG-SEC="512"'
    )
    machine = linux(
        blocks=pairs,
        addresses="2: eth0    inet 192.0.2.9/24 brd 192.0.2.255 scope global dynamic eth0\\ valid\n",
        links="eth0 /sys/bus/pci/drivers/tg3 00:11:22:33:44:55",
        routes="default via 192.0.2.1 dev eth0 proto dhcp",
        firmware="",
        drivers="virtio_pci",
        id="1000",
    )
    assert machine.disks[0].boot and machine.disks[0].model == "OLD DISK" and machine.firmware == "bios"
    assert machine.nics[0].addresses == ("192.0.2.9/24",) and machine.nics[0].gateway == "192.0.2.1" and machine.nics[0].dhcp
    assert codes(machine)["not-root"] is Severity.BLOCK and codes(machine)["no-virtio"] is Severity.WARN
    assert "not-root" not in codes(linux(id="1000\nsudo"))


def test_rescue_media() -> None:
    machine = linux(root="overlay overlay", mounts="overlay / overlay rw 0 0", processes="sh sh")
    assert machine.live_system and in_use(dataclasses.replace(machine, groups=()), machine.disks) == ()


def test_the_script_runs_here() -> None:
    """With this machine's own shell: every section ends, and the answer is read."""
    script, mark = physical_linux.script()
    done = subprocess.run(["sh", "-s"], input=script, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stderr == ""
    machine = physical_linux.parse(done.stdout, mark)
    assert machine.hostname and machine.cpus > 0 and machine.memory_bytes > 1 << 28 and machine.kernel


@pytest.mark.parametrize("output", ["", "motd", f"{MARK} uname\nx\n", f"{MARK} begin\n"])
def test_no_answer(output: str) -> None:
    with pytest.raises(ConsoleError):
        physical_linux.parse(output, MARK)
    with pytest.raises(ConsoleError):
        physical_windows.parse(output)


def windows(**changed: Any) -> PhysicalMachine:
    told = {
        "version": 1, "admin": True, "host": "SRV1", "caption": "Microsoft Windows Server 2019 Standard", "release": "10.0.17763", "arch": "AMD64",
        "memory": "17179869184", "cpus": 8, "cpu": "Xeon", "vendor": "HPE", "product": "ProLiant", "serial": "X", "firmware": "2", "secure": True,
        "locked": "D:", "fast": True, "hiber": True, "signed": False, "services": ["MSSQLSERVER", "Spooler", "VMTools"],
        "disks": {"number": 0, "size": "240057409536", "model": "HPE SSD", "serial": "S", "bus": "SATA", "sector": 512,
                  "table": "GPT", "system": True,
                  "parts": [
                      {"number": 1, "size": "104857600", "gpt": "{c12a7328-f81f-11d2-ba4b-00a0c93ec93b}", "system": True, "fs": "FAT32"},
                      {"number": 2, "size": "16777216", "letter": "", "gpt": "{e3c9e316-0b5c-4db8-817d-f92df00215ae}", "fs": ""},
                      {"number": 3, "size": "200000000000", "letter": "C", "boot": True, "fs": "NTFS", "used": "50000000000"},
                      {"number": 4, "size": "30000000000", "letter": "D", "fs": "", "used": ""},
                  ]},
        "nics": [{"name": "Ethernet", "mac": "00-15-5D-00-00-01", "up": True, "driver": "e1d.sys", "dhcp": False, "addresses": "192.0.2.20/24",
                  "gateway": "192.0.2.1", "dns": ["192.0.2.53"]}],
        **changed,
    }  # fmt: skip
    return physical_windows.parse("banner\r\n" + json.dumps(told))


def test_windows() -> None:
    machine = windows()
    assert (machine.family, machine.firmware, machine.secure_boot, machine.arch, machine.os_version) == (
        GuestFamily.WINDOWS,
        "efi",
        True,
        "x86_64",
        "10.0.17763",
    )
    (disk,) = machine.disks
    assert disk.device == r"\\.\PhysicalDrive0" and disk.boot and preselected(disk)
    assert [p.content for p in disk.partitions] == [Content.EFI, Content.RESERVED, Content.SYSTEM, Content.BITLOCKER]
    assert machine.nics[0].mac == "00:15:5d:00:00:01" and machine.nics[0].addresses == ("192.0.2.20/24",) and machine.nics[0].dhcp is False
    assert machine.services == ("Microsoft SQL Server",) and machine.vendor_tools == ("VMware Tools",)
    assert {"bitlocker", "fast-startup", "services", "vendor-tools"} <= codes(machine).keys()
    assert codes(windows(signed=True))["signing"] is Severity.WARN
    assert codes(windows(admin=False))["not-root"] is Severity.BLOCK
    assert codes(dataclasses.replace(machine, hibernated=True))["hibernated"] is Severity.BLOCK
    assert codes(windows(disks=None))["no-disk"] is Severity.BLOCK


def test_how_powershell_is_asked() -> None:
    """The loader fits into what cmd.exe takes; script and plan come by standard input, the script's lines counted."""
    argv, stdin = physical_windows.asked("first\n@'\nsecond\n'@", b"0 512 d 512 0 1\n")
    assert len(" ".join(argv)) < 8000 and argv[-2] == "-EncodedCommand" and stdin == b"4\nfirst\n@'\nsecond\n'@\n0 512 d 512 0 1\n"
    assert physical_windows.quoted("a'b") == "'a''b'" and physical_windows.reading("'@DISK@' '@WHAT@'", "d", "sums") == "'d' 'sums'"
