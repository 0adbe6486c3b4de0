"""Verbs for pools, and for adding and removing hosts."""

from __future__ import annotations

import argparse
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from console.cli.output import STATES, size
from console.cli.session import Session
from console.cli.show import HOST_COLUMNS, host_json, host_row
from console.model.errors import Cause, ConsoleError
from console.model.ids import HostId
from console.model.objects import Host, HostRecord, Pool
from console.model.pool_checks import Finding, Level
from console.model.rules import Verb
from console.model.rules_pool import PoolVerb, members, pool_name_problem, why_not_join
from console.model.sharing import identity, shared_once
from console.model.text import N_, Text, tr
from console.operations.host import AddHost, on_host, record_of
from console.operations.pool import AddToPool, CreatePool, DeletePool, RenamePool, new_pool_id, remove_from_pool
from console.operations.pool_check import examine, quick_findings

COLUMNS = (N_("NAME"), N_("HOSTS"), N_("CONNECTED"), N_("CPUS"), N_("MEMORY"), N_("VMS"))
FINDING_COLUMNS = (N_("RESULT"), N_("CHECK"), N_("WHAT TO DO"))
LEVELS: dict[Level, Text] = {Level.OK: N_("ok"), Level.INFO: N_("note"), Level.WARN: N_("warning"), Level.ERROR: N_("error")}


