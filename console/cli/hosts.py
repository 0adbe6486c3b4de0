"""Verbs for hosts and templates: lists."""

from __future__ import annotations

import argparse

from console.cli.session import Session
from console.cli.show import HOST_COLUMNS, TEMPLATE_COLUMNS, host_json, host_row, template_json, template_row
from console.cli.templates import list_custom
from console.model.errors import Cause, ConsoleError
from console.model.text import N_


async def host_list(session: Session, args: argparse.Namespace) -> None:
    """host-list: hosts that can't be reached are listed too, with the reason; that is not a failure."""
    try:
        await session.connect([], args.timeout, everything=True)
    except ConsoleError as failure:
        if not session.inventory.hosts():
            raise
        session.output.note(str(failure.text))
        session.output.failed = False
    hosts = session.inventory.hosts()
    if session.output.json:
        session.output.document([host_json(host, session.inventory) for host in hosts])
    else:
        session.output.table(HOST_COLUMNS, [host_row(host, session.inventory) for host in hosts])


async def template_list(session: Session, args: argparse.Namespace) -> None:
    """template-list: the built-in ones need no host."""
    if args.custom:
        await list_custom(session, args)
        return
    templates = await session.catalogue.templates()
    if args.family is not None:
        families = sorted({template.family for template in templates})
        if args.family not in families:
            raise ConsoleError(
                N_("There is no family {family}; there are {families}.", family=args.family, families=", ".join(families)), cause=Cause.INVALID
            )
        templates = tuple(template for template in templates if template.family == args.family)
    if session.output.json:
        session.output.document([template_json(template) for template in templates])
    else:
        session.output.table(TEMPLATE_COLUMNS, [template_row(template) for template in templates])
    if session.catalogue.note is not None:
        session.output.note(str(session.catalogue.note))
