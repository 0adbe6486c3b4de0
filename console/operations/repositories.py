"""Storage repositories: made (on one host or all of a pool), tried out, started, stopped, refreshed, proved shared, deleted."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId, Kind, Ref
from console.model.inventory import Inventory
from console.model.objects import HostState, StorageRepository
from console.model.ports import HostPort, HostsPort
from console.model.rules import Reason
from console.model.rules_storage import StorageVerb, why_not_create_on, why_not_repository, why_not_type
from console.model.sharing import SharedFolder, views
from console.model.storage_spec import FINDS, TRIAL, Found, RepositorySpec, problems
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.making import Made, NewVolume, delete_volume, finish, make_volume
from console.operations.subject import host_applies_to, host_name, refusal, wait_until
from console.operations.volumes import bases_last, check_unused
from console.xml.repositories import build_repository, source_query

log = logging.getLogger("virtdeck.operations")

SHOW_SECONDS = 15.0
"""How long a change of a repository may take to show."""

MARKER = "virtdeck-proof-"
"""Beginning of the name of the small disk that proves that a folder is shared."""

LOOKS, LOOK_SECONDS = 3, 0.7
"""How often the marker is looked for, and the pause between: network file systems may be a moment behind."""

_FOLDERS = frozenset({"dir", "fs", "netfs"})
"""Types whose *build* makes a folder. Of others it would make a volume group or the like: never asked for."""


# --------------------------------------------------------------------------- trying out


async def try_on(hosts: HostsPort, spec: RepositorySpec, host: HostId) -> StorageRepository:
    """The connection test: the repository as this host sees it. Nothing of it stays. ConsoleError with the reason where it does not work."""
    trial = dataclasses.replace(spec, name=f"{TRIAL}{uuid.uuid4().hex[:8]}")
    return await hosts.port(host).try_repository(build_repository(trial, str(uuid.uuid4())), make=spec.type in _FOLDERS)


async def offered(hosts: HostsPort, spec: RepositorySpec, host: HostId) -> tuple[Found, ...]:
    """What the named server (or the host itself) offers. ConsoleError(UNSUPPORTED) where libvirt can't ask."""
    if spec.type not in FINDS:
        raise ConsoleError(N_("What is there can't be listed for this type of storage."), cause=Cause.UNSUPPORTED, remedy=N_("Type it in."))
    return await hosts.port(host).find_sources(spec.type, source_query(spec))


# --------------------------------------------------------------------------- making


