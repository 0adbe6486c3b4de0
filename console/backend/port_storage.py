"""The storage half of a host's port: :mod:`console.backend.volumes` run on this host's connections."""

from __future__ import annotations

import asyncio
import base64
import binascii
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import libvirt

from console.backend import segments as contents
from console.backend import volumes
from console.backend.display import why_no_descriptor
from console.backend.errors import translate
from console.backend.session import HostSession
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import Volume
from console.model.ports import Background, OnBytes, Programs, Segment
from console.model.text import N_, Text

T = TypeVar("T")
FIRST_LOOK_SECONDS, COPY_LOOK_SECONDS = 0.1, 0.5
PROGRESS_STEP = 1 << 20
"""Bytes between two progress reports to the loop."""


class StoragePort:
    """Storage repositories, virtual disks and files of one host."""

    def __init__(self, session: HostSession, background: Background | None = None, programs: Programs | None = None) -> None:
        self._session = session
        self._background = background
        self._programs = programs

    @property
    def id(self) -> HostId:
        return self._session.record.id

    async def _read(self, what: Text, function: Callable[..., T], *args: Any) -> T:
        """``function(conn, *args)`` on the control connection: for what answers at once."""
        return await self._session.ready_links(what).control.call(lambda conn: function(conn, *args), what=what)

    async def _job(self, what: Text, function: Callable[..., T], *args: Any) -> T:
        """``function(conn, *args)`` on a job connection: for what may take long or hang."""
        async with self._session.ready_links(what).job(what) as connection:
            return await connection.call(lambda conn: function(conn, *args), what=what)

    @property
    def _here(self) -> bool:
        """Whether the paths of its volumes are paths of this computer."""
        return why_no_descriptor(self._session.picture.host, self._session.transport) is None

    def _touch_repository(self, uuid: str) -> None:
        if self._session.refresher is not None:
            self._session.refresher.touch_repository(uuid)

    def _repository_name(self, uuid: str) -> str:
        found = self._session.picture.repositories.get(uuid)
        return found.name if found is not None else uuid

    # ------------------------------------------------------------------ repositories

    async def repository_xml(self, uuid: str) -> str:
        what = N_("The storage repository {name} could not be read", name=self._repository_name(uuid))
        return await self._read(what, volumes.repository_xml, uuid)

    async def define_repository(self, xml: str, *, build: bool = True, start: bool = True, autostart: bool = True) -> str:
        what = N_("The storage repository could not be made")
        uuid = await self._job(what, lambda conn: volumes.define_repository(conn, xml, build=build, start=start, autostart=autostart))
        self._touch_repository(uuid)
        return uuid

    async def refresh_repository(self, uuid: str) -> None:
        what = N_("The storage repository {name} could not be refreshed", name=self._repository_name(uuid))
        await volumes.while_busy(lambda: self._job(what, volumes.refresh, uuid))
        self._touch_repository(uuid)

    # ------------------------------------------------------------------ virtual disks

    async def volumes(self, repository: str) -> tuple[Volume, ...]:
        what = N_("The virtual disks of {name} could not be listed", name=self._repository_name(repository))
        return await self._job(what, volumes.list_volumes, self.id, repository)

    async def volume(self, repository: str, name: str) -> Volume:
        return await self._job(N_("The virtual disk {name} could not be read", name=name), volumes.read_volume, self.id, repository, name)

    async def volume_by_path(self, path: str) -> Volume | None:
        return await self._job(N_("The virtual disk {name} could not be read", name=path), volumes.volume_by_path, self.id, path)

    async def create_volume(self, repository: str, xml: str) -> Volume:
        what = N_("The virtual disk could not be made in {name}", name=self._repository_name(repository))
        volume = await self._job(what, volumes.create_volume, self.id, repository, xml)
        self._touch_repository(repository)
        return volume

    async def copy_volume(self, repository: str, xml: str, source_repository: str, source: str, on_progress: OnBytes | None = None) -> Volume:
        what = N_("The virtual disk {name} could not be copied", name=source)
        links = self._session.ready_links(what)
        total = None if on_progress is None else (await self._job(what, volumes.read_volume, self.id, source_repository, source)).allocation_bytes
        copying = asyncio.ensure_future(self._job(what, volumes.copy_volume, self.id, repository, xml, source_repository, source))
        cancelled: asyncio.CancelledError | None = None
        pause = FIRST_LOOK_SECONDS
        while not copying.done():
            try:
                await asyncio.wait({copying}, timeout=pause)
                pause = COPY_LOOK_SECONDS
                if on_progress is not None and not copying.done() and not links.single:
                    done = await self._job(what, volumes.allocated_now, repository, xml)
                    on_progress(min(done, total or done), total)
            except asyncio.CancelledError as stop:
                cancelled, on_progress = stop, None
            except ConsoleError:  # not there yet, or the host has other troubles: the copy itself tells
                continue
        if cancelled is not None:
            if copying.exception() is None:
                await self.delete_volume(repository, copying.result().name)
            raise cancelled
        self._touch_repository(repository)
        return copying.result()

    async def delete_volume(self, repository: str, name: str) -> None:
        what = N_("The virtual disk {name} could not be deleted", name=name)
        await volumes.while_busy(lambda: self._job(what, volumes.delete_volume, repository, name))
        self._touch_repository(repository)

    async def resize_volume(self, repository: str, name: str, capacity_bytes: int) -> None:
        what = N_("The virtual disk {name} could not be resized", name=name)
        await self._job(what, volumes.resize_volume, repository, name, capacity_bytes)
        self._touch_repository(repository)

    async def upload(self, repository: str, name: str, path: str, on_progress: OnBytes | None = None) -> None:
        what = N_("{file} could not be uploaded", file=Path(path).name)
        here = self._here
        await self._transfer(what, lambda conn, **how: volumes.upload(conn, repository, name, path, here=here, **how), on_progress)
        if here:  # libvirt looks by itself after a stream only
            await self.refresh_repository(repository)
        self._touch_repository(repository)

    async def download(self, repository: str, name: str, path: str, on_progress: OnBytes | None = None) -> None:
        what = N_("The virtual disk {name} could not be downloaded", name=name)
        here = self._here
        await self._transfer(what, lambda conn, **how: volumes.download(conn, repository, name, path, here=here, **how), on_progress)

    async def write_volume(
        self,
        repository: str,
        name: str,
        segments: Iterable[Segment],
        *,
        offset: int = 0,
        total: int | None = None,
        within: bool = False,
        on_progress: OnBytes | None = None,
    ) -> None:
        what = N_("The virtual disk {name} could not be written", name=name)
        here = self._here

        def write(conn: libvirt.virConnect, **how: Any) -> None:
            contents.write(conn, repository, name, segments, offset=offset, total=total, within=within, here=here, **how)

        await self._transfer(what, write, on_progress)
        self._touch_repository(repository)

    async def read_volume(
        self,
        repository: str,
        name: str,
        sink: Callable[[int, bytes | None], None],
        *,
        offset: int = 0,
        length: int = 0,
        on_progress: OnBytes | None = None,
    ) -> None:
        what = N_("The virtual disk {name} could not be read", name=name)
        here = self._here
        await self._transfer(
            what, lambda conn, **how: contents.read(conn, repository, name, sink, offset=offset, length=length, here=here, **how), on_progress
        )

    async def _transfer(self, what: Text, function: Callable[..., None], on_progress: OnBytes | None) -> None:
        """Run a stream in a job; a cancel aborts the stream, waits for its end, and is then raised."""
        loop = asyncio.get_running_loop()
        cancel = threading.Event()
        reported = 0

        def report(done: int, total: int | None) -> None:  # in the worker
            nonlocal reported
            if on_progress is not None and (done - reported >= PROGRESS_STEP or done == total):
                reported = done
                loop.call_soon_threadsafe(on_progress, done, total)

        async with self._session.ready_links(what).job(what) as connection:
            running = asyncio.ensure_future(connection.call(lambda conn: function(conn, on_progress=report, cancel=cancel), what=what))
            try:
                await asyncio.shield(running)
            except asyncio.CancelledError:
                cancel.set()
                await asyncio.wait({running})
                if not running.cancelled():
                    running.exception()  # fetched
                raise

    # ------------------------------------------------------------------ files of the host

    async def read_file_head(self, path: str, length: int) -> bytes:
        what = N_("{file} could not be read", file=path)
        host = self._session.picture.host
        if host.record.local or host.record.embedded or host.transport == "":
            return await self._local_head(what, path, length)
        volume = await self.volume_by_path(path)
        if volume is not None:
            return await self._job(what, volumes.read_head, volume.repository, volume.name, length)
        if host.transport == "ssh" and self._programs is not None:
            return await self._remote_head(what, path, length)
        raise ConsoleError(
            N_("{what}: it is not in a storage repository of {host}.", what=what, host=host.name),
            cause=Cause.UNSUPPORTED,
            remedy=N_("Put the file into a storage repository, or connect the host by ssh."),
        )

    async def _local_head(self, what: Text, path: str, length: int) -> bytes:
        def read() -> bytes:
            try:
                with Path(path).open("rb") as file:
                    return file.read(length)
            except OSError as error:
                raise translate(error, what) from None

        if self._background is not None:
            return await self._background.run(read)
        return await self._job(what, lambda _conn: read())

    async def _remote_head(self, what: Text, path: str, length: int) -> bytes:
        assert self._programs is not None
        argv = ["sh", "-c", 'head -c "$1" -- "$2" | base64', "sh", str(length), path]
        result = await self._programs.run(argv, host=self.id, deadline=20.0)
        try:
            return base64.b64decode("".join(result.stdout.split()), validate=True)
        except binascii.Error as error:
            raise ConsoleError(N_("{what}: {why}.", what=what, why=N_("the host's answer is not understood")), detail=str(error)) from None
