"""Verbs for storage repositories and virtual disks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from console.cli.output import size as size_words
from console.cli.session import Session
from console.model.disk_use import chains, uses
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import Host, StorageRepository, Volume
from console.model.rules_storage import StorageVerb, default_format, share_candidates
from console.model.sharing import hosts_missing, hosts_reaching, identity, pool_hosts
from console.model.storage_spec import NEEDS, NETWORKED, RepositorySpec, split_servers
from console.model.text import N_, tr
from console.operations.base import Operation
from console.operations.repositories import change_repository, create_repository, delete_repository, prove_shared, try_on
from console.operations.storage import UploadFile, upload_file
from console.operations.volumes import CreateVolume, DeleteVolumes, DownloadVolume, ResizeVolume, place_of, proposed_name

SR_COLUMNS = (N_("NAME"), N_("TYPE"), N_("HOSTS"), N_("SHARED"), N_("STATE"), N_("SIZE"), N_("FREE"), N_("LOST ON"))
VDI_COLUMNS = (N_("NAME"), N_("FORMAT"), N_("SIZE"), N_("ON DISK"), N_("CHAIN"), N_("USED BY"))


def add_parsers(add: Callable[[str, str], argparse.ArgumentParser], size: Callable[[str], int]) -> None:
    """The words of these verbs. ``size`` parses sizes."""
    add("sr-list", tr("List the storage repositories; what hosts of a pool share is listed once.")).add_argument(
        "--host", metavar="HOST", action="append", default=[], help=tr("of this host only")
    )
    _add_create(add("sr-create", tr("Create a storage repository on one host or several, and start it.")))
    for verb, text in (
        (StorageVerb.SR_START, tr("Start storage repositories.")),
        (StorageVerb.SR_STOP, tr("Stop storage repositories that no running VM uses; what is in them stays.")),
        (StorageVerb.SR_REFRESH, tr("Let the host look again what is in storage repositories.")),
        (StorageVerb.SR_AUTOSTART, tr("Start storage repositories with their host, or with --off no more.")),
        (StorageVerb.SR_DELETE, tr("Take storage repositories off their host's list. What is in them stays, unless --contents.")),
        (StorageVerb.SR_PROVE, tr("Prove that a folder is shared by hosts of a pool, and remember it.")),
    ):
        new = add(verb.value, text)
        new.add_argument("repositories", metavar="REPOSITORY", nargs="+", help=tr("name or UUID"))
        new.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("look on this host only"))
        if verb is not StorageVerb.SR_PROVE:
            new.add_argument("--everywhere", action="store_true", help=tr("on all hosts of the pool that share it"))
        if verb is StorageVerb.SR_AUTOSTART:
            new.add_argument("--off", action="store_true", help=tr("do not start them with the host"))
        if verb is StorageVerb.SR_DELETE:
            new.add_argument("--contents", action="store_true", help=tr("delete all virtual disks in it first; refused where one is used"))
            new.add_argument("--wipe", action="store_true", help=tr("with --contents: overwrite the disks before"))
            new.add_argument("--folder", action="store_true", help=tr("remove its empty folder too"))
            new.add_argument("--yes", action="store_true", help=tr("do not ask"))
    _add_vdi(add, size)


def _add_create(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=tr("name of the new storage repository"))
    parser.add_argument("--type", choices=tuple(NEEDS), required=True, help=tr("what kind of storage"))
    parser.add_argument(
        "--host", metavar="HOST", action="append", default=[], help=tr("where; may be repeated (default: the only host that is there)")
    )
    parser.add_argument("--all", action="store_true", help=tr("on all hosts of the first host's pool"))
    parser.add_argument("--path", default="", help=tr("folder or mount point on the host"))
    parser.add_argument("--server", default="", help=tr("storage server, with :PORT where it is not the usual one; several for rbd"))
    parser.add_argument("--folder", default="", help=tr("netfs, gluster: folder of the server"))
    parser.add_argument("--device", default="", help=tr("fs: block device; iscsi: the target's name (IQN)"))
    parser.add_argument("--source", default="", help=tr("logical, zfs, rbd, gluster: name of the volume group, pool or volume"))
    parser.add_argument("--format", default="", help=tr("fs, netfs: format (default: found out)"))
    parser.add_argument("--user", default="", help=tr("rbd, iscsi: user"))
    parser.add_argument("--secret", default="", help=tr("rbd, iscsi: UUID of the libvirt secret with the user's key"))
    parser.add_argument("--initiator", default="", help=tr("iscsi: the host's own IQN"))
    parser.add_argument("--shared", action="store_true", help=tr("dir, fs: prove that all these hosts see the same folder; else nothing is made"))
    parser.add_argument("--no-autostart", action="store_true", help=tr("do not start it with the host"))
    parser.add_argument("--test", action="store_true", help=tr("only try whether the storage can be reached; make nothing"))


def _add_vdi(add: Callable[[str, str], argparse.ArgumentParser], size: Callable[[str], int]) -> None:
    def add_one(verb: StorageVerb, text: str) -> argparse.ArgumentParser:
        new = add(verb.value, text)
        new.add_argument("repository", metavar="REPOSITORY", help=tr("name or UUID of the storage repository"))
        new.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("look on this host only"))
        return new

    listing = add("vdi-list", tr("List the virtual disks of a storage repository, with who uses them."))
    listing.add_argument("repository", metavar="REPOSITORY", help=tr("name or UUID of the storage repository"))
    listing.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("look on this host only"))
    create = add_one(StorageVerb.VDI_CREATE, tr("Create a virtual disk."))
    create.add_argument("name", metavar="NAME", help=tr("its name; the format's suffix is added where disks are files"))
    create.add_argument("size", metavar="SIZE", type=size, help=tr("how large, like 20GiB"))
    create.add_argument("--format", choices=("qcow2", "raw"), default="", help=tr("format (default: the usual one there)"))
    create.add_argument("--thick", action="store_true", help=tr("take all its space now"))
    upload = add_one(StorageVerb.VDI_UPLOAD, tr("Copy a file of this computer into a storage repository, as it is."))
    upload.add_argument("file", metavar="FILE")
    upload.add_argument("--name", default="", help=tr("its name there (default: the file's)"))
    download = add_one(StorageVerb.VDI_DOWNLOAD, tr("Copy a virtual disk to a file of this computer."))
    download.add_argument("name", metavar="NAME", help=tr("name of the disk"))
    download.add_argument("file", metavar="FILE")
    download.add_argument("--overwrite", action="store_true", help=tr("replace the file if it exists"))
    resize = add_one(StorageVerb.VDI_RESIZE, tr("Make a virtual disk larger, also while its VM runs."))
    resize.add_argument("name", metavar="NAME", help=tr("name of the disk"))
    resize.add_argument("size", metavar="SIZE", type=size, help=tr("the new size, like 40GiB"))
    delete = add_one(StorageVerb.VDI_DELETE, tr("Delete virtual disks that nothing uses."))
    delete.add_argument("names", metavar="NAME", nargs="+", help=tr("name of a disk"))
    delete.add_argument("--wipe", action="store_true", help=tr("overwrite them first"))
    delete.add_argument("--yes", action="store_true", help=tr("do not ask"))


# --------------------------------------------------------------------------- finding what is meant


async def _connect(session: Session, args: argparse.Namespace, *, everyone: bool = False) -> tuple[Host, ...]:
    """Connect to the named hosts, or to all (``everyone``: in any case, for who shares what)."""
    await session.connect([] if everyone else args.host, args.timeout, everything=True)
    found = session.inventory.hosts()
    return tuple(host for host in found if not args.host or {host.name, host.id, host.record.uri} & set(args.host))


def _named(session: Session, hosts: Sequence[Host], word: str) -> StorageRepository:
    """The repository with this name or UUID; of a shared one an active view. ConsoleError when there is none, or several that differ."""
    there = [each for host in hosts for each in session.inventory.repositories(host.id)]
    found = [each for each in there if each.uuid == word] or [each for each in there if each.name == word]
    if not found:
        names = ", ".join(sorted({each.name for each in there}))
        raise ConsoleError(N_("There is no storage repository {name}; there are: {names}.", name=word, names=names or "-"), cause=Cause.GONE)
    if len({identity(each) for each in found}) > 1:
        where = ", ".join(session.host_name(each.host) for each in found)
        raise ConsoleError(
            N_("Several hosts have a storage repository {name}: {hosts}.", name=word, hosts=where), cause=Cause.INVALID, remedy=N_("Use --host.")
        )
    return next((each for each in found if each.active), found[0])


def sr_json(repository: StorageRepository, session: Session) -> dict[str, Any]:
    """One repository."""
    inventory = session.inventory
    return {
        "name": repository.name,
        "uuid": repository.uuid,
        "host": session.host_name(repository.host),
        "type": repository.type,
        "active": repository.active,
        "autostart": repository.autostart,
        "shared": repository.shared,
        "source": repository.source,
        "path": repository.path,
        "capacity_bytes": repository.capacity_bytes,
        "allocation_bytes": repository.allocation_bytes,
        "available_bytes": repository.available_bytes,
        "hosts": [host.name for host in hosts_reaching(inventory, repository)],
        "lost_on": [host.name for host, view in hosts_missing(inventory, repository) if view is not None or not repository.share_id],
    }


async def sr_list(session: Session, args: argparse.Namespace) -> None:
    """sr-list."""
    hosts = await _connect(session, args)
    seen: dict[str, StorageRepository] = {}
    for host in hosts:
        for each in session.inventory.repositories(host.id):
            key = f"{host.record.pool or host.id}/{identity(each)}" if each.shared else f"{each.host}/{each.uuid}"
            if key not in seen or (each.active and not seen[key].active):
                seen[key] = each
    rows = [sr_json(each, session) for each in sorted(seen.values(), key=lambda r: (r.name.casefold(), session.host_name(r.host)))]
    if session.output.json:
        session.output.document(rows)
        return
    session.output.table(
        SR_COLUMNS,
        [
            [
                row["name"],
                row["type"],
                ", ".join(row["hosts"]) or row["host"],
                tr("yes") if row["shared"] else tr("no"),
                tr("active") if row["active"] else tr("not active"),
                size_words(row["capacity_bytes"]),
                size_words(row["available_bytes"]),
                ", ".join(row["lost_on"]),
            ]
            for row in rows
        ],
    )


# --------------------------------------------------------------------------- changing repositories


async def sr_create(session: Session, args: argparse.Namespace) -> None:
    """sr-create."""
    await session.connect([] if args.all else args.host, args.timeout, everything=True)
    words = set(args.host)
    hosts = [host for host in session.inventory.hosts() if not words or {host.name, host.id, host.record.uri} & words]
    if args.all and hosts:
        hosts = list(pool_hosts(session.inventory, hosts[0].id))
    elif len(hosts) != 1 and not args.host:
        raise ConsoleError(
            N_("Say on which host: {hosts}.", hosts=", ".join(host.name for host in hosts)), cause=Cause.INVALID, remedy=N_("Use --host.")
        )
    spec = RepositorySpec(
        args.type,
        args.name,
        split_servers(args.server),
        args.folder,
        args.device,
        args.source,
        args.format,
        args.path,
        args.user,
        args.secret,
        args.initiator,
    )
    if args.test:
        for host in hosts:
            found = await try_on(session.hosts, spec, host.id)
            session.output.line(tr("{host}: it works; {free} of {size} are free.", host=host.name, **_space(found)))
        return
    shared = args.shared and spec.type not in NETWORKED
    ids: list[HostId] = [host.id for host in hosts]
    uuid = await session.run(create_repository(spec, ids, session.inventory, autostart=not args.no_autostart, shared=shared))
    made = next((each for each in session.inventory.repositories() if each.uuid == uuid), None)
    if session.output.json and made is not None:
        session.output.document(sr_json(made, session))
    else:
        session.output.line(f"{args.name}  {uuid}")


def _space(found: StorageRepository) -> dict[str, str]:
    return {"free": size_words(found.available_bytes), "size": size_words(found.capacity_bytes)}


async def sr_change(session: Session, args: argparse.Namespace) -> None:
    """sr-start, sr-stop, sr-refresh, sr-autostart, sr-delete, sr-prove."""
    verb = StorageVerb(args.verb)
    hosts = await _connect(session, args, everyone=True)
    operations: list[Operation] = []
    for word in args.repositories:
        try:
            operations.append(await _change(session, args, verb, _repository_for(session, hosts, word, verb)))
        except ConsoleError as failure:
            session.output.error(failure)
    results = await session.run_all(operations)
    if verb is StorageVerb.SR_PROVE:
        for operation, result in zip(operations, results, strict=True):
            if result is None:
                session.output.line(tr("{task}: proved.", task=operation.title))


def _repository_for(session: Session, hosts: Sequence[Host], word: str, verb: StorageVerb) -> StorageRepository:
    """The repository that is meant; for a proof that of the first host of several of this name in one pool."""
    if verb is StorageVerb.SR_PROVE:
        for host in hosts:
            for each in session.inventory.repositories(host.id):
                if word in (each.name, each.uuid) and each.active:
                    return each
    return _named(session, hosts, word)


async def _change(session: Session, args: argparse.Namespace, verb: StorageVerb, repository: StorageRepository) -> Operation:
    inventory = session.inventory
    if verb is StorageVerb.SR_PROVE:
        wanted = {host.id for host in session.inventory.hosts() if not args.host or {host.name, host.id, host.record.uri} & set(args.host)}
        return prove_shared([repository, *(each for each in share_candidates(repository, inventory) if each.host in wanted)], inventory)
    if verb is not StorageVerb.SR_DELETE:
        return change_repository(verb, repository, inventory, on=not getattr(args, "off", False), everywhere=args.everywhere)
    what = N_("All virtual disks in it are deleted.") if args.contents else N_("What is in it stays where it is.")
    _sure(session, args, str(N_("Delete the storage repository {name}? {what}", name=repository.name, what=what)))
    return delete_repository(
        repository, inventory, contents=args.contents, wipe=args.contents and args.wipe, folder=args.folder, everywhere=args.everywhere
    )


def _sure(session: Session, args: argparse.Namespace, question: str) -> None:
    """Asked on a terminal; elsewhere --yes is needed."""
    if args.yes:
        return
    if not sys.stdin.isatty():
        raise ConsoleError(N_("Nothing was deleted: there is nobody to ask."), cause=Cause.INVALID, remedy=N_("Use --yes."))
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise ConsoleError(N_("Nothing was deleted."), cause=Cause.CANCELLED)


# --------------------------------------------------------------------------- virtual disks


async def vdi_list(session: Session, args: argparse.Namespace) -> None:
    """vdi-list."""
    hosts = await _connect(session, args, everyone=True)
    repository = _named(session, hosts, args.repository)
    port = session.hosts.port(repository.host)
    volumes = await port.volumes(repository.uuid)
    known, chained = uses(session.inventory, repository), chains(volumes)
    rows = [_vdi_json(volume, [use.words for use in known.of(volume)], chained.depth(volume)) for volume in volumes]
    if session.output.json:
        session.output.document(rows)
        return
    session.output.table(
        VDI_COLUMNS,
        [
            [
                row["name"],
                row["format"],
                size_words(row["capacity_bytes"]),
                size_words(row["allocation_bytes"]),
                str(row["chain_depth"] or ""),
                ", ".join(row["used_by"]),
            ]
            for row in rows
        ],
    )


def _vdi_json(volume: Volume, users: Sequence[str], depth: int) -> dict[str, Any]:
    return {
        "name": volume.name,
        "path": volume.path,
        "format": volume.format or volume.type,
        "capacity_bytes": volume.capacity_bytes,
        "allocation_bytes": volume.allocation_bytes,
        "backing": volume.backing,
        "chain_depth": depth,
        "used_by": list(users),
    }


async def vdi_change(session: Session, args: argparse.Namespace) -> None:
    """vdi-create, vdi-upload, vdi-download, vdi-resize, vdi-delete."""
    hosts = await _connect(session, args, everyone=True)
    repository = _named(session, hosts, args.repository)
    place = place_of(repository, session.inventory)
    operation: CreateVolume | UploadFile | DownloadVolume | ResizeVolume | DeleteVolumes
    match StorageVerb(args.verb):
        case StorageVerb.VDI_CREATE:
            format = args.format or default_format(repository)
            operation = CreateVolume(place, proposed_name(args.name, format, repository), args.size, format, not args.thick)
        case StorageVerb.VDI_UPLOAD:
            operation = upload_file(repository.host, repository.uuid, await _absolute(session, args.file), session.inventory, name=args.name)
        case StorageVerb.VDI_DOWNLOAD:
            operation = DownloadVolume(place, args.name, await _absolute(session, args.file), args.overwrite)
        case StorageVerb.VDI_RESIZE:
            operation = ResizeVolume(place, args.name, args.size)
        case _:
            _sure(session, args, str(N_("Delete {names} with all that is in them?", names=", ".join(args.names))))
            operation = DeleteVolumes(place, tuple(args.names), args.wipe)
    session.output.line(await session.run(operation))


async def _absolute(session: Session, file: str) -> str:
    return str(await session.background.run(lambda: Path(file).expanduser().absolute()))


VERBS: dict[str, Callable[[Session, argparse.Namespace], Awaitable[None]]] = {
    "sr-list": sr_list,
    StorageVerb.SR_CREATE.value: sr_create,
    **{
        verb.value: sr_change
        for verb in (
            StorageVerb.SR_START,
            StorageVerb.SR_STOP,
            StorageVerb.SR_REFRESH,
            StorageVerb.SR_AUTOSTART,
            StorageVerb.SR_DELETE,
            StorageVerb.SR_PROVE,
        )
    },
    "vdi-list": vdi_list,
    **{
        verb.value: vdi_change
        for verb in (
            StorageVerb.VDI_CREATE,
            StorageVerb.VDI_UPLOAD,
            StorageVerb.VDI_DOWNLOAD,
            StorageVerb.VDI_RESIZE,
            StorageVerb.VDI_DELETE,
        )
    },
}