@dataclass(frozen=True)
class CreateRepository:
    """Make a storage repository on these hosts; it is started there, and with ``autostart`` at every start of the host.

    ``shared``: a folder that all these hosts see; that is proved, and refuted nothing is made. The result is the UUID on the first host.
    """

    spec: RepositorySpec
    hosts: tuple[HostId, ...]
    autostart: bool = True
    shared: bool = False
    pool: str = ""
    uuids: tuple[str, ...] = field(default=())  # chosen beforehand: whatever has them is ours
    applies_to: tuple[Ref, ...] = ()

    @property
    def title(self) -> Text:
        return N_("Create the storage repository {name}", name=self.spec.name)

    @property
    def verb(self) -> str:
        return StorageVerb.SR_CREATE.value

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        attempt = N_("The storage repository {name} could not be made", name=self.spec.name)
        wrong = problems(self.spec)
        if wrong:
            raise ConsoleError(N_("{attempt}: {why}", attempt=attempt, why=wrong[0][1]), cause=Cause.INVALID)
        for host in self.hosts:
            self._check(ctx, host, attempt)
        made = Made()
        for number, (host, key) in enumerate(zip(self.hosts, self.uuids, strict=True)):
            name = host_name(ctx.inventory, host)
            ctx.phase(N_("Making it on {host}", host=name), number / len(self.hosts) if len(self.hosts) > 1 else None)
            await self._make(ctx, made, host, key)
        refs = [Ref(Kind.STORAGE, host, key) for host, key in zip(self.hosts, self.uuids, strict=True)]
        shown = await wait_until(ctx.inventory, lambda: all(_active(ctx.inventory, ref) for ref in refs), SHOW_SECONDS)
        if not shown:
            raise ConsoleError(N_("{attempt}: its host accepted it, but does not show it as active.", attempt=attempt), cause=Cause.TIMEOUT)
        if self.shared and len(refs) > 1:
            members = [repository for ref in refs if isinstance(repository := ctx.inventory.get(ref), StorageRepository)]
            await prove(ctx, made, members, self.pool, self.title)
        await finish(ctx, made)
        return self.uuids[0]

    def _check(self, ctx: Context, host: HostId, attempt: Text) -> None:
        found = ctx.inventory.host(host)
        reason = why_not_create_on(found)
        if reason is None and found is not None:
            reason = why_not_type(self.spec.type, found)
        if reason is not None:
            raise refusal(attempt, reason)
        if any(each.name == self.spec.name for each in ctx.inventory.repositories(host)):
            raise ConsoleError(
                N_("{attempt}: {host} already has a storage repository with this name.", attempt=attempt, host=host_name(ctx.inventory, host)),
                cause=Cause.EXISTS,
                remedy=N_("Choose another name."),
            )

    async def _make(self, ctx: Context, made: Made, host: HostId, key: str) -> None:
        port, sent = ctx.world.hosts.port(host), _Sent()
        ctx.undo.push_async_callback(_take_back, ctx, port, key, self.spec.name, sent)

        async def define() -> None:
            sent.entry = await ctx.world.journal.announce(ctx.task_id, self.title.english(), "repository", str(host), key, self.spec.name)
            sent.sent = True
            xml = build_repository(self.spec, key)
            await port.define_repository(xml, build=self.spec.type in _FOLDERS, start=True, autostart=self.autostart)
            await ctx.world.journal.confirm(sent.entry, key, key)
            made.entries.append(sent.entry)

        try:
            await ctx.shield(define())
        except ConsoleError as failure:
            if len(self.hosts) == 1:
                raise
            name = host_name(ctx.inventory, host)
            raise ConsoleError(
                N_("{why} ({host})", why=failure.text, host=name), cause=failure.cause, remedy=failure.remedy, detail=failure.detail
            ) from failure


@dataclass
class _Sent:
    entry: int | None = None
    sent: bool = False


async def _take_back(ctx: Context, port: HostPort, key: str, name: str, sent: _Sent) -> None:
    """Undo: the UUID was chosen by us, so whatever has it is ours. Contents and folder stay."""
    if sent.sent:
        try:
            await port.delete_repository(key)
        except ConsoleError as failure:
            if failure.cause is not Cause.GONE:
                log.error("storage repository %s (%s) is left over: %s | %s", name, key, failure.text.english(), failure.detail)
                return
    if sent.entry is not None:
        await ctx.world.journal.close(sent.entry)


def _active(inventory: Inventory, ref: Ref) -> bool:
    found = inventory.get(ref)
    return isinstance(found, StorageRepository) and found.active


def create_repository(
    spec: RepositorySpec, hosts: Sequence[HostId], inventory: Inventory, *, autostart: bool = True, shared: bool = False
) -> CreateRepository:
    """The operation, with what it applies to."""
    uuids = tuple(str(uuid.uuid4()) for _ in hosts)
    refs = [Ref(Kind.STORAGE, host, key) for host, key in zip(hosts, uuids, strict=True)]
    around = [ref for host in hosts for ref in host_applies_to(host, inventory)]
    first = inventory.host(hosts[0]) if hosts else None
    pool = first.record.pool if first is not None else ""
    return CreateRepository(spec, tuple(hosts), autostart, shared, pool, uuids, tuple(dict.fromkeys((*refs, *around))))


# --------------------------------------------------------------------------- proof


