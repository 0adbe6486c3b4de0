"""XVA (XenServer, XCP-ng; version 2), read as a stream.

Traps, all from xapi's own reader and writer: the offset on the disk is *accumulated* (gaps count by
the length of the archive's first chunk), never the chunk's number × 1 MiB, because after five seconds of zeros a writer emits an empty
chunk that uses up a number; the last chunk may be short; disks come in the order of their references sorted as *strings*; a checksum
follows each chunk, XXH64 in 16 hex digits (``.xxhash``) or SHA-1 (``.checksum``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import xxhash

from console.formats.blocks import MAX_CAPACITY, MIB, Bytes, Chunk, is_zero
from console.formats.broken import Where, readable
from console.formats.description import Description, PackageDisk, PackageNetwork, PackageNic, PackageVm
from console.formats.images import ImageInfo
from console.formats.ovf import mac_of
from console.formats.package import DiskStream, LocalImage, Signed
from console.formats.safexml import XML_LIMIT
from console.formats.tar import Member, TarReader
from console.formats.xmlrpc import Value, loads
from console.model.text import N_, Text

_CHUNK_LIMIT = 16 * MIB
_NAME = re.compile(r"((?:Opaque)?Ref:[0-9A-Za-z-]{1,64})/(\d{8,12})(\.xxhash|\.checksum)?")
_NO_LIMIT = 1 << 62
_KEPT = 1 << 18
"""Digests that are kept for the table at the end: disks of 256 GiB. Of what is more nothing is said."""
Record = Mapping[str, Value]


# --------------------------------------------------------------------------- ova.xml


@dataclass(frozen=True, slots=True)
class _Objects:
    """The records by class and reference."""

    by_id: Mapping[str, Record]
    of_class: Mapping[str, tuple[tuple[str, Record], ...]]

    def get(self, reference: Value | None) -> Record:
        return self.by_id.get(reference, {}) if isinstance(reference, str) else {}


def _struct(value: Value | None) -> Record:
    return value if isinstance(value, Mapping) else {}


def _string(record: Record, key: str) -> str:
    value = record.get(key, "")
    return value if isinstance(value, str) else ""


def _references(record: Record, key: str) -> list[str]:
    value = record.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _whole(record: Record, key: str, where: Where, what: Text) -> int:
    text = _string(record, key).strip()
    if not re.fullmatch(r"\d{1,19}", text) or int(text) > MAX_CAPACITY:
        raise where.broken(what)
    return int(text)


def _objects(document: Record, where: Where) -> _Objects:
    by_id: dict[str, Record] = {}
    of_class: dict[str, list[tuple[str, Record]]] = {}
    listed = document.get("objects")
    for each in listed if isinstance(listed, list) else []:
        entry = _struct(each)
        id, kind, record = _string(entry, "id"), _string(entry, "class"), _struct(entry.get("snapshot"))
        if not id or id in by_id:
            raise where.broken(N_("an object is described twice, or without a reference"))
        by_id[id] = record
        of_class.setdefault(kind, []).append((id, record))
    return _Objects(by_id, {kind: tuple(records) for kind, records in of_class.items()})


def read_ova_xml(data: bytes, where: Where) -> Description:
    """The description in an ``ova.xml``. BadFile."""
    document = loads(data, where)
    if not isinstance(document, Mapping) or "objects" not in document:
        raise where.broken(N_("it is not a description that XenServer writes"))
    objects = _objects(document, where)
    version = _struct(document.get("version"))
    warnings: list[Text] = []
    networks: dict[str, PackageNetwork] = {}
    vms: list[PackageVm] = []
    used: set[str] = set()
    snapshots = 0
    for id, record in objects.of_class.get("VM", ()):
        if record.get("is_a_snapshot") is True:
            snapshots += 1
            used.update(_string(objects.get(each), "VDI") for each in _references(record, "VBDs"))
            continue
        vm = _vm(id, record, objects, networks, warnings, where)
        used.update(disk.id for disk in (*vm.disks, *vm.cds))
        vms.append(vm)
    if not vms:
        raise where.broken(N_("no virtual machine is described"))
    if snapshots:
        warnings.append(N_("{n} snapshots are in the package and left out: only the present state is imported.", n=snapshots))
    for kind, records in objects.of_class.items():
        if kind in ("VGPU", "PVS_proxy", "VUSB", "VTPM") and records:
            warnings.append(N_("The device {name} (type {type}) is left out.", name=readable(kind), type="XenServer"))
    spare = tuple(
        PackageDisk(id, _string(record, "name_label"), (id,), "raw", "", _size(record, where.inside(id)))
        for id, record in objects.of_class.get("VDI", ())
        if id not in used and _string(_struct(objects.get(record.get("SR"))), "content_type") != "iso"
    )
    producer = " ".join(part for part in (_string(version, "product_brand"), _string(version, "product_version")) if part)
    return Description(
        "xva", _string(version, "export_vsn") or "0", producer, tuple(vms), tuple(networks.values()), (), spare,
        tuple(sorted(id for id, _ in objects.of_class.get("VDI", ()))), tuple(warnings),
    )  # fmt: skip


def _size(record: Record, where: Where) -> int:
    return _whole(record, "virtual_size", where, N_("its size is not a possible number"))


def _vm(id: str, record: Record, objects: _Objects, networks: dict[str, PackageNetwork], warnings: list[Text], where: Where) -> PackageVm:
    name = _string(record, "name_label") or id
    platform, boot, other = (_struct(record.get(key)) for key in ("platform", "HVM_boot_params", "other_config"))
    hvm = bool(_string(record, "HVM_boot_policy")) or _string(record, "domain_type") in ("hvm", "pv_in_pvh", "pvh")
    disks, cds = _vbds(record, objects, hvm, where)
    nics = []
    for reference in sorted(_references(record, "VIFs"), key=lambda each: _position(_string(objects.get(each), "device"))):
        vif = objects.get(reference)
        label = _string(objects.get(vif.get("network")), "name_label")
        if label:
            networks.setdefault(label, PackageNetwork(label, _string(objects.get(vif.get("network")), "name_description")))
        nics.append(PackageNic(label, mac_of(_string(vif, "MAC")), "", _string(vif, "device")))
    if _string(record, "power_state") == "Suspended":
        warnings.append(N_("{vm} was suspended: its memory is left out, and it will start as after a power cut.", vm=name))
    cores = _string(platform, "cores-per-socket")
    memory = next(
        (int(_string(record, key)) for key in ("memory_dynamic_max", "memory_static_max") if re.fullmatch(r"[1-9]\d{0,17}", _string(record, key))), 0
    )
    words = _string(other, "os_distro") or _string(record, "reference_label") or _string(other, "base_template_name")
    return PackageVm(
        id, name, _string(record, "name_description"), _string(record, "uuid"),
        cpus=max(1, min(4096, _whole(record, "VCPUs_max", where.inside(name), N_("its number of processors or size of memory is not possible")))),
        cores_per_socket=int(cores) if re.fullmatch(r"\d{1,3}", cores) else 0, memory_bytes=memory,
        firmware=("efi" if _string(boot, "firmware") == "uefi" else "bios") if hvm else "",
        secure_boot=_string(platform, "secureboot") == "true", tpm=_string(platform, "vtpm") == "true",
        os=words, windows=True if "windows" in words.lower() or _string(platform, "viridian") == "true" else False if words else None,
        paravirtual=not hvm, disks=disks, cds=cds, nics=tuple(nics),
        start_order=_order(record), start_delay_seconds=_order_delay(record), template=record.get("is_a_template") is True,
    )  # fmt: skip


def _order(record: Record) -> int | None:
    text = _string(record, "order")
    return int(text) if re.fullmatch(r"[1-9]\d{0,5}", text) else None


def _order_delay(record: Record) -> int:
    text = _string(record, "start_delay")
    return int(text) if re.fullmatch(r"\d{1,6}", text) else 0


def _position(device: str) -> tuple[int, str]:
    return (int(device) if re.fullmatch(r"\d{1,4}", device) else 1 << 20, device)


def _vbds(record: Record, objects: _Objects, hvm: bool, where: Where) -> tuple[tuple[PackageDisk, ...], tuple[PackageDisk, ...]]:
    disks: list[PackageDisk] = []
    cds: list[PackageDisk] = []
    for reference in sorted(_references(record, "VBDs"), key=lambda each: _position(_string(objects.get(each), "userdevice"))):
        vbd = objects.get(reference)
        device = _string(vbd, "userdevice")
        unit = int(device) if re.fullmatch(r"\d{1,3}", device) else None
        if _string(vbd, "type") == "CD":
            cds.append(PackageDisk(reference, bus="ide" if hvm else "xen", unit=unit, device="cdrom"))
            continue
        target = _string(vbd, "VDI")
        vdi = objects.get(target)
        if not vdi or vbd.get("empty") is True:
            continue
        disks.append(
            PackageDisk(
                target, _string(vdi, "name_label"), (target,), "raw", "", _size(vdi, where.inside(target)), bus="xen", unit=unit,
                boot=vbd.get("bootable") is True,
            )
        )  # fmt: skip
    return tuple(disks), tuple(cds)


# --------------------------------------------------------------------------- the disks


@dataclass(frozen=True, slots=True)
class _Part:
    """A chunk of a disk in the archive."""

    reference: str
    number: int
    checksum: str  # "", ".xxhash", ".checksum"
    member: Member


class XvaReader:
    """The archive behind an XVA: its description, and its disks one after another. Also its container."""

    def __init__(self, source: Bytes, reopen: Callable[[], Bytes] | None = None) -> None:
        self._source, self._reopen = source, reopen
        self._where = source.where
        first = next(self._reader().members(), None)
        if first is None or first.name != "ova.xml":
            raise self._where.broken(N_("its first member is not ova.xml"), 0)
        if first.size > XML_LIMIT:
            raise self._where.inside("ova.xml").broken(
                N_("it has {size} bytes; a description of more than {limit} is not accepted", size=first.size, limit=XML_LIMIT)
            )
        self.description = read_ova_xml(source.exactly(first.data, first.size), self._where.inside("ova.xml"))
        self._begin = first.after
        self._at = first.after  # header of the next member, as far as has been read
        self._places: dict[str, int] = {}  # reference → header of its first chunk
        self._current = ""  # the disk that was read last
        self._first_length = 0  # of the first chunk of the archive: what a gap counts
        self._bare: dict[str, str] = {}  # chunk without a checksum of its own → its SHA-1, for the table at the end
        self._table: Record | None = None
        self._unproven: set[str] = set()  # disks with more such chunks than are kept
        self.order = self.description.files

    def _reader(self) -> TarReader:
        return TarReader(self._source, limit=_NO_LIMIT, distinct=False)

    # the container's side; XVA files have no members that are files of their own
    def names(self) -> tuple[str, ...]:
        return self.order

    def file(self, name: str) -> Bytes:
        raise self._where.inside(name).broken(N_("the package refers to it, and it is not there"))

    def local(self, name: str) -> LocalImage | None:
        return None

    def signed(self) -> Signed:
        return Signed()

    def close(self) -> None:
        """The source belongs to whoever opened it."""

    # ------------------------------------------------------------------ reading

    def open(self, disk: PackageDisk) -> DiskStream:
        """A disk as a stream. From a source that can't go back, in the order of the archive."""
        assert disk.capacity_bytes is not None
        return DiskStream(ImageInfo("raw", disk.capacity_bytes), disk.capacity_bytes, self._chunks(disk), lambda: None)

    def finish(self) -> None:
        """Compare the chunks without a checksum of their own with the table at the end (export_vsn 0), as far as there is one. BadFile."""
        if self._bare and self._table is None:
            for _ in self._parts(self._at):  # disks that nobody wanted are before it
                pass
        for name, said in (self._table or {}).items():
            if name in self._bare and str(said).strip().lower() != self._bare.pop(name):
                raise self._where.inside(name).broken(N_("it is not what the table of checksums at the end says"))

    def proven(self, reference: str) -> bool:
        """Whether every chunk of a disk that was read had a checksum, its own or in the table."""
        return reference not in self._unproven and not any(name.startswith(f"{reference}/") for name in self._bare)

    def _parts(self, start: int) -> Iterator[_Part]:
        for member in self._reader().members(start):
            match = _NAME.fullmatch(member.name)
            inside = self._where.inside(member.name)
            if match is None:
                if member.name == "checksum.xml" and member.size <= XML_LIMIT:
                    self._table = _struct(loads(self._source.exactly(member.data, member.size), inside))
                    continue
                raise inside.broken(N_("it is not a member that an XVA has"), member.header)
            if member.size > (64 if match[3] else _CHUNK_LIMIT):
                raise inside.broken(N_("it has an impossible size ({n} bytes)", n=member.size), member.header)
            if not match[3] and not self._first_length and member.size:
                self._first_length = member.size
            yield _Part(match[1], int(match[2]), match[3] or "", member)

    def _find(self, reference: str) -> Iterator[_Part]:
        """The parts from the first of this disk on."""
        start = self._places.get(reference)
        if start is None:
            start = self._at
        elif self._source.forward:
            if self._reopen is None:
                raise self._where.inside(reference).broken(
                    N_("it has gone by already, and this source can't go back"), remedy=N_("Save the file first, and open it from there.")
                )
            self._source, start = self._reopen(), self._begin
        last = self._current if start == self._at else ""
        for part in (parts := self._parts(start)):
            if part.reference != last and not part.checksum:
                if self._places.setdefault(part.reference, part.member.header) != part.member.header:
                    raise self._where.inside(part.member.name).broken(N_("its disk was complete before: it comes twice"), part.member.header)
                last = part.reference
            self._current = part.reference
            if part.reference == reference:
                yield part
                yield from parts
                return
            self._at = max(self._at, part.member.after)
        raise self._where.inside(reference).broken(N_("the disk is described, and its content is not there"))

    def _chunks(self, disk: PackageDisk) -> Iterator[Chunk]:
        size = cast(int, disk.capacity_bytes)
        if not size:
            return
        at, last = 0, -1
        waiting: tuple[_Part, bytes] | None = None  # a chunk whose checksum comes next
        for part in self._find(disk.id):
            inside, header = self._where.inside(part.member.name), part.member.header
            if part.reference != disk.id:
                break
            if part.checksum:
                if waiting is None or waiting[0].number != part.number:
                    raise inside.broken(N_("it is the checksum of a part that is not before it"), header)
                self._check(part, waiting[1])
                waiting = None
            else:
                if part.number <= last:
                    raise inside.broken(N_("its number is not greater than the one before"), header)
                gap = (part.number - last - 1) * self._first_length
                if at + gap + part.member.size > size:
                    raise inside.broken(N_("it lies behind the end of the disk, which has {n} bytes", n=size), header)
                if gap:
                    yield Chunk(at, gap, None)
                    at += gap
                data = self._source.exactly(part.member.data, part.member.size)
                self._note(waiting)
                waiting = part, data
                last = part.number
                if data:
                    yield Chunk(at, len(data), None if is_zero(data) else data)
                    at += len(data)
            self._at = max(self._at, part.member.after)
        self._note(waiting)
        if at != size:
            raise self._where.inside(disk.id).broken(N_("the disk ends after {n} of {m} bytes", n=at, m=size))

    def _note(self, waiting: tuple[_Part, bytes] | None) -> None:
        """A chunk that no checksum came for."""
        if waiting is not None and len(self._bare) >= _KEPT:
            self._unproven.add(waiting[0].reference)
        elif waiting is not None:
            self._bare[waiting[0].member.name] = hashlib.sha1(waiting[1], usedforsecurity=False).hexdigest()

    def _check(self, part: _Part, data: bytes) -> None:
        said = self._source.exactly(part.member.data, part.member.size).strip().decode("ascii", "replace")
        found = xxhash.xxh64(data).hexdigest() if part.checksum == ".xxhash" else hashlib.sha1(data, usedforsecurity=False).hexdigest()
        if said.lower() != found:
            raise self._where.inside(part.member.name).broken(N_("the part before it is not what its checksum says"), part.member.header)
