"""The verbs of pools. Whether they can be done is asked of ``model.rules_pool``; what they do is an operation."""

from __future__ import annotations

from console.model.ids import Kind
from console.model.objects import Host, Pool
from console.model.rules import Reason
from console.model.rules_pool import members, pool_of, why_not_join, why_not_leave
from console.model.text import N_, plain
from console.ui.commands.base import Command, Selection, Shell


class PoolCommand(Command):
    """A verb for the selected pools."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def pools(self, selection: Selection) -> list[Pool]:
        """The pools that are selected."""
        return [thing for thing in selection.things if isinstance(thing, Pool)]

    def why_not(self, selection: Selection) -> Reason | None:
        return None if self.pools(selection) else Reason(N_("Select a pool."))


class New(PoolCommand):
    """The pool wizard; selected hosts that are free are ticked."""

    id, text, icon = "pool-create", N_("New pool…"), "pool"
    also = "resource pool cluster"

    def why_not(self, selection: Selection) -> Reason | None:
        return None

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        inventory = self._shell.services.inventory
        chosen = tuple(host.id for host in selection.hosts if not host.record.embedded and why_not_join(host, inventory) is None)
        self._shell.do("pool-wizard", (None, chosen))


class AddHosts(PoolCommand):
    """The wizard for more hosts."""

    id, text, icon = "pool-add-hosts", N_("Add hosts to the pool…"), "add-host"

    def why_not(self, selection: Selection) -> Reason | None:
        return None if len(self.pools(selection)) == 1 and len(selection.things) == 1 else Reason(N_("Select one pool."))

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do("pool-wizard", (self.pools(selection)[0], ()))


class Join(PoolCommand):
    """Put the selected hosts into a pool: the only one at once, else chosen from a menu."""

    id, text, icon = "pool-add-host", N_("Add to pool…"), "pool"

    def why_not(self, selection: Selection) -> Reason | None:
        inventory = self._shell.services.inventory
        if not selection.hosts:
            return Reason(N_("Select a host."))
        reasons = [why_not_join(host, inventory) for host in selection.hosts]
        return None if any(reason is None for reason in reasons) else reasons[0]

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.spawn(self._choose([host for host in selection.hosts if why_not_join(host, self._shell.services.inventory) is None]))

    async def _choose(self, hosts: list[Host]) -> None:
        from console.operations.pool import AddToPool

        services = self._shell.services
        pools = services.inventory.pools()
        chosen = tuple(host.id for host in hosts)
        if not pools:
            self._shell.do("pool-wizard", (None, chosen))
            return
        title = N_("Add to pool")
        text = N_("Which pool shall the {n} hosts join?", n=len(hosts))
        if len(hosts) == 1:
            text = N_("Which pool shall {host} join?", host=hosts[0].name)
        options = [(pool.record.id, plain(pool.name)) for pool in pools]
        answer = await services.questions.choose(title, text, [*options, ("", N_("A new pool…"))], default=pools[0].record.id)
        if answer is None:
            return
        pool = services.inventory.pool(answer) if answer else None
        if not answer:
            self._shell.do("pool-wizard", (None, chosen))
        elif pool is not None:
            self._shell.start(AddToPool(pool.record.id, pool.name, chosen))


class Leave(PoolCommand):
    """Take the selected hosts out of their pools."""

    id, text, icon = "pool-remove-host", N_("Remove from pool"), "pool"
    tip = N_("The host is standalone then. Its VMs run on.")

    def why_not(self, selection: Selection) -> Reason | None:
        inventory = self._shell.services.inventory
        if not selection.hosts:
            return Reason(N_("Select a host."))
        reasons = [why_not_leave(host, inventory) for host in selection.hosts]
        return None if any(reason is None for reason in reasons) else reasons[0]

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.operations.pool import remove_from_pool

        for host in selection.hosts:
            if pool_of(self._shell.services.inventory, host) is not None:
                self._shell.start(remove_from_pool(host))


class Rename(PoolCommand):
    """Another name, typed in the header line."""

    id, text, icon = "pool-rename", N_("Rename pool"), "rename"

    def why_not(self, selection: Selection) -> Reason | None:
        return None if len(selection.things) == 1 and self.pools(selection) else Reason(N_("Select one pool."))

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do("rename")


class Delete(PoolCommand):
    """Forget the pool; its hosts become standalone."""

    id, text, icon = "pool-delete", N_("Delete pool…"), "delete"
    tip = N_("Its hosts become standalone. Nothing on them changes.")

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.spawn(self._ask(self.pools(selection)))

    async def _ask(self, pools: list[Pool]) -> None:
        from console.operations.pool import DeletePool

        for pool in pools:
            count = len(members(self._shell.services.inventory, pool.record.id))
            title = N_("Delete the pool {name}?", name=pool.name)
            text = N_("Its {n} hosts become standalone. Nothing on them changes, and their VMs run on.", n=count)
            if count == 1:
                text = N_("Its host becomes standalone. Nothing on it changes, and its VMs run on.")
            if not count or await self._shell.services.questions.confirm(title, text, verb=N_("Delete"), danger=True):
                self._shell.start(DeletePool(pool.record.id, pool.name))


class Check(PoolCommand):
    """Ask the hosts whether they fit together."""

    id, text, icon = "pool-check", N_("Check the pool…"), "ok"
    tip = N_("CPUs, versions, networks, clocks, reach and storage of its hosts.")

    def why_not(self, selection: Selection) -> Reason | None:
        return None if len(self.pools(selection)) == 1 and selection.of(Kind.POOL) else Reason(N_("Select one pool."))

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.ui.dialogs.check_pool import CheckPoolDialog

        CheckPoolDialog(self._shell.services, self.pools(selection)[0], self._shell.widget()).open()


def pool_commands(shell: Shell) -> list[Command]:
    """All of them."""
    return [kind(shell) for kind in (New, AddHosts, Join, Leave, Rename, Delete, Check)]
