"""A VM that arrives on a host, from a package or from another host: its volumes, its definition (marked *importing*), and what belongs to it."""

from __future__ import annotations

import dataclasses
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console.formats.description import PackageSnapshot
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.objects import StorageRepository, Volume
from console.model.ports import HostPort
from console.model.spec import VmSpec
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.create import volume_name
from console.operations.making import Made, NewVolume, make_volume, short_of
from console.operations.p2v.convert import Conversion
from console.operations.subject import wait_for
from console.xml.build import DiskSource, build_domain
from console.xml.clone import NewSource, nvram_path
from console.xml.imported import Imported, disk_targets, imported_xml
from console.xml.snapshot import restored_snapshot
from console.xml.template import arrived_template

log = logging.getLogger("virtdeck.operations")

SHOW_SECONDS = 15.0
NVRAM_SECONDS = 60.0
_THIN_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class NewDisk:
    """Where a disk goes. ``size_bytes`` 0 = only the end of the package's stream tells."""

    id: str  # of the disk in the package
    name: str
    repository: str  # uuid on the target host
    format: str = "qcow2"
    thin: bool = True
    size_bytes: int = 0
    needs_bytes: int = 0  # what it will take at least, as far as it can be told
    image: str = ""  # id of its whole image in the package, with the snapshots in it, which is taken as it is

    @property
    def source(self) -> str:
        """What of the package is read for it."""
        return self.image or self.id


@dataclass(frozen=True, slots=True)
class NewVm:
    """What becomes of a VM: made from ``spec``, or from the domain XML that it brings (``bundle``)."""

    spec: VmSpec
    disks: tuple[NewDisk, ...]  # in the order of ``spec.disks``
    conversion: Conversion | None = None
    bundle: Imported | None = None
    domain_xml: str = ""
    places: tuple[int, ...] = ()  # of each disk among those of the domain XML
    nvram: bytes = b""
    restored: bool = False  # with the UUID that it had
    snapshots: tuple[PackageSnapshot, ...] = ()  # whose contents come inside its disks' images
    current_snapshot: str = ""
    template: bool = False  # it was a template, and is one again

    @property
    def ref(self) -> Ref:
        """The VM that will be there."""
        return Ref(Kind.VM, self.spec.host, self.spec.uuid)


# --------------------------------------------------------------------------- its disks


def repository_of(ctx: Context, host: HostId, disk: NewDisk) -> StorageRepository:
    """Where this disk goes; ConsoleError(GONE)."""
    found = ctx.inventory.get(Ref(Kind.STORAGE, host, disk.repository))
    if not isinstance(found, StorageRepository):
        raise ConsoleError(N_("The storage repository does not exist any more."), cause=Cause.GONE)
    return found