async def prove(ctx: Context, made: Made, members: Sequence[StorageRepository], pool: str, title: Text) -> SharedFolder:
    """Prove that these folder repositories are one folder, and keep that; ConsoleError(INVALID) names the hosts where it is not.

    A small disk with a random name is made through the first host, looked for through the others after they have looked into their folder again, and
    removed. What is refuted is not believed any longer either, if it was declared before.
    """
    writer, others = members[0], members[1:]
    port = ctx.world.hosts.port(writer.host)
    ctx.phase(N_("Writing a marker through {host}", host=host_name(ctx.inventory, writer.host)))
    marker = await make_volume(ctx, port, made, NewVolume(writer.uuid, MARKER + uuid.uuid4().hex[:12], 4096, "raw"), title)
    missing: list[StorageRepository] = []
    try:
        for number, other in enumerate(others, 1):
            ctx.phase(N_("Looking for it through {host}", host=host_name(ctx.inventory, other.host)), number / (len(others) + 1))
            if not await _sees(ctx.world.hosts.port(other.host), other.uuid, marker.name):
                missing.append(other)
    finally:
        await ctx.shield(delete_volume(port, marker.repository, marker.name))
    for other in others:
        if other not in missing:
            await ctx.world.hosts.port(other.host).refresh_repository(other.uuid)  # forgets the marker
    if missing:
        _not_any_more(ctx.world.hosts, missing)
        raise ConsoleError(
            N_(
                "{name} is not shared: what {host} writes into it does not show on {others}.",
                name=writer.name,
                host=host_name(ctx.inventory, writer.host),
                others=", ".join(host_name(ctx.inventory, each.host) for each in missing),
            ),
            cause=Cause.INVALID,
            remedy=N_("Mount the same folder on all these hosts, or leave out those that do not have it."),
        )
    return _believe(ctx.world.hosts, members, pool)


async def _sees(port: HostPort, repository: str, name: str) -> bool:
    for look in range(LOOKS):
        if look:
            await asyncio.sleep(LOOK_SECONDS)
        await port.refresh_repository(repository)
        try:
            await port.volume(repository, name)
        except ConsoleError as failure:
            if failure.cause is not Cause.GONE:
                raise
        else:
            return True
    return False


def _believe(hosts: HostsPort, members: Sequence[StorageRepository], pool: str) -> SharedFolder:
    """Keep it. Hosts that were proved before and not asked now stay in it."""
    now = tuple((each.host, each.uuid) for each in members)
    before = [share for share in hosts.shared_folders() if set(share.members) & set(now)]
    kept = tuple(member for share in before for member in share.members if member not in now and member[0] not in {host for host, _ in now})
    key = before[0].id if before else uuid.uuid4().hex
    share = SharedFolder(key, pool, (*now, *kept), datetime.now(UTC).isoformat(timespec="seconds"))
    hosts.put_shared_folder(share)
    return share


def _not_any_more(hosts: HostsPort, repositories: Sequence[StorageRepository]) -> None:
    """Take these out of what was declared."""
    gone = {(each.host, each.uuid) for each in repositories}
    for share in hosts.shared_folders():
        if gone & set(share.members):
            left = tuple(member for member in share.members if member not in gone)
            if len(left) > 1:
                hosts.put_shared_folder(dataclasses.replace(share, members=left))
            else:
                hosts.drop_shared_folder(share.id)


@dataclass(frozen=True)
class ProveShared:
    """Prove that folder repositories of several hosts of a pool are one folder. The result is the shared folder's id."""

    name: str
    members: tuple[Ref, ...]  # the first one writes
    pool: str
    applies_to: tuple[Ref, ...] = ()

    @property
    def title(self) -> Text:
        return N_("Prove that {name} is shared", name=self.name)

    @property
    def verb(self) -> str:
        return StorageVerb.SR_PROVE.value

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        attempt = N_("It could not be proved that {name} is shared", name=self.name)
        members = []
        for ref in self.members:
            found = _repository(ctx.inventory, ref, attempt)
            reason = why_not_repository(StorageVerb.SR_REFRESH, found, ctx.inventory)
            if reason is not None:
                raise refusal(attempt, reason)
            members.append(found)
        if len({each.host for each in members}) < 2:
            raise ConsoleError(N_("{attempt}: two hosts are needed.", attempt=attempt), cause=Cause.INVALID)
        made = Made()
        share = await prove(ctx, made, members, self.pool, self.title)
        await finish(ctx, made)
        return share.id


