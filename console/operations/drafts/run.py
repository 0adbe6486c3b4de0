"""A new VM whose medium has to be brought to the host first: one task, one undo.

An ISO image of this computer is copied to a storage repository. For a network repository or an unattended installation the installer's kernel and
initrd are fetched here and copied too. QEMU reads both when it starts, so they go away again as soon as the installer runs; what carries answers on
a CD stays until the installation is over.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from console.guests.boot import InstallerFiles
from console.guests.specify import specify
from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.spec import DirectBoot, VmSpec
from console.model.templates import BuiltinTemplate, Choices, Medium
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.catalogue import Catalogue
from console.operations.create import CreateVm, check_name
from console.operations.making import Made, delete_volume, finish, installer_name
from console.operations.storage import UploadFile

log = logging.getLogger("virtdeck.operations")


@dataclass(frozen=True)
class NewVm:
    """Bring the installation medium to the host, then create the VM. What was brought goes away again if the VM can't be made.

    ``medium`` and ``catalogue``: where a kernel and initrd are needed; ``library``: repository (uuid) that receives them.
    """

    create: CreateVm
    template: BuiltinTemplate
    choices: Choices
    upload: UploadFile | None = None
    medium: Medium | None = None
    catalogue: Catalogue | None = None
    library: str = ""

    @property
    def title(self) -> Text:
        return self.create.title

    @property
    def verb(self) -> str:
        return self.create.verb

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return self.create.applies_to

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        spec, choices = self.create.spec, self.choices
        host = ctx.inventory.host(spec.host)
        if host is None:
            raise ConsoleError(N_("{name} could not be created: its host is not there any more.", name=spec.name), cause=Cause.GONE)
        check_name(ctx.inventory, spec.host, spec.name)  # before a long copy, not after it
        made, brought = Made(), list[str]()
        if self.medium is not None and self.catalogue is not None:
            choices, brought = await self._installer(ctx, made, spec, self.medium, self.catalogue)
        if self.upload is not None:
            choices = dataclasses.replace(choices, medium=await self.upload.copy(ctx, made))
        ready = specify(self.template, host, choices)
        uuid = await dataclasses.replace(self.create, spec=ready).run(ctx)
        if self.create.start:
            await self._clear(ctx, spec, brought)
        await finish(ctx, made)  # until now a crash would leave all of it in the journal: nothing that was brought has an owner before the VM
        return uuid

    async def _installer(self, ctx: Context, made: Made, spec: VmSpec, medium: Medium, catalogue: Catalogue) -> tuple[Choices, list[str]]:
        """Make the installer's files here and copy them to the host; the choices that name them, and the paths that a start has used up."""
        # Answers with a password go into this folder: the journal knows it, and its name carries the operation's id.
        name = f"virtdeck-{ctx.task_id}-{spec.uuid[:8]}"
        folder, entries = Path(tempfile.gettempdir()) / name, list[int]()

        async def make() -> None:
            entries.append(await ctx.world.journal.announce(ctx.task_id, self.title.english(), "file", "", str(folder), name))
            await ctx.world.background.run(lambda: folder.mkdir(mode=0o700))

        async def remove() -> None:
            await ctx.world.background.run(lambda: shutil.rmtree(folder, ignore_errors=True))
            while entries:
                await ctx.world.journal.close(entries.pop())

        ctx.undo.push_async_callback(remove)
        await ctx.shield(make())
        files = await self._fetch(ctx, spec, medium, catalogue, folder)
        direct, answers, brought = None, "", []
        if files.kernel is not None and files.initrd is not None:
            kernel = await self._bring(ctx, made, spec, files.kernel, "vmlinuz")
            initrd = await self._bring(ctx, made, spec, files.initrd, "initrd.img")
            direct, brought = DirectBoot(kernel, initrd, files.cmdline), [kernel, initrd]
        if files.answers_iso is not None:
            answers = await self._bring(ctx, made, spec, files.answers_iso, "answers.iso")
        await ctx.shield(remove())
        return dataclasses.replace(self.choices, direct_boot=direct, answers_medium=answers), brought

    async def _fetch(self, ctx: Context, spec: VmSpec, medium: Medium, catalogue: Catalogue, folder: Path) -> InstallerFiles:
        """Kernel, initrd and answers in a folder of this computer, with progress; a cancel stops the download."""
        loop, stop = asyncio.get_running_loop(), threading.Event()
        ctx.phase(N_("Fetching the installer"))

        def report(done: int, total: int | None) -> bool:
            if not stop.is_set():
                loop.call_soon_threadsafe(ctx.bytes, done, total)
            return not stop.is_set()

        working = asyncio.ensure_future(
            catalogue.installer_files(
                self.template,
                medium,
                folder,
                name=spec.name,
                answers=self.choices.unattended,
                disk_bus=spec.disks[0].bus if spec.disks else "virtio",
                efi=spec.firmware == "efi",
                progress=report,
            )
        )
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            stop.set()
            await asyncio.wait([working])  # it writes into the folder that is about to go
            if not working.cancelled():
                working.exception()
            raise

    async def _bring(self, ctx: Context, made: Made, spec: VmSpec, file: Path, kind: str) -> str:
        """Copy one file of the installer to the host; its path there."""
        if not self.library:
            raise ConsoleError(
                N_("{name} could not be created: no storage repository of its host can take the installer.", name=spec.name),
                cause=Cause.NO_SPACE,
                remedy=N_("Activate a folder repository on the host."),
            )
        return await UploadFile(spec.host, self.library, str(file), name=installer_name(spec.uuid, kind)).copy(ctx, made)

    async def _clear(self, ctx: Context, spec: VmSpec, paths: list[str]) -> None:
        """Remove what only the start needed. The VM is there: what can't be removed is told to the log, not as a failure."""
        port = ctx.world.hosts.port(spec.host)
        for path in paths:
            try:
                volume = await port.volume_by_path(path)
                if volume is not None:
                    await ctx.shield(delete_volume(port, volume.repository, volume.name))
            except ConsoleError as failure:
                log.warning("%s is left over: %s", path, failure.text.english())