async def check_space(ctx: Context, port: HostPort, vms: Sequence[NewVm], sizes: Mapping[str, int], attempt: Text) -> None:
    """Free space over all disks (``sizes`` by id) of all VMs. ConsoleError(NO_SPACE) with the repository that has too little."""
    needed: dict[str, int] = {}
    disks = [disk for vm in vms for disk in vm.disks]
    for disk in disks:
        size = sizes[disk.id]
        needed[disk.repository] = needed.get(disk.repository, 0) + (max(_THIN_BYTES, min(disk.needs_bytes, size)) if disk.thin else size)
    for disk in {disk.repository: disk for disk in disks}.values():
        repository = repository_of(ctx, port.id, disk)
        free = await short_of(port, repository, needed[disk.repository])
        if free is not None:
            raise ConsoleError(
                N_(
                    "{attempt}: its disks need {needed} MiB at once, and {repository} has {free} MiB free.",
                    attempt=attempt,
                    needed=-(-needed[disk.repository] // (1 << 20)),
                    repository=repository.name,
                    free=free >> 20,
                ),
                cause=Cause.NO_SPACE,
                remedy=N_("Choose another storage repository, or make space."),
            )


async def make_disk(ctx: Context, port: HostPort, made: Made, vm: NewVm, disk: NewDisk, size: int, title: Text) -> Volume:
    """The empty volume of a disk; removed again if the operation does not end well."""
    repository = repository_of(ctx, port.id, disk)
    name = volume_name(vm.spec.name, disk.format, repository)
    return await make_volume(ctx, port, made, NewVolume(repository.uuid, name, size, disk.format, disk.thin), title)


# --------------------------------------------------------------------------- its definition


def domain_of(vm: NewVm, volumes: Sequence[Volume]) -> str:
    """The domain over its volumes."""
    if vm.bundle is None:
        return build_domain(vm.spec, [DiskSource(v.path, v.format or "raw", _kind(v)) for v in volumes])
    return bundle_xml(vm, [new_source(v) for v in volumes])[0]


def bundle_xml(vm: NewVm, sources: Sequence[NewSource]) -> tuple[str, tuple[Text, ...]]:
    """The domain of a VM that brings its own XML, and what could not be taken over."""
    return imported_xml(vm.domain_xml, _bundle(vm, sources))


def _bundle(vm: NewVm, sources: Sequence[NewSource]) -> Imported:
    assert vm.bundle is not None
    nvram = vm.bundle.nvram
    if vm.nvram and not nvram and sources and sources[0].kind == "file":  # libvirt's own folder is not known: beside its first disk
        nvram = f"{sources[0].path.rpartition('/')[0]}/{nvram_name(vm.spec)}"
    return dataclasses.replace(vm.bundle, disks=dict(zip(vm.places, sources, strict=True)), nvram=nvram)


def nvram_name(spec: VmSpec) -> str:
    """File name of a VM's firmware variables."""
    return f"{spec.name.replace('/', '-')[:60]}-{spec.uuid[:8]}_VARS.fd"


def new_source(volume: Volume) -> NewSource:
    """A volume as a disk's source."""
    kind = _kind(volume)
    path = re.sub(r"^(\w+)://[^/]*/", r"\1:", volume.path) if kind == "network" else volume.path
    return NewSource(path, volume.format or "raw", kind)


def _kind(volume: Volume) -> str:
    return volume.type if volume.type in ("file", "block", "network") else "file"


# --------------------------------------------------------------------------- what belongs to it


async def write_nvram(ctx: Context, port: HostPort, vm: NewVm) -> None:
    """The firmware's variables into the file that libvirt has for them; undefining the VM removes it too."""
    if not vm.nvram:
        return
    path = nvram_path(await port.domain_xml(vm.spec.uuid, inactive=True))
    if not path:  # libvirt names it at the first start: then they begin empty
        log.warning("%s: its firmware's variables begin empty: libvirt names no file for them", vm.spec.name)
        return
    host = ctx.inventory.host(port.id)
    where = None if host is None or host.record.local else port.id
    script = 'set -C; umask 077; mkdir -p -- "$(dirname -- "$1")"; cat > "$1"; chown --reference="$(dirname -- "$1")" -- "$1" 2>/dev/null || :'
    result = await ctx.shield(
        ctx.world.programs.run(["sh", "-c", script, "sh", path], host=where, deadline=NVRAM_SECONDS, stdin=vm.nvram, check=False)
    )
    if result.status:
        raise ConsoleError(
            N_("{name} could not be imported: its firmware's variables could not be written to {path}.", name=vm.spec.name, path=path),
            cause=Cause.REFUSED,
            detail=result.stderr.strip(),
        )


async def restore_snapshots(ctx: Context, port: HostPort, vm: NewVm, volumes: Sequence[Volume]) -> None:
    """Tell the host of the snapshots that came inside the images."""
    if vm.bundle is None or not vm.snapshots:
        return
    ctx.phase(N_("Restoring its snapshots"))
    sources = [new_source(volume) for volume in volumes]
    targets = disk_targets(vm.domain_xml)
    by_target = {targets[place]: source for place, source in zip(vm.places, sources, strict=True)}
    new = _bundle(vm, sources)
    for each in vm.snapshots:
        xml = restored_snapshot(each.xml, new, by_target)
        await ctx.shield(port.define_snapshot(vm.spec.uuid, xml, current=each.name == vm.current_snapshot))


async def complete(ctx: Context, port: HostPort, vm: NewVm) -> None:
    """Everything of it is there: it is a VM (or template) like any other, and its host shows it."""
    ctx.phase(N_("Finishing the VM"))
    if vm.template:
        await ctx.shield(port.define(arrived_template(await port.domain_xml(vm.spec.uuid, inactive=True, secure=True))))
    await ctx.shield(port.set_metadata(vm.spec.uuid, "importing", None))
    shown = await wait_for(ctx.inventory, vm.ref, lambda found: found is not None and found.config is not None and not found.importing, SHOW_SECONDS)
    if not shown:
        raise ConsoleError(N_("{name} could not be created: its host accepted it, but does not show it.", name=vm.spec.name), cause=Cause.TIMEOUT)