def prove_shared(members: Sequence[StorageRepository], inventory: Inventory) -> ProveShared:
    """The operation for these repositories, the first of which writes."""
    host = inventory.host(members[0].host)
    around = [ref for each in members for ref in (each.ref, *host_applies_to(each.host, inventory))]
    return ProveShared(members[0].name, tuple(each.ref for each in members), host.record.pool if host else "", tuple(dict.fromkeys(around)))


def _repository(inventory: Inventory, ref: Ref, attempt: Text) -> StorageRepository:
    found = inventory.get(ref)
    if not isinstance(found, StorageRepository):
        raise ConsoleError(N_("{attempt}: the storage repository does not exist any more.", attempt=attempt), cause=Cause.GONE)
    return found


# --------------------------------------------------------------------------- start, stop, refresh, autostart


@dataclass(frozen=True)
class ChangeRepository:
    """Start, stop or refresh a repository, or change whether it starts with its host (``on``). With several refs: on several hosts."""

    what: StorageVerb
    name: str
    refs: tuple[Ref, ...]
    on: bool = True
    applies_to: tuple[Ref, ...] = ()

    @property
    def title(self) -> Text:
        match self.what:
            case StorageVerb.SR_START:
                return N_("Start the storage repository {name}", name=self.name)
            case StorageVerb.SR_STOP:
                return N_("Stop the storage repository {name}", name=self.name)
            case StorageVerb.SR_AUTOSTART if self.on:
                return N_("Start {name} with its host", name=self.name)
            case StorageVerb.SR_AUTOSTART:
                return N_("Do not start {name} with its host", name=self.name)
            case _:
                return N_("Refresh the storage repository {name}", name=self.name)

    @property
    def verb(self) -> str:
        return self.what.value

    @property
    def cancellable(self) -> bool:
        return self.what is StorageVerb.SR_REFRESH

    async def run(self, ctx: Context) -> str:
        attempt = N_("{name} could not be changed", name=self.name)
        failures: list[ConsoleError] = []
        for number, ref in enumerate(self.refs):
            repository = _repository(ctx.inventory, ref, attempt)
            ctx.phase(
                N_("{name} on {host}", name=repository.name, host=host_name(ctx.inventory, ref.host)),
                number / len(self.refs) if len(self.refs) > 1 else None,
            )
            try:
                reason = why_not_repository(self.what, repository, ctx.inventory)
                if reason is not None:
                    raise refusal(self._attempt(repository), reason)
                await ctx.shield(self._do(ctx.world.hosts.port(ref.host), repository))
            except ConsoleError as failure:
                failures.append(failure)
        if failures:
            raise failures[0]
        return self.refs[0].key

    def _attempt(self, repository: StorageRepository) -> Text:
        match self.what:
            case StorageVerb.SR_START:
                return N_("The storage repository {name} could not be started", name=repository.name)
            case StorageVerb.SR_STOP:
                return N_("The storage repository {name} could not be stopped", name=repository.name)
            case StorageVerb.SR_REFRESH:
                return N_("The storage repository {name} could not be refreshed", name=repository.name)
            case _:
                return N_("Starting the storage repository {name} with its host could not be changed", name=repository.name)

    async def _do(self, port: HostPort, repository: StorageRepository) -> None:
        match self.what:
            case StorageVerb.SR_START:
                await port.start_repository(repository.uuid)
            case StorageVerb.SR_STOP:
                await port.stop_repository(repository.uuid)
            case StorageVerb.SR_REFRESH:
                await port.refresh_repository(repository.uuid)
            case _:
                await port.set_repository_autostart(repository.uuid, self.on)


