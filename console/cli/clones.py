"""vm-clone and vm-copy: the Clone draft, filled from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from console.cli.session import Session
from console.cli.show import vm_json
from console.cli.vms import wait_agents
from console.model.clone import CloneMode
from console.model.errors import Cause, ConsoleError
from console.model.objects import PowerState, StorageRepository
from console.model.rules_prepare import prepare_why_not, prepared_by_agent
from console.model.text import N_, tr
from console.operations.chains import warn_depth
from console.operations.clone_draft import PREPARATIONS, CloneDraft
from console.operations.prepare import PREPARATION_STEPS, USUAL_STEPS, InsertAnswers, PrepareGuest, WindowsAnswers, windows_steps
from console.operations.subject import target


async def vm_clone(session: Session, args: argparse.Namespace) -> None:
    """vm-clone, and vm-copy (one full copy)."""
    # All hosts of the pool are wanted: the pool rule says which of them can run the clone.
    await session.connect([], args.timeout, everything=True)
    source = session.vm_named(args.source)
    draft = CloneDraft(session.inventory, source.ref, deep=warn_depth(session.settings))
    mode = CloneMode(args.mode) if args.mode else None
    host = next((h for h in session.inventory.hosts() if args.host in (h.name, h.id, h.record.uri)), None) if args.host else None
    if args.host and host is None:
        raise ConsoleError(N_("There is no host {name} in the list.", name=args.host), cause=Cause.GONE)
    draft.change(
        mode=mode,
        count=args.count,
        pattern=args.name_pattern or args.name or "",
        host=host.id if host is not None else None,
        start=args.start or args.wait_agent is not None,
        preparation=args.prepare,
        first_address=args.address,
        gateway=args.gateway,
        dns=args.dns,
        ssh_key=args.ssh_key,
        snapshot=args.snapshot,
    )
    if args.sr:
        draft.change(repository=_repository(session, draft, args.sr).uuid)
    if args.network:
        config = draft.config
        macs = [nic.mac for nic in config.nics] if config is not None else []
        keys = [name if name == "user" or ":" in name else f"network:{name}" for name in args.network]
        draft.change(networks=dict(zip(macs, keys, strict=False)))
    await draft.look(session.hosts, session.runner.world.programs)
    for text in draft.warnings():
        session.output.note(str(text))
    problems = draft.problems()
    for problem in problems[1:]:
        session.output.complain(str(problem.text))
    if problems:
        raise ConsoleError(N_("{name} could not be cloned: {why}", name=source.name, why=problems[0].text), cause=Cause.INVALID)
    if args.dry_run:
        session.output.line(draft.xml().rstrip())
        return
    operation = draft.operation()
    await session.run(operation)
    if args.wait_agent is not None:
        await wait_agents(session, operation.refs, args.wait_agent)
    made = [vm for ref in operation.refs if (vm := session.inventory.vm(ref)) is not None]
    if session.output.json:
        session.output.document([vm_json(vm, session.inventory) for vm in made])
    else:
        for vm in made:
            session.output.line(f"{vm.name}  {vm.uuid}")


def _repository(session: Session, draft: CloneDraft, word: str) -> StorageRepository:
    host = draft.host
    known = session.inventory.repositories(host.id) if host is not None else []
    found = next((r for r in known if word in (r.name, r.uuid)), None)
    if found is None:
        raise ConsoleError(
            N_(
                "There is no storage repository {name} on {host}; there are: {names}.",
                name=word,
                host=host.name if host is not None else "",
                names=", ".join(sorted(r.name for r in known)),
            ),
            cause=Cause.GONE,
        )
    return found


def _identity_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(tr("identity of the guests"))
    group.add_argument(
        "--prepare",
        choices=PREPARATIONS,
        default="none",
        help=tr("none; seed: a seed medium for cloud-init; offline: virt-sysprep in the clone's disks (default: none)"),
    )
    group.add_argument(
        "--address", metavar="ADDRESS/PREFIX", default="", help=tr("with seed: address of the first clone; the others get the next ones")
    )
    group.add_argument("--gateway", metavar="ADDRESS", default="", help=tr("with seed: their gateway"))
    group.add_argument("--dns", metavar="ADDRESS,…", default="", help=tr("with seed: their name servers"))
    group.add_argument("--ssh-key", metavar="KEY", default="", help=tr("a public ssh key that may log on as root"))


def add_parsers(add: Callable[[str, str], argparse.ArgumentParser], count: Callable[[str], int], seconds: Callable[[str], float]) -> None:
    """The words of these verbs."""
    clone = add("vm-clone", tr("Clone a VM or template: full copy or copy-on-write, one or many."))
    copy = add("vm-copy", tr("Copy a VM or template whole: nothing of the copy depends on it."))
    for new in (clone, copy):
        new.add_argument("source", metavar="SOURCE", help=tr("name or UUID of the VM or template"))
        new.add_argument("--name", metavar="N", default="", required=new is copy, help=tr("name of the clone"))
    clone.add_argument("--mode", choices=[mode.value for mode in CloneMode], help=tr("default: cow where that is possible, else full"))
    clone.add_argument("--count", metavar="K", type=count, default=1, help=tr("how many"))
    clone.add_argument("--name-pattern", metavar="P", default="", help=tr("names of many, such as web-###"))
    copy.set_defaults(mode=CloneMode.FULL.value, count=1, name_pattern="")
    for new in (clone, copy):
        new.add_argument("--snapshot", metavar="NAME", default="", help=tr("as it was in this snapshot of it (full copy by default)"))
        new.add_argument("--host", metavar="HOST", help=tr("where they run (default: the source's host)"))
        new.add_argument("--sr", metavar="SR", help=tr("storage repository for the disks (default: where the source's are)"))
        new.add_argument(
            "--network", metavar="NAME", action="append", help=tr("network of the first, second, … network card (default: the source's)")
        )
        new.add_argument("--start", action="store_true", help=tr("start them"))
        new.add_argument(
            "--wait-agent", metavar="SECONDS", nargs="?", type=seconds, const=300.0, help=tr("start, and wait until their agents respond")
        )
        new.add_argument("--dry-run", action="store_true", help=tr("print the XML that would be defined, and make nothing"))
        _identity_options(new)
    prepare = add("vm-prepare", tr("Prepare a running guest for being cloned: remove what makes it unique, and shut it down (Windows: sysprep)."))
    prepare.add_argument("name", metavar="NAME", help=tr("name or UUID"))
    prepare.add_argument("--host", metavar="HOST", action="append", default=[], help=tr("look on this host only"))
    prepare.add_argument("--steps", metavar="STEP,…", default="", help=tr("Linux, what is removed: {steps}", steps=",".join(USUAL_STEPS)))
    for name in _ANSWERS:
        prepare.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=tr("Windows: field of its answer file"))
    prepare.add_argument("--password-file", metavar="FILE", help=tr("Windows: file with the administrator's password"))
    prepare.add_argument("--wait-agent", metavar="SECONDS", nargs="?", type=seconds, const=300.0, help=tr("wait until its agent responds first"))
    prepare.add_argument("--yes", action="store_true", help=tr("do not ask: what is removed does not come back"))


AGENT_SECONDS = 15.0
"""How long an agent may take to tell that it is there, to who has just connected."""

_ANSWERS = ("owner", "organization", "product_key", "timezone", "language")


def usage_problem(args: argparse.Namespace) -> str:
    """What argparse can't say by itself; "" = nothing is wrong."""
    if args.verb != "vm-clone":
        return ""
    if args.count > 1 and not args.name_pattern:
        return tr("--count needs --name-pattern, such as web-###")
    return "" if args.name or args.name_pattern else tr("--name or --name-pattern is needed")


