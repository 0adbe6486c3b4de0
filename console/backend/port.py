"""The :class:`console.model.ports.HostPort` of one host: domains here, storage in :mod:`console.backend.port_storage`.

Reads go over the control connection; whatever changes something or may hang with its guest goes over a job connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, TypeVar

import libvirt

from console.backend import domains
from console.backend.display import Forwarding, Lent, find_endpoint, find_way, give_back, open_graphics_fd, why_no_descriptor
from console.backend.migration import MigrationPort
from console.backend.port_pool import PoolPort
from console.backend.port_repositories import RepositoryPort
from console.backend.text_console import OpenConsole, open_console, read_console
from console.model.errors import Cause, ConsoleError
from console.model.ports import DisplayWay, OnBytes
from console.model.text import N_, Text

T = TypeVar("T")
PROGRESS_SECONDS = 0.5


class Port(RepositoryPort, MigrationPort, PoolPort):
    """See :class:`console.model.ports.HostPort`."""

    @functools.cached_property
    def _lent(self) -> Lent:
        return Lent(self._session.picture)

    def _name(self, uuid: str) -> str:
        return self._session.vm_name(uuid)

    def _touch(self, uuid: str) -> None:
        """Have it read again: libvirt does not announce this kind of change everywhere."""
        if self._session.refresher is not None:
            self._session.refresher.touch(uuid)

    async def _change(self, uuid: str, what: Text, function: Callable[..., T], *args: Any, touch: bool = False) -> T:
        result = await self._job(what, function, uuid, *args)
        if touch or "events" in dict(self._session.picture.host.missing):
            self._touch(uuid)
        return result

    # ------------------------------------------------------------------ configuration

    async def domain_xml(self, uuid: str, *, inactive: bool = False, secure: bool = False) -> str:
        what = N_("The configuration of {name} could not be read", name=self._name(uuid))
        return await self._read(what, domains.domain_xml, uuid, inactive, secure)

    async def snapshots_xml(self, uuid: str, *, secure: bool = False) -> tuple[tuple[tuple[str, str], ...], str]:
        what = N_("The snapshots of {name} could not be read", name=self._name(uuid))
        return await self._read(what, domains.snapshots_xml, uuid, secure)

    async def variables_path(self, xml: str) -> str:
        return await self._read(N_("The host's firmware could not be looked at"), domains.variables_path, xml)

    async def define_snapshot(self, uuid: str, xml: str, *, current: bool = False) -> None:
        what = N_("A snapshot of {name} could not be restored", name=self._name(uuid))
        await self._change(uuid, what, domains.define_snapshot, xml, current)

    async def define(self, xml: str) -> str:
        uuid = await self._job(N_("The VM's configuration could not be saved"), domains.define, xml)
        self._touch(uuid)
        return uuid

    async def undefine(self, uuid: str, *, managed_save: bool = True, nvram: bool = True, snapshots: bool = True, tpm: bool = True) -> None:
        what = N_("{name} could not be deleted", name=self._name(uuid))
        await self._change(uuid, what, domains.undefine, managed_save, nvram, snapshots, tpm, touch=True)

    async def set_autostart(self, uuid: str, on: bool) -> None:
        what = N_("Starting {name} with its host could not be changed", name=self._name(uuid))
        await self._change(uuid, what, domains.set_autostart, on, touch=True)

    async def rename(self, uuid: str, name: str) -> None:
        what = N_("{name} could not be renamed to {new}", name=self._name(uuid), new=name)
        await self._change(uuid, what, domains.rename, name, touch=True)

    async def set_metadata(self, uuid: str, child: str, values: Mapping[str, str] | None) -> None:
        what = N_("The console's notes on {name} could not be saved", name=self._name(uuid))
        await self._change(uuid, what, domains.set_metadata, child, values, touch=True)

    async def set_title(self, uuid: str, title: str) -> None:
        what = N_("The title of {name} could not be changed", name=self._name(uuid))
        await self._change(uuid, what, domains.set_text, libvirt.VIR_DOMAIN_METADATA_TITLE, title, touch=True)

    async def set_description(self, uuid: str, text: str) -> None:
        what = N_("The description of {name} could not be changed", name=self._name(uuid))
        await self._change(uuid, what, domains.set_text, libvirt.VIR_DOMAIN_METADATA_DESCRIPTION, text, touch=True)

    async def update_device(self, uuid: str, xml: str, *, live: bool, config: bool) -> None:
        what = N_("A device of {name} could not be changed", name=self._name(uuid))
        await self._change(uuid, what, domains.change_device, "update", xml, live, config, touch=True)

    async def attach_device(self, uuid: str, xml: str, *, live: bool, config: bool) -> None:
        what = N_("A device could not be added to {name}", name=self._name(uuid))
        await self._change(uuid, what, domains.change_device, "attach", xml, live, config, touch=True)

    async def detach_device(self, uuid: str, xml: str, *, live: bool, config: bool) -> None:
        what = N_("A device could not be removed from {name}", name=self._name(uuid))
        await self._change(uuid, what, domains.change_device, "detach", xml, live, config, touch=True)

    # ------------------------------------------------------------------ power

    async def start(self, uuid: str, *, paused: bool = False, discard_saved: bool = False) -> None:
        what = N_("{name} could not be started", name=self._name(uuid))
        await self._change(uuid, what, domains.start, paused, discard_saved)

    async def start_with(self, xml: str) -> None:
        await self._job(N_("The VM could not be started"), domains.start_with, xml)

    async def shutdown(self, uuid: str, *, mode: str = "auto") -> None:
        what = N_("{name} could not be shut down", name=self._name(uuid))
        await self._change(uuid, what, domains.shutdown, mode)

    async def reboot(self, uuid: str, *, mode: str = "auto") -> None:
        what = N_("{name} could not be rebooted", name=self._name(uuid))
        await self._change(uuid, what, domains.reboot, mode)

    async def reset(self, uuid: str) -> None:
        what = N_("{name} could not be forced to reboot", name=self._name(uuid))
        await self._change(uuid, what, lambda conn, uuid: domains.domain(conn, uuid).reset(0) and None)

    async def destroy(self, uuid: str) -> None:
        what = N_("{name} could not be forced off", name=self._name(uuid))
        await self._change(uuid, what, domains.destroy, touch=True)  # a libvirtd that was just restarted may end the guest and send no event

    async def pause(self, uuid: str) -> None:
        what = N_("{name} could not be paused", name=self._name(uuid))
        await self._change(uuid, what, lambda conn, uuid: domains.domain(conn, uuid).suspend() and None)

    async def unpause(self, uuid: str) -> None:
        what = N_("{name} could not be continued", name=self._name(uuid))
        await self._change(uuid, what, lambda conn, uuid: domains.domain(conn, uuid).resume() and None)

    async def managed_save(self, uuid: str, on_progress: OnBytes | None = None) -> None:
        """Cancelling aborts the save, waits for its end (the VM runs on), and is then raised."""
        what = N_("{name} could not be suspended", name=self._name(uuid))
        links = self._session.ready_links(what)
        async with links.job(what) as connection:
            saving = asyncio.ensure_future(connection.call(lambda conn: domains.domain(conn, uuid).managedSave(0) and None, what=what))
            try:
                while not saving.done():
                    await asyncio.wait({saving}, timeout=PROGRESS_SECONDS)
                    if on_progress is not None and not saving.done() and not links.single:
                        await self._job_progress(uuid, on_progress, what)
                saving.result()
            except asyncio.CancelledError:
                await self._stop_saving(uuid, saving)
                raise
        self._touch(uuid)

    async def _job_progress(self, uuid: str, on_progress: OnBytes, what: Text) -> None:
        try:
            found = await self._job(what, domains.job_bytes, uuid)
        except ConsoleError:  # over already, or the host has other troubles: the save itself tells
            return
        if found is not None:
            on_progress(*found)

    async def _stop_saving(self, uuid: str, saving: asyncio.Future[None]) -> None:
        if not saving.done():
            try:
                await self.abort_job(uuid)
            except ConsoleError as error:
                if error.cause is Cause.UNREACHABLE:
                    return
            await asyncio.wait({saving})
        if not saving.cancelled():
            saving.exception()  # fetched

    async def abort_job(self, uuid: str) -> None:
        what = N_("The job of {name} could not be stopped", name=self._name(uuid))
        await self._change(uuid, what, lambda conn, uuid: domains.domain(conn, uuid).abortJob() and None)

    async def begin_backup(self, uuid: str, xml: str) -> None:
        what = N_("{name} could not be copied while it runs", name=self._name(uuid))
        await self._change(uuid, what, domains.begin_backup, xml)

    async def finish_backup(self, uuid: str, on_progress: OnBytes | None = None) -> None:
        what = N_("{name} could not be copied while it runs", name=self._name(uuid))
        try:
            while (found := await self._job(what, domains.job_bytes, uuid)) is not None:
                if on_progress is not None:
                    on_progress(*found)
                await asyncio.sleep(PROGRESS_SECONDS)
        except asyncio.CancelledError:
            with contextlib.suppress(ConsoleError):
                await self.abort_job(uuid)
            raise
        await self._job(what, domains.check_backup, uuid)

    async def pull_disk(self, uuid: str, target: str, on_progress: OnBytes | None = None) -> None:
        what = N_("The disk {disk} of {name} could not be made independent", disk=target, name=self._name(uuid))
        await self._change(uuid, what, domains.pull_disk, target)
        try:
            while (found := await self._job(what, domains.block_job, uuid, target)) is not None:
                if on_progress is not None:
                    on_progress(*found)
                await asyncio.sleep(PROGRESS_SECONDS)
        except asyncio.CancelledError:
            await self._stop_pull(uuid, target, what)
            raise
        finally:
            self._touch(uuid)

    async def _stop_pull(self, uuid: str, target: str, what: Text) -> None:
        """Not interrupted by a further cancel: the job must not run on behind the back of who gave it up."""
        stopping = asyncio.ensure_future(self._job(what, domains.abort_block_job, uuid, target))
        while not stopping.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait({stopping})
        if not stopping.cancelled():
            stopping.exception()  # fetched: a job that has just ended can't be stopped, and need not be

    async def discard_managed_save(self, uuid: str) -> None:
        what = N_("The saved state of {name} could not be discarded", name=self._name(uuid))
        await self._change(uuid, what, lambda conn, uuid: domains.domain(conn, uuid).managedSaveRemove(0) and None, touch=True)

    # ------------------------------------------------------------------ guest

    async def agent_command(self, uuid: str, command: str, arguments: Mapping[str, Any] | None = None, *, seconds: int = 5) -> Any:
        return await self._session.agent_command(uuid, command, arguments, seconds)

    async def screenshot(self, uuid: str) -> tuple[str, bytes]:
        what = N_("The screen of {name} could not be read", name=self._name(uuid))
        return await self._job(what, domains.screenshot, uuid)

    async def display_endpoint(self, uuid: str) -> tuple[str, str, int]:
        """For a display on a unix socket of this computer the host is the socket's path and the port 0."""
        what = N_("The screen of {name} could not be reached", name=self._name(uuid))
        xml = await self._read(what, domains.domain_xml, uuid, False, False)
        links = self._session.ready_links(what)
        transport = self._session.transport
        if links.single or transport is None:
            return await find_endpoint(xml, self._session.picture.host, None, what)
        way = Forwarding(transport)
        found = await find_endpoint(xml, self._session.picture.host, way, what)
        self._lent.keep(uuid, way)
        return found

    async def open_display(self, uuid: str, index: int = 0) -> DisplayWay:
        what = N_("The screen of {name} could not be reached", name=self._name(uuid))
        links = self._session.ready_links(what)
        try:
            xml = await self._read(what, domains.domain_xml, uuid, False, True)
        except ConsoleError as failure:
            if failure.cause is not Cause.REFUSED:
                raise
            xml = await self._read(what, domains.domain_xml, uuid, False, False)  # who may only look is not told passwords
        return await find_way(xml, index, self._session.picture.host, None if links.single else self._session.transport, what)

    async def close_display(self, way: DisplayWay) -> None:
        await give_back(way, self._session.transport)

    async def open_graphics_fd(self, uuid: str, index: int = 0) -> int:
        what = N_("The screen of {name} could not be reached", name=self._name(uuid))
        reason = why_no_descriptor(self._session.picture.host, self._session.transport)
        if reason is not None:
            raise ConsoleError(N_("{what}: {why}.", what=what, why=reason), cause=Cause.UNSUPPORTED)
        asking = asyncio.ensure_future(self._job(what, open_graphics_fd, uuid, index))
        try:
            return await asyncio.shield(asking)
        except asyncio.CancelledError:
            asking.add_done_callback(_close_descriptor)
            raise

    async def open_console(self, uuid: str, *, force: bool = False) -> OpenConsole:
        what = N_("The text console of {name} could not be opened", name=self._name(uuid))
        connection = await self._session.ready_links(what).own(what)
        return await open_console(connection, uuid, force=force, what=what)

    async def console_stream(self, uuid: str, *, force: bool = False) -> AsyncIterator[bytes]:
        what = N_("The text console of {name} could not be opened", name=self._name(uuid))
        connection = await self._session.ready_links(what).own(what)
        async for data in read_console(connection, uuid, force=force, what=what):
            yield data

    async def wait_state(self, uuid: str, states: Sequence[str], seconds: float) -> bool:
        changed = asyncio.Event()
        unsubscribe = self._session.picture.subscribe(changed.set)
        try:
            async with asyncio.timeout(seconds):
                while True:
                    vm = self._session.picture.vms.get(uuid)
                    if vm is not None and vm.state.value in states:
                        return True
                    changed.clear()
                    await changed.wait()
        except TimeoutError:
            return False
        finally:
            unsubscribe()


def _close_descriptor(asked: asyncio.Future[int]) -> None:
    """Nobody waits for this socket any more."""
    if not asked.cancelled() and asked.exception() is None:
        os.close(asked.result())
