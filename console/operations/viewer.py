"""Opening a VM's screen in ``remote-viewer``: a ``.vv`` file that only the user can read and that the viewer deletes."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from console.model.errors import Cause, ConsoleError
from console.model.rules import Verb
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.subject import OnVm, check

VIEWER = "remote-viewer"
START_SECONDS = 10.0


@dataclass(frozen=True)
class OpenViewer(OnVm):
    """Open the first screen of a VM. ``folder``: where the connection file goes (private to the user). The result is that file's path."""

    folder: Path

    @property
    def title(self) -> Text:
        return N_("Open viewer for {name}", name=self.of.name)

    @property
    def verb(self) -> str:
        return Verb.VM_VIEWER.value

    async def run(self, ctx: Context) -> str:
        vm, port = check(ctx, Verb.VM_VIEWER, self.of, N_("The viewer could not be opened for {name}", name=self.of.name))
        programs = ctx.world.programs
        viewer = await programs.which(VIEWER)
        if viewer is None:
            raise ConsoleError(
                N_("The viewer could not be opened: the program remote-viewer is not installed on this computer."),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Install the package virt-viewer."),
            )
        kind, host, number = await port.display_endpoint(vm.uuid)
        if host.startswith("/"):
            raise ConsoleError(
                N_("The viewer could not be opened: the display of {name} is on a local socket, which remote-viewer can't open.", name=vm.name),
                cause=Cause.UNSUPPORTED,
                remedy=N_("Give the VM a display that listens on an address."),
            )
        text = connection_file(kind, host, number, title=vm.name)
        path = await ctx.world.background.run(lambda: _write(self.folder, text))
        # In a session of its own, and away from our pipes: the viewer outlives this task, and the console.
        away = 'exec "$0" "$1" </dev/null >/dev/null 2>&1'
        await programs.run(["setsid", "--fork", "sh", "-c", away, viewer, str(path)], deadline=START_SECONDS)
        return str(path)


def connection_file(kind: str, host: str, port: int, *, title: str) -> str:
    """The contents of a ``.vv`` file (remote-viewer(1), "CONNECTION FILE": GKeyFile syntax, so line breaks and backslashes are escaped)."""
    name = title.replace("\\", "\\\\").replace("\n", " ")
    rows = {"type": kind, "host": host, "port": port, "title": name, "delete-this-file": 1}
    return "[virt-viewer]\n" + "".join(f"{key}={value}\n" for key, value in rows.items())


def _write(folder: Path, text: str) -> Path:
    """A new file with mode 0600."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, path = tempfile.mkstemp(prefix="screen-", suffix=".vv", dir=folder)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as problem:
        raise ConsoleError(
            N_("The viewer could not be opened: its connection file can't be written to {folder}.", folder=str(folder)), detail=str(problem)
        ) from problem
    return Path(path)