def _first_line(path: str) -> str:
    try:
        with Path(path).open(encoding="utf-8") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, UnicodeError) as problem:
        raise ConsoleError(N_("{file} could not be read.", file=path), cause=Cause.INVALID, detail=str(problem)) from problem


async def vm_prepare(session: Session, args: argparse.Namespace) -> None:
    """vm-prepare: by the guest's agent; Windows without one gets the answer file in its drive, and the steps are printed."""
    await session.connect(args.host, args.timeout, everything=True)
    vm = session.vm_named(args.name)
    if vm.state is PowerState.RUNNING and vm.config is not None and vm.config.agent_channel is not None:
        try:
            await wait_agents(session, [vm.ref], AGENT_SECONDS if args.wait_agent is None else args.wait_agent)
        except ConsoleError as failure:
            if failure.cause is not Cause.TIMEOUT or args.wait_agent is not None:
                raise
        vm = session.inventory.vm(vm.ref) or vm
    if (reason := prepare_why_not(vm, session.inventory)) is not None:
        raise ConsoleError(N_("The guest of {name} could not be prepared: {why}", name=vm.name, why=reason.text), cause=Cause.INVALID)
    known = [key for key, _ in PREPARATION_STEPS]
    steps = tuple(word.strip() for word in args.steps.split(",")) if args.steps else USUAL_STEPS
    if unknown := [step for step in steps if step not in known]:
        raise ConsoleError(N_("There is no step {step}; there are: {steps}.", step=unknown[0], steps=", ".join(known)), cause=Cause.INVALID)
    fields = {name: getattr(args, name) for name in _ANSWERS if getattr(args, name) is not None}
    if args.password_file:
        fields["password"] = await session.background.run(lambda: _first_line(args.password_file))
    by_agent, of = prepared_by_agent(vm), target(vm, session.inventory)
    if by_agent and not args.yes:
        why = N_("The guest of {name} was not prepared: what is removed in it does not come back.", name=vm.name)
        raise ConsoleError(why, cause=Cause.INVALID, remedy=N_("Use --yes."))
    answers = WindowsAnswers(**fields)
    await session.run(PrepareGuest(of, steps, answers) if by_agent else InsertAnswers(of, answers))
    if not by_agent:
        for number, step in enumerate(windows_steps(), 1):
            session.output.note(f"{number}. {step}")
    now = session.inventory.vm(vm.ref) or vm
    if session.output.json:
        session.output.document(vm_json(now, session.inventory))
    else:
        session.output.line(f"{now.name}  {now.uuid}")


VERBS = {"vm-clone": vm_clone, "vm-copy": vm_clone, "vm-prepare": vm_prepare}