def add_parsers(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The words of these verbs."""
    new = add("host-add", tr("Add a host to the list."))
    new.add_argument("uri", metavar="URI", help=tr("its libvirt address, like qemu+ssh://user@host/system"))
    new.add_argument("--name", metavar="NAME", default="", help=tr("what to call it (default: from the address)"))
    new.add_argument("--pool", metavar="POOL", default="", help=tr("put it into this pool"))
    new.add_argument("--no-check", action="store_true", help=tr("keep it also if it can't be connected now"))
    gone = add("host-remove", tr("Take hosts out of the list. Nothing on them changes, their VMs run on."))
    gone.add_argument("hosts", metavar="HOST", nargs="+", help=tr("name or URI"))
    create = add(PoolVerb.CREATE.value, tr("Make a pool of hosts, after checking that they fit together."))
    create.add_argument("name", metavar="NAME", help=tr("name of the new pool"))
    create.add_argument("hosts", metavar="HOST", nargs="*", help=tr("name or URI of a host that is in no pool"))
    add("pool-list", tr("List the pools."))
    show = add("pool-show", tr("Show pools with their hosts and shared storage."))
    show.add_argument("pools", metavar="POOL", nargs="+", help=tr("name of a pool"))
    show.add_argument("--check", action="store_true", help=tr("ask the hosts whether they fit together (CPU, clocks, reach)"))
    join = add(PoolVerb.ADD_HOST.value, tr("Put hosts into a pool, after checking that they fit to it."))
    leave = add(PoolVerb.REMOVE_HOST.value, tr("Take hosts out of a pool: they are standalone then."))
    for each in (join, leave):
        each.add_argument("pool", metavar="POOL", help=tr("name of a pool"))
        each.add_argument("hosts", metavar="HOST", nargs="+", help=tr("name or URI"))
    for each in (create, join):
        each.add_argument("--no-check", action="store_true", help=tr("do not connect and ask the hosts"))
    rename = add(PoolVerb.RENAME.value, tr("Give a pool another name."))
    rename.add_argument("pool", metavar="POOL", help=tr("name of a pool"))
    rename.add_argument("name", metavar="NAME", help=tr("its new name"))
    delete = add(PoolVerb.DELETE.value, tr("Delete pools: their hosts become standalone, nothing on them changes."))
    delete.add_argument("pools", metavar="POOL", nargs="+", help=tr("name of a pool"))


# --------------------------------------------------------------------------- what is printed


def finding_json(finding: Finding, session: Session) -> dict[str, Any]:
    """One result of a check."""
    return {
        "check": finding.key,
        "level": finding.level.value,
        "text": str(finding.text),
        "remedy": str(finding.remedy) if finding.remedy is not None else "",
        "hosts": [session.host_name(host) for host in finding.hosts],
    }


def pool_json(pool: Pool, session: Session, findings: Sequence[Finding] = ()) -> dict[str, Any]:
    """One pool. What its hosts told last counts also while they are away."""
    inventory = session.inventory
    hosts = members(inventory, pool.record.id)
    vms = [vm for host in hosts for vm in inventory.vms(host.id) if not vm.is_template]
    repositories = [each for host in hosts for each in inventory.repositories(host.id)]
    return {
        "id": pool.record.id,
        "name": pool.name,
        "hosts": [{"name": h.name, "uri": h.record.uri, "state": h.state.value, "libvirt_version": h.libvirt_version, "cpus": h.cpus} for h in hosts],
        "connected": sum(host.state.value == "ready" for host in hosts),
        "cpus": sum(host.cpus for host in hosts),
        "memory_bytes": sum(host.memory_bytes for host in hosts),
        "vms": dict(Counter(vm.state.value for vm in vms)),
        "shared_storage": [
            {
                "name": each.name,
                "source": each.source,
                "hosts": [session.host_name(view.host) for view in repositories if view.active and identity(view) == identity(each)],
            }
            for each in shared_once(repositories)
        ],
        "checks": [finding_json(finding, session) for finding in findings],
    }


def _print_pools(session: Session, pools: Sequence[Pool], findings: Sequence[Finding] = ()) -> None:
    found = [pool_json(pool, session, findings) for pool in pools]
    if session.output.json:
        session.output.document(found)
        return
    rows = [
        [each["name"], str(len(each["hosts"])), str(each["connected"]), str(each["cpus"] or ""), size(each["memory_bytes"] or None),
         str(sum(each["vms"].values()))]
        for each in found
    ]  # fmt: skip
    session.output.table(COLUMNS, rows)
    _print_findings(session, findings)


def _print_findings(session: Session, findings: Sequence[Finding]) -> None:
    if findings:
        session.output.line("")
    rows = [[str(LEVELS[each.level]), str(each.text), str(each.remedy or "")] for each in findings]
    session.output.table(FINDING_COLUMNS, rows)


# --------------------------------------------------------------------------- finding what was named


def _pool_named(session: Session, word: str) -> Pool:
    found = [pool for pool in session.inventory.pools() if word in (pool.name, pool.record.id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise ConsoleError(N_("Several pools have the name {name}.", name=word), cause=Cause.INVALID, remedy=N_("Use the id (pool-list --json)."))
    raise ConsoleError(N_("There is no pool {name}.", name=word), cause=Cause.GONE, remedy=N_("“virtdeckctl pool-list” shows them."))


async def _connect_some(session: Session, hosts: Sequence[HostId], seconds: float) -> None:
    """Connect these hosts as far as that goes; those that can't be reached are told."""
    for failure in await session.try_connect(hosts, seconds):
        session.output.note(str(failure.text))


# --------------------------------------------------------------------------- pools


async def pool_list(session: Session, args: argparse.Namespace) -> None:
    """pool-list."""
    pools = session.inventory.pools()
    await _connect_some(session, [host.id for pool in pools for host in members(session.inventory, pool.record.id)], args.timeout)
    _print_pools(session, pools)


async def pool_show(session: Session, args: argparse.Namespace) -> None:
    """pool-show."""
    pools = [_pool_named(session, word) for word in args.pools]
    await _connect_some(session, [host.id for pool in pools for host in members(session.inventory, pool.record.id)], args.timeout)
    documents = []
    for number, pool in enumerate(pools):
        hosts = [host.id for host in members(session.inventory, pool.record.id)]
        found = await examine(session.inventory, session.hosts, hosts) if args.check else quick_findings(session.inventory, hosts)
        data = pool_json(pool, session, found if hosts else ())
        documents.append(data)
        if not session.output.json:
            if number:
                session.output.line("")
            _show(session, data)
            session.output.line("")
            session.output.table(HOST_COLUMNS, [host_row(host, session.inventory) for host in members(session.inventory, pool.record.id)])
            _print_findings(session, found if hosts else ())
    if session.output.json:
        session.output.document(documents)


def _show(session: Session, data: dict[str, Any]) -> None:
    storage = "\n".join(f"{each['name']} ({', '.join(each['hosts'])})" for each in data["shared_storage"])
    vms = ", ".join(f"{STATES.get(state, state)} {count}" for state, count in data["vms"].items())
    session.output.pairs(
        [
            (N_("Pool"), data["name"]),
            (N_("Hosts"), tr("{ready} of {total} connected", ready=data["connected"], total=len(data["hosts"]))),
            (N_("Logical CPUs"), str(data["cpus"] or "")),
            (N_("Memory"), size(data["memory_bytes"] or None)),
            (N_("VMs"), vms),
            (N_("Shared storage"), storage),
        ]
    )


async def pool_create(session: Session, args: argparse.Namespace) -> None:
    """pool-create: refused where hosts can't be one pool; warnings are printed."""
    if (problem := pool_name_problem(args.name, session.inventory)) is not None:
        raise ConsoleError(problem, cause=Cause.INVALID)
    hosts = [session.host_named(word) for word in args.hosts]
    findings = await _checked(session, hosts, hosts, args)
    pool = new_pool_id()
    await session.run(CreatePool(pool, args.name, tuple(host.id for host in hosts)))
    _print_pools(session, [_pool_named(session, pool)], findings)


async def pool_add_host(session: Session, args: argparse.Namespace) -> None:
    """pool-add-host."""
    pool = _pool_named(session, args.pool)
    hosts = [session.host_named(word) for word in args.hosts]
    findings = await _checked(session, hosts, [*members(session.inventory, pool.record.id), *hosts], args)
    await session.run(AddToPool(pool.record.id, pool.name, tuple(host.id for host in hosts)))
    _print_pools(session, [pool], findings)


async def _checked(session: Session, joining: Sequence[Host], all_hosts: Sequence[Host], args: argparse.Namespace) -> tuple[Finding, ...]:
    """What the checks say; ConsoleError where a host can't join, or an error among them."""
    for host in joining:
        if (reason := why_not_join(host, session.inventory)) is not None:
            raise ConsoleError(reason.text, cause=Cause.INVALID)
    if args.no_check or not all_hosts:
        return ()
    identities = list(dict.fromkeys(host.id for host in all_hosts))
    await _connect_some(session, identities, args.timeout)
    findings = await examine(session.inventory, session.hosts, identities)
    wrong = next((each for each in findings if each.level is Level.ERROR), None)
    if wrong is not None:
        raise ConsoleError(N_("These hosts can't be one pool: {why}", why=wrong.text), cause=Cause.INVALID, remedy=wrong.remedy)
    return findings


async def pool_remove_host(session: Session, args: argparse.Namespace) -> None:
    """pool-remove-host."""
    pool = _pool_named(session, args.pool)
    hosts = [session.host_named(word) for word in args.hosts]
    for host in hosts:
        if host.record.pool != pool.record.id:
            raise ConsoleError(N_("{host} is not in the pool {pool}.", host=host.name, pool=pool.name), cause=Cause.INVALID)
    await session.run_all([remove_from_pool(host) for host in hosts])
    _print_pools(session, [pool])


async def pool_rename(session: Session, args: argparse.Namespace) -> None:
    """pool-rename."""
    pool = _pool_named(session, args.pool)
    await session.run(RenamePool(pool.record.id, pool.name, args.name))
    _print_pools(session, [_pool_named(session, pool.record.id)])


async def pool_delete(session: Session, args: argparse.Namespace) -> None:
    """pool-delete."""
    pools = [_pool_named(session, word) for word in args.pools]
    await session.run_all([DeletePool(pool.record.id, pool.name) for pool in pools])
    _print_pools(session, session.inventory.pools())


# --------------------------------------------------------------------------- hosts


async def host_add(session: Session, args: argparse.Namespace) -> None:
    """host-add: kept only if it can be connected, unless --no-check says otherwise."""
    if args.connect:
        raise ConsoleError(N_("--connect names hosts for this run only; host-add keeps one."), cause=Cause.INVALID, remedy=N_("Leave --connect out."))
    pool = _pool_named(session, args.pool) if args.pool else None
    given = record_of(args.uri)
    taken = {host.name for host in session.inventory.hosts()}
    name = args.name or given.name
    if name in taken:
        raise ConsoleError(N_("There is a host {name} already.", name=name), cause=Cause.EXISTS, remedy=N_("Give it another name with --name."))
    host = HostId(str(uuid.uuid4()))
    await session.run(AddHost(HostRecord(host, name, args.uri, local=given.local)))
    if not args.no_check:
        try:
            for failure in await session.try_connect([host], args.timeout):
                raise failure
        except BaseException:
            await session.hosts.remove(host)
            raise
    if pool is not None:
        await session.run(AddToPool(pool.record.id, pool.name, (host,)))
    _print_hosts(session, [host])


async def host_remove(session: Session, args: argparse.Namespace) -> None:
    """host-remove."""
    hosts = [session.host_named(word) for word in args.hosts]
    await session.run_all([on_host(Verb.HOST_REMOVE, host.id, session.inventory) for host in hosts])
    _print_hosts(session, [host.id for host in session.inventory.hosts()])


def _print_hosts(session: Session, identities: Sequence[HostId]) -> None:
    hosts = [host for identity in identities if (host := session.inventory.host(identity)) is not None]
    if session.output.json:
        session.output.document([host_json(host, session.inventory) for host in hosts])
    else:
        session.output.table(HOST_COLUMNS, [host_row(host, session.inventory) for host in hosts])


VERBS = {
    "host-add": host_add,
    "host-remove": host_remove,
    "pool-list": pool_list,
    "pool-show": pool_show,
    PoolVerb.CREATE.value: pool_create,
    PoolVerb.ADD_HOST.value: pool_add_host,
    PoolVerb.REMOVE_HOST.value: pool_remove_host,
    PoolVerb.RENAME.value: pool_rename,
    PoolVerb.DELETE.value: pool_delete,
}
