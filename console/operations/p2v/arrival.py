"""Machines that come here by themselves, with virt-p2v or by a script: what was answered for them, and what is seen of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from console.guests.p2v_media import Session, progress
from console.model.errors import ConsoleError
from console.model.ids import HostId
from console.model.objects import Host
from console.model.physical import PhysicalMachine
from console.model.ports import Programs
from console.model.text import N_, Text, plain
from console.operations.p2v.draft_parts import Route
from console.operations.p2v.media import MediaOrder, Preparation, place_of, try_ssh
from console.operations.p2v.prerequisites import Check, look
from console.operations.p2v.receiver import Reception
from console.operations.p2v.sessions import log_lines, sessions

SECONDS = 20.0
LEAST_VERSION = (1, 28)
"""Of virt-v2v on a conversion host (virt-p2v(1), "INTRODUCTION")."""
NEEDS: dict[Route, tuple[tuple[str, str], ...]] = {
    Route.MEDIA: (("ssh-keygen", "openssh-client"),),
    Route.SCRIPT: (("openssl", "openssl"),),
}
"""Programs of this computer that a route needs, and their packages."""
STATES: dict[str, Text] = {
    "preparing": N_("preparing"),
    "running": N_("converting"),
    "done": N_("done"),
    "failed": N_("failed"),
    "broken": N_("connection lost"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A session of a conversion host, and how far it is."""

    session: Session
    step: Text = field(default_factory=lambda: plain(""))
    fraction: float | None = None
    lines: tuple[str, ...] = ()

    @property
    def state(self) -> Text:
        """In words."""
        return STATES[self.session.state]

    @property
    def how_far(self) -> Text:
        """The step, with a percentage where one is known."""
        if self.fraction is None:
            return self.step
        return N_("{step}: {percent} %", step=self.step, percent=round(self.fraction * 100))


@dataclass
class Arrival:
    """What was answered on these two routes, and what has come. ``session`` "": a new machine is prepared for."""

    conversion_host: HostId | None = None
    session: str = ""  # folder of one that is there already
    seen: tuple[Seen, ...] = ()
    preparation: Preparation | None = None
    reception: Reception | None = None
    machine: PhysicalMachine | None = None  # that runs the script
    checks: dict[HostId, tuple[Check, ...]] = field(default_factory=dict)

    @property
    def chosen(self) -> Seen | None:
        """The session that the VM is made of: the one that was chosen, or that of the machine which was prepared for."""
        if self.session:
            return next((each for each in self.seen if each.session.folder == self.session), None)
        if self.preparation is None:
            return None
        return next((each for each in self.seen if each.session.storage == self.preparation.storage), None)

    @property
    def media_machine(self) -> PhysicalMachine | None:
        """What is known of a machine that boots virt-p2v before its conversion has ended: its name."""
        found = self.chosen if self.session else None
        if found is not None:
            return PhysicalMachine(found.session.name)
        return PhysicalMachine(self.preparation.order.name) if self.preparation is not None and not self.session else None


async def watch(programs: Programs, host: Host) -> tuple[Seen, ...]:
    """The sessions of a host, with how far those are that go on; the newest first."""
    found = []
    for session in await sessions(programs, host):
        lines = await log_lines(programs, host, session) if session.state != "preparing" else []
        step = progress(lines)[1]
        going = session.state == "running" and step is not None
        found.append(Seen(session, step.text if going and step else plain(""), step.fraction if going and step else None, tuple(lines)))
    return tuple(reversed(found))


async def lacking(programs: Programs) -> dict[Route, Text]:
    """Why a route can't be gone from this computer, for lack of a program."""
    found = {}
    for route, needs in NEEDS.items():
        for name, package in needs:
            if await programs.which(name) is None:
                found[route] = N_("{program} is missing here: install the package {package}.", program=name, package=package)
    return found


async def own_addresses(programs: Programs) -> tuple[str, ...]:
    """This computer's addresses in networks, the likeliest first; none where they can't be asked."""
    try:
        told = await programs.run(["hostname", "-I"], deadline=SECONDS, check=False)
    except ConsoleError:
        return ()
    return tuple(word for word in told.stdout.split() if not word.startswith("fe80"))


async def look_at_converter(programs: Programs, host: Host, order: MediaOrder) -> tuple[Check, ...]:
    """What a host needs that machines with virt-p2v connect to: virt-v2v itself, an ssh server that forwards, and what every conversion needs."""
    common, ssh, version = await asyncio.gather(look(programs, host), try_ssh(programs, host, order), _virt_v2v(programs, host))
    return (version, *ssh, *(check for check in common.checks if check.name != "virt-v2v"))


async def _virt_v2v(programs: Programs, host: Host) -> Check:
    remedy = N_("Install the package {package} there.", package="virt-v2v")
    try:
        told = await programs.run(["virt-v2v", "--version"], host=place_of(host), deadline=SECONDS, check=False, env={"LC_ALL": "C"})
    except ConsoleError as problem:
        return Check("virt-v2v", False, N_("virt-v2v is not installed on {host}.", host=host.name), problem.remedy or remedy)
    version = told.stdout.split()[-1] if told.status == 0 and told.stdout.split() else ""
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if not numbers:
        return Check("virt-v2v", False, N_("virt-v2v is not installed on {host}.", host=host.name), remedy)
    if numbers < LEAST_VERSION:
        text = N_("virt-v2v on {host} is too old ({version}): virt-p2v needs 1.28.", host=host.name, version=version)
        return Check("virt-v2v", False, text, N_("Choose another conversion host, or install a newer virt-v2v there."))
    return Check("virt-v2v", True, N_("virt-v2v is there ({version}).", version=version))


def first_missing(checks: Sequence[Check]) -> Check | None:
    """The first check that failed."""
    return next((check for check in checks if check.ok is False), None)
