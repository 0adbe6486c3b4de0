"""Hosts dragged onto a pool in the tree."""

from __future__ import annotations

from collections.abc import Sequence

from console.model.ids import Kind, Ref
from console.model.rules import Reason
from console.model.rules_pool import pool_of, why_not_join
from console.model.text import N_
from console.ui.commands.base import Shell
from console.ui.tree_view import TreeView


class HostsOntoPool:
    """Hosts onto a pool (or onto something in it): they join it. A host of another pool moves, after a question."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def serve(self, view: TreeView) -> None:
        """Answer this tree's drags of hosts."""
        view.may_join = self.why
        view.hosts_dropped.connect(self.drop)

    def _pool(self, target: Ref) -> str:
        """Id of the pool that is meant, "" if none."""
        if target.kind is Kind.POOL:
            return target.key
        host = self._shell.services.inventory.host(target.host) if target.host else None
        return host.record.pool if host is not None else ""

    def why(self, refs: Sequence[Ref], target: Ref) -> str:
        """Why they can't be dropped there, "" when they can: for the tree's tooltip, asked on every move of the pointer."""
        reason = self.why_not(refs, target)
        return str(reason.text) if reason is not None else ""

    def why_not(self, refs: Sequence[Ref], target: Ref) -> Reason | None:
        """The same as a reason."""
        inventory, pool = self._shell.services.inventory, self._pool(target)
        if not pool:
            return Reason(N_("Drop the host on a pool."))
        for ref in refs:
            host = inventory.host(ref.host)
            if host is not None and host.record.pool == pool:
                return Reason(N_("{host} is in this pool already.", host=host.name))
            reason = why_not_join(host, inventory)
            if reason is not None and (host is None or pool_of(inventory, host) is None):
                return reason
        return None

    def drop(self, refs: Sequence[Ref], target: Ref) -> None:
        """They join, unless the rules say no by now."""
        if self.why_not(refs, target) is None:
            self._shell.spawn(self._join(list(refs), self._pool(target)))

    async def _join(self, refs: Sequence[Ref], identity: str) -> None:
        from console.operations.pool import AddToPool

        inventory = self._shell.services.inventory
        pool = inventory.pool(identity)
        if pool is None:
            return
        for host in [found for ref in refs if (found := inventory.host(ref.host)) is not None]:
            other = pool_of(inventory, host)
            if other is not None:
                title = N_("Move {host} to the pool {pool}?", host=host.name, pool=pool.name)
                text = N_("It leaves the pool {other}. A host is in one pool at most; its VMs run on.", other=other.name)
                if not await self._shell.services.questions.confirm(title, text, verb=N_("Move")):
                    continue
            self._shell.start(AddToPool(pool.record.id, pool.name, (host.id,), move=other is not None))
