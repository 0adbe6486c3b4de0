"""What the P2V wizard does for machines that come here by themselves: it prepares and waits for them, and watches a conversion host."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from urllib.parse import urlsplit

from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.text import N_, tr
from console.operations.p2v.arrival import lacking, look_at_converter, own_addresses, watch
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_parts import Route
from console.operations.p2v.media import BuildImage, prepare, why_not_image
from console.operations.p2v.receiver import Reception, receive
from console.ui.dialogs.support import Message
from console.ui.jobs import Jobs, busy
from console.ui.services import Services
from console.ui.wizards.p2v_arrival_pages import MediaPage, SessionsPart
from console.ui.wizards.p2v_script_part import ScriptPart

LOOK_SECONDS = 3.0
"""Between two looks at a conversion host whose sessions are shown."""


class Arrivals:
    """Behind the pages: ``refresh`` shows the draft anew, ``found`` tells that a machine is there. ``close`` at the end."""

    def __init__(self, services: Services, draft: P2vDraft, jobs: Jobs, refresh: Callable[[], None], found: Callable[[], None]) -> None:
        self._services, self._draft, self._jobs = services, draft, jobs
        self._world = services.runner.world
        self._refresh, self._found = refresh, found
        self._after = Jobs(lambda failure: None)  # goes on when the wizard is gone
        self._watching: asyncio.Task[None] | None = None
        self._waiting: asyncio.Task[None] | None = None
        self._own = ""  # this computer's likeliest address
        self.sessions, self.media = SessionsPart(draft), MediaPage(draft)
        self.script = ScriptPart(draft, services.paths.resources / "p2v")
        self.sessions.host_chosen.connect(self._choose_host)
        self.media.wanted.connect(lambda: self._jobs.start(self._prepare()))
        self.media.withdrawn.connect(self.withdraw)
        self.media.image_wanted.connect(lambda path: self._jobs.start(self._build(path)))
        self.script.wanted.connect(lambda: self._jobs.start(self._make_script()))
        self.script.withdrawn.connect(self.withdraw)

    async def load(self) -> None:
        """What this computer can do, and the addresses that fields begin with."""
        self._draft.lacking = await lacking(self._world.programs)
        missing = await why_not_image(self._world.programs)
        self.media.set_no_image(f"{missing.text} {missing.remedy or ''}".strip() if missing is not None else "")
        addresses = await own_addresses(self._world.programs)
        if not self.script.addresses.text():
            self.script.addresses.setText(" ".join(addresses))
        self._own = addresses[0] if addresses else ""
        self._propose_server()

    def _propose_server(self) -> None:
        """The conversion host's likeliest address, where nobody has said another."""
        converter = self._draft.converter
        if converter is None or self.media.server.isModified():
            return
        self.media.server.setText(self._own if converter.record.local else urlsplit(converter.record.uri).hostname or "")

    def _choose_host(self, key: str) -> None:
        arrival = self._draft.arrival
        arrival.conversion_host, arrival.session, arrival.seen = HostId(key), "", ()
        self.media.server.setModified(False)
        self._propose_server()
        self.watch()
        self._refresh()

    # ------------------------------------------------------------------ virt-p2v

    def watch(self) -> None:
        """Look at the conversion host (anew), and go on while the route is virt-p2v."""
        if self._watching is not None:
            self._watching.cancel()
        self._watching = self._jobs.start(self._watch()) if self._draft.route is Route.MEDIA else None

    async def _watch(self) -> None:
        while self._draft.route is Route.MEDIA:
            converter = self._draft.converter
            if converter is not None:
                try:
                    seen = await watch(self._world.programs, converter)
                    self.sessions.problem.show_text("")
                except ConsoleError as failure:
                    _show(self.sessions.problem, failure)
                else:
                    if seen != self._draft.arrival.seen:
                        self._draft.arrival.seen = seen
                        self._refresh()
            await asyncio.sleep(LOOK_SECONDS)

    async def check(self, host: HostId) -> None:
        """What the conversion host has."""
        known = self._services.inventory.host(host)
        if known is not None:
            self._draft.arrival.checks[host] = await look_at_converter(self._world.programs, known, self.media.order())

    async def _prepare(self) -> None:
        converter = self._draft.converter
        if converter is None:
            return
        self.media.problem.show_text("")
        try:
            with busy(self.media):
                self._draft.arrival.preparation = await prepare(self._world, converter, self.media.order())
        except ConsoleError as failure:
            _show(self.media.problem, failure)
        self._draft.found()
        self._refresh()
        self.media.entered()

    async def _build(self, path: str) -> None:
        """The image is a task of the window: it may take an hour."""
        preparation = self._draft.arrival.preparation
        if preparation is None:
            return
        self.media.image_task = tr("The image is being built: the tasks show how far it is.")
        self._refresh()
        building = self._services.runner.start(BuildImage(preparation, path))
        with contextlib.suppress(ConsoleError, asyncio.CancelledError):
            self.media.image_task = tr("The image: {file}", file=await asyncio.shield(building))
            self._refresh()
            return
        self.media.image_task = ""
        self._refresh()

    # ------------------------------------------------------------------ the script

    async def _make_script(self) -> None:
        try:
            with busy(self.script):
                reception = await receive(self._world, self.script.order())
        except ConsoleError as failure:
            _show(self.script.problem, failure)
            return
        self.script.problem.show_text("")
        self._draft.arrival.reception = reception
        self._waiting = self._jobs.start(self._wait(reception))
        self._refresh()
        self.script.command.field.setFocus()

    async def _wait(self, reception: Reception) -> None:
        arrival = self._draft.arrival
        try:
            arrival.machine = await reception.machine()
        except ConsoleError as failure:  # nobody came
            self.withdraw()
            _show(self.script.problem, failure)
            return
        self._draft.found()
        self._found()
        if reception.order.check:
            await reception.close()

    # ------------------------------------------------------------------ the end

    def withdraw(self) -> None:
        """What waits for a machine is not wanted any more."""
        arrival = self._draft.arrival
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        if arrival.reception is not None:
            self._after.start(arrival.reception.close(_withdrawn()))
        if arrival.preparation is not None:
            self._after.start(arrival.preparation.close())
        arrival.reception = arrival.preparation = arrival.machine = None
        self.media.image_task = ""
        self._draft.found()
        self._refresh()

    def hand_over(self) -> None:
        """The operation closes what waits for the machine, and looks at its conversion."""
        if self._watching is not None:
            self._watching.cancel()
            self._watching = None
        self._draft.arrival.reception = self._draft.arrival.preparation = None

    @property
    def waits(self) -> bool:
        """Whether something is open that would be closed with the wizard."""
        return self._draft.arrival.reception is not None or self._draft.arrival.preparation is not None


def _withdrawn() -> ConsoleError:
    """For the screen of a machine that is here already."""
    return ConsoleError(N_("It was cancelled."), cause=Cause.CANCELLED)


def _show(message: Message, failure: ConsoleError) -> None:
    message.show_text(str(failure.text), "error", remedy=str(failure.remedy or ""))