def change_repository(
    what: StorageVerb, repository: StorageRepository, inventory: Inventory, *, on: bool = True, everywhere: bool = False
) -> ChangeRepository:
    """The operation for one repository; ``everywhere``: for all hosts of the pool where this shared storage can be changed so."""
    there = [repository]
    if everywhere:
        there = [each for each in views(inventory, repository) if why_not_repository(what, each, inventory) is None] or [repository]
    around = [ref for each in there for ref in (each.ref, *host_applies_to(each.host, inventory))]
    return ChangeRepository(what, repository.name, tuple(each.ref for each in there), on, tuple(dict.fromkeys(around)))


# --------------------------------------------------------------------------- deleting


@dataclass(frozen=True)
class DeleteRepository:
    """Take a storage repository off these hosts' lists. What is stored in it stays, unless ``contents``: then its disks are deleted first.

    ``wipe``: they are overwritten with zeros before. ``folder``: the empty folder goes too. Disks that something uses are never deleted.
    """

    name: str
    refs: tuple[Ref, ...]
    contents: bool = False
    wipe: bool = False
    folder: bool = False
    applies_to: tuple[Ref, ...] = ()

    @property
    def title(self) -> Text:
        if self.contents:
            return N_("Delete the storage repository {name} with all that is in it", name=self.name)
        return N_("Delete the storage repository {name}", name=self.name)

    @property
    def verb(self) -> str:
        return StorageVerb.SR_DELETE.value

    @property
    def cancellable(self) -> bool:
        return False  # nothing of it can be taken back

    async def run(self, ctx: Context) -> str:
        attempt = N_("The storage repository {name} could not be deleted", name=self.name)
        there = [_repository(ctx.inventory, ref, attempt) for ref in self.refs]
        for repository in there:
            if (reason := why_not_repository(StorageVerb.SR_DELETE, repository, ctx.inventory)) is not None:
                raise refusal(attempt, reason)
        if self.contents:
            await self._empty(ctx, next((each for each in there if each.active), there[0]), attempt)
        for number, repository in enumerate(there):
            ctx.phase(N_("Deleting it on {host}", host=host_name(ctx.inventory, repository.host)))
            port = ctx.world.hosts.port(repository.host)
            await ctx.shield(port.delete_repository(repository.uuid, storage=self.folder and number == len(there) - 1))
        _not_any_more(ctx.world.hosts, there)
        gone = await wait_until(ctx.inventory, lambda: not any(ref in ctx.inventory for ref in self.refs), SHOW_SECONDS)
        if not gone:
            raise ConsoleError(N_("{name} was deleted, but its host still shows it.", name=self.name), cause=Cause.TIMEOUT)
        return self.refs[0].key

    async def _empty(self, ctx: Context, repository: StorageRepository, attempt: Text) -> None:
        port = ctx.world.hosts.port(repository.host)
        if not repository.active:
            raise refusal(attempt, Reason(N_("{name} is not active.", name=repository.name), "sr-start", N_("Start")))
        ctx.phase(N_("Looking at what is in it"))
        await port.refresh_repository(repository.uuid)
        volumes = await port.volumes(repository.uuid)
        await check_unused(ctx, repository, volumes, attempt, together=True)
        for number, volume in enumerate(bases_last(volumes)):
            ctx.phase(N_("Deleting the disk {name}", name=volume.name), number / len(volumes))
            if self.wipe:
                await ctx.shield(port.wipe_volume(repository.uuid, volume.name))
            await ctx.shield(delete_volume(port, repository.uuid, volume.name))


def delete_repository(
    repository: StorageRepository, inventory: Inventory, *, contents: bool = False, wipe: bool = False, folder: bool = False, everywhere: bool = False
) -> DeleteRepository:
    """The operation for one repository; ``everywhere``: for all hosts of the pool that have this storage and answer."""
    there = [repository]
    if everywhere:
        there = [each for each in views(inventory, repository) if (host := inventory.host(each.host)) is not None and host.state is HostState.READY]
    around = [ref for each in there for ref in (each.ref, *host_applies_to(each.host, inventory))]
    return DeleteRepository(repository.name, tuple(each.ref for each in there), contents, wipe, folder, tuple(dict.fromkeys(around)))
