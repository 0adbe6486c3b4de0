"""Verbs for what interrupted tasks left behind: list, clean up on proof, keep."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from typing import Any

from console.cli.session import Session
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.tasks import Leftover
from console.model.text import N_, Text, tr
from console.operations.leftovers import CleanUp, Keep, why_not_clean
from console.operations.p2v.source_left import KIND, machine_of, proved

COLUMNS = (N_("ID"), N_("KIND"), N_("NAME"), N_("HOST"), N_("LEFT BY"), N_("WHEN"))
KINDS: dict[str, Text] = {
    "domain": N_("VM"),
    "volume": N_("virtual disk"),
    "file": N_("file"),
    "network": N_("network"),
    "repository": N_("storage repository"),
    "conversion": N_("unfinished template"),
    "p2v-key": N_("virt-p2v key"),
    "p2v-snapshot": N_("snapshot"),
}


async def tell_about(session: Session) -> None:
    """One note where something is left; whoever works without a window would never hear of it."""
    count = len(await session.journal.leftovers())
    if count:
        session.output.note(tr("Interrupted tasks left something behind ({count}): “virtdeckctl leftover-list” shows it.", count=count))


async def leftover_list(session: Session, args: argparse.Namespace) -> None:
    """leftover-list: needs no host."""
    left = await session.journal.leftovers()
    if session.output.json:
        session.output.document([_json(session, each) for each in left])
    else:
        session.output.table(COLUMNS, [_row(session, each) for each in left])


def _json(session: Session, left: Leftover) -> dict[str, Any]:
    return {
        "id": left.id,
        "kind": left.kind,
        "name": left.name,
        "key": left.key,
        "host": _host(session, left),
        "task": left.title,
        "at": left.at,
        "proved": left.confirmed or (proved(left) if left.kind == KIND else left.kind != "volume"),
    }


def _row(session: Session, left: Leftover) -> list[str]:
    kind = KINDS.get(left.kind)
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(left.at))
    return [str(left.id), str(kind) if kind is not None else left.kind, left.name, _host(session, left), left.title, when]


def _host(session: Session, left: Leftover) -> str:
    return session.host_name(HostId(left.host)) if left.host else machine_of(left)


async def leftover_clean(session: Session, args: argparse.Namespace) -> None:
    """leftover-clean: removes what is proved to be ours, and says of the rest why not."""
    chosen = await _chosen(session, args)
    await _connect(session, chosen, args.timeout)
    ready = []
    for left in chosen:
        why = why_not_clean(left, session.inventory)
        if why is None:
            ready.append(left)
        else:
            session.output.complain(tr("{name} ({id}) was not cleaned up: {why}", name=left.name, id=left.id, why=why))
    # VMs first: a disk that a VM still has is in use.
    for group in ([left for left in ready if left.kind == "domain"], [left for left in ready if left.kind != "domain"]):
        failures = await session.run_all([CleanUp(left) for left in group])
        for left, failure in zip(group, failures, strict=True):
            if failure is None:
                session.output.note(tr("{name} ({id}) was cleaned up.", name=left.name, id=left.id))


async def leftover_keep(session: Session, args: argparse.Namespace) -> None:
    """leftover-keep: they are the user's from now on."""
    chosen = await _chosen(session, args)
    await session.run_all([Keep(left) for left in chosen])


async def _chosen(session: Session, args: argparse.Namespace) -> tuple[Leftover, ...]:
    """Those whose ids are given; all with --all. ConsoleError where one is not there: nothing is done then."""
    left = await session.journal.leftovers()
    if args.all:
        return left
    known = {each.id: each for each in left}
    missing = [number for number in args.ids if number not in known]
    if missing:
        raise ConsoleError(
            N_("There is no leftover {id}.", id=missing[0]), cause=Cause.GONE, remedy=N_("“virtdeckctl leftover-list” shows what is left.")
        )
    return tuple(known[number] for number in dict.fromkeys(args.ids))


async def _connect(session: Session, left: Sequence[Leftover], seconds: float) -> None:
    """Connect to the hosts on which something is left; those that can't be reached are told by ``why_not_clean``."""
    hosts = [host.name for host in session.inventory.hosts() if host.id in {each.host for each in left}]
    if hosts:
        try:
            await session.connect(hosts, seconds)
        except ConsoleError as failure:
            session.output.note(str(failure.text))
