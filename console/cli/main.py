"""From the parsed words to the verb."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable

from console.cli import (
    clones,
    devices,
    exports,
    hosts,
    imports,
    install,
    leftovers,
    migrate,
    networks,
    p2v,
    p2v_machines,
    packages,
    pools,
    storage,
    templates,
    tools,
    vms,
)
from console.cli.session import Session
from console.model.errors import Cause, ConsoleError
from console.operations.power import POWER_VERBS

VERBS: dict[str, Callable[[Session, argparse.Namespace], Awaitable[None]]] = {
    "host-list": hosts.host_list,
    "vm-list": vms.vm_list,
    "vm-show": vms.vm_show,
    "vm-delete": vms.vm_delete,
    "vm-tools": tools.vm_tools,
    "leftover-list": leftovers.leftover_list,
    "leftover-clean": leftovers.leftover_clean,
    "leftover-keep": leftovers.leftover_keep,
    "template-list": hosts.template_list,
    "vm-install": install.vm_install,
    **{verb.value: vms.vm_power for verb in POWER_VERBS},
    **networks.VERBS,
    **exports.VERBS,
    **imports.VERBS,
    **migrate.VERBS,
    **devices.VERBS,
    **packages.VERBS,
    **p2v.VERBS,
    **p2v_machines.VERBS,
    **pools.VERBS,
    **clones.VERBS,
    **storage.VERBS,
    **templates.VERBS,
}

DONE, FAILED = 0, 1


async def execute(session: Session, args: argparse.Namespace) -> int:
    """Run one verb; the exit status."""
    end = session.runner.subscribe(session.show_task)
    try:
        if not args.verb.startswith("leftover-"):
            await leftovers.tell_about(session)
        await VERBS[args.verb](session, args)
    except ConsoleError as failure:
        if failure.cause is not Cause.CANCELLED or str(failure.text):
            session.output.error(failure)
    finally:
        end()
        session.output.clear_progress()
    return FAILED if session.output.failed else DONE
