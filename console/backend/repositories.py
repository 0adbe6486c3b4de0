"""Storage repositories as a whole: start, stop, delete, trial, what a server offers; lists of very many volumes in parts.

Plain blocking functions over a virConnect, for a worker thread; :class:`ConsoleError` only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import libvirt

from console.backend.errors import cause_of, is_code, translate
from console.backend.volumes import telling
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import StorageRepository, Volume
from console.model.storage_spec import Found
from console.model.text import N_
from console.xml.repositories import parse_sources
from console.xml.storage import parse_repository, parse_volume


def pool_of(conn: libvirt.virConnect, repository: str) -> libvirt.virStoragePool:
    """The repository with this UUID; ConsoleError(GONE) when there is none."""
    with telling(N_("The storage repository could not be opened")):
        return conn.storagePoolLookupByUUIDString(repository)


def start(conn: libvirt.virConnect, repository: str) -> None:
    """Make it usable. Running already is as good."""
    pool = pool_of(conn, repository)
    what = N_("The storage repository {name} could not be started", name=pool.name())
    with telling(what):
        if not pool.isActive():
            pool.create(0)


def stop(conn: libvirt.virConnect, repository: str) -> None:
    """Make it unusable; its contents stay. Stopped already is as good."""
    pool = pool_of(conn, repository)
    with telling(N_("The storage repository {name} could not be stopped", name=pool.name())):
        if pool.isActive():
            pool.destroy()


def set_autostart(conn: libvirt.virConnect, repository: str, on: bool) -> None:
    """Start it with the host, or not."""
    pool = pool_of(conn, repository)
    with telling(N_("Starting the storage repository {name} with its host could not be changed", name=pool.name())):
        pool.setAutostart(int(on))


def delete(conn: libvirt.virConnect, repository: str, *, storage: bool = False) -> None:
    """Stop it and take it off the host's list; its contents stay where they are.

    ``storage``: remove the empty folder or volume group too (virStoragePoolDelete, which refuses a folder with something in it).
    """
    pool = pool_of(conn, repository)
    with telling(N_("The storage repository {name} could not be deleted", name=pool.name())):
        was_active = bool(pool.isActive())
        if was_active:
            pool.destroy()
        if not _exists(conn, repository):  # a temporary one is gone when it stops
            return
        if storage:
            try:
                pool.delete(0)
            except libvirt.libvirtError:
                if was_active:
                    with contextlib.suppress(libvirt.libvirtError):
                        pool.create(0)
                raise
        pool.undefine()


def _exists(conn: libvirt.virConnect, repository: str) -> bool:
    try:
        conn.storagePoolLookupByUUIDString(repository)
    except libvirt.libvirtError as problem:
        if cause_of(problem) is Cause.GONE:
            return False
        raise
    return True


def try_out(conn: libvirt.virConnect, host: HostId, xml: str, *, make: bool) -> StorageRepository:
    """Start a repository for a trial and stop it again: what it then says of itself (size, free space). Nothing of it stays.

    ``make``: where its folder (mount point) is missing it is made, and removed again. Never a file system or a volume group: libvirt's *build* makes
    those of some types, so it is asked for folders only, without the flags that make it format something.
    """
    with telling(N_("The storage could not be reached")):
        try:
            pool = conn.storagePoolCreateXML(xml, 0)
        except libvirt.libvirtError as problem:
            missing = "No such file or directory" in str(problem) or "does not exist" in str(problem)
            if not make or not missing:
                raise
        else:
            try:
                return parse_repository(pool.XMLDesc(0), host, active=True, autostart=False, persistent=False)
            finally:
                pool.destroy()
        pool = conn.storagePoolDefineXML(xml, 0)
        try:
            pool.build(0)
            try:
                pool.create(0)
                return parse_repository(pool.XMLDesc(0), host, active=True, autostart=False, persistent=False)
            finally:
                if pool.isActive():
                    pool.destroy()
                with contextlib.suppress(libvirt.libvirtError):
                    pool.delete(0)  # the folder, which was not there before, and is empty
        finally:
            pool.undefine()


def find_sources(conn: libvirt.virConnect, kind: str, query: str) -> tuple[Found, ...]:
    """What a server (or the host itself, ``query`` "") offers. ConsoleError(UNSUPPORTED) where libvirt can't ask."""
    what = N_("The storage server could not be asked what it offers")
    try:
        return parse_sources(conn.findStoragePoolSources(kind, query or None, 0), kind)
    except libvirt.libvirtError as problem:
        if is_code(problem, "NO_SUPPORT", "OPERATION_UNSUPPORTED") or "missing backend" in str(problem):
            raise ConsoleError(
                N_("The host's libvirt can't list what is offered there."), cause=Cause.UNSUPPORTED, remedy=N_("Type it in."), detail=str(problem)
            ) from problem
        raise translate(problem, what) from problem


def volume_names(conn: libvirt.virConnect, repository: str) -> tuple[str, ...]:
    """Names of all volumes: one call, however many there are."""
    with telling(N_("The virtual disks could not be listed")):
        return tuple(volume.name() for volume in pool_of(conn, repository).listAllVolumes(0))


def some_volumes(conn: libvirt.virConnect, host: HostId, repository: str, names: Sequence[str]) -> tuple[Volume, ...]:
    """Those of these volumes that are there."""
    pool = pool_of(conn, repository)
    found = []
    for name in names:
        try:
            found.append(parse_volume(pool.storageVolLookupByName(name).XMLDesc(0), host, repository))
        except libvirt.libvirtError as problem:
            if cause_of(problem) is not Cause.GONE:
                raise translate(problem, N_("The virtual disks could not be listed")) from problem
    return tuple(found)


def wipe_volume(conn: libvirt.virConnect, repository: str, name: str) -> None:
    """Overwrite the contents with zeros (virStorageVolWipe); the disk itself stays."""
    with telling(N_("The virtual disk {name} could not be overwritten", name=name)):
        pool_of(conn, repository).storageVolLookupByName(name).wipe(0)
