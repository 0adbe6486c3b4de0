"""The Move wizard without a screen: the questions of a migration, and what becomes of the original. Also what ``virtdeckctl vm-move`` fills in."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from console.model.errors import ConsoleError
from console.model.ids import HostId, Ref
from console.model.inventory import Inventory
from console.model.migration import DiskPlace, Fit
from console.model.objects import Host, Network, StorageRepository, Vm
from console.model.ports import HostsPort
from console.model.rules import Reason
from console.model.rules_import import why_not_import_into
from console.model.rules_move import LEFT_OUT, MovePlan, move_problems, networks_for, place_for, why_kept, why_not_move_to
from console.model.sharing import repository_of_disk
from console.model.text import N_, Text, plain
from console.operations.base import Operation
from console.operations.drafts.said import Problem, SummaryRow
from console.operations.import_target import fit_of, preview
from console.operations.migrate_draft import MigrateDraft, MigratePage, PlaceChoice
from console.operations.move import arriving, look, move


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a VM becomes at a host, as the two have said."""

    xml: str = ""
    said: tuple[Text, ...] = ()  # what it loses there
    problem: Text | None = None


class MoveDraft(MigrateDraft):
    """Answers and what follows from them. ``outlook``: by VM and host, asked by :meth:`ask`."""

    leaves_out = True
    asks_disks = False

    def __init__(self, inventory: Inventory, vms: Sequence[Ref], host: HostId | None = None) -> None:
        self.keep = False
        self.shut_down = False
        self.name = ""  # at the new host, of one VM; "" = as it is
        self.outlook: dict[tuple[Ref, HostId], Outlook] = {}
        super().__init__(inventory, vms, host)

    # ------------------------------------------------------------------ what a migration answers otherwise

    def fit(self, vm: Vm, host: Host) -> Fit:
        """Whether this host can take this VM; all its disks are copied."""
        reason = why_not_move_to(vm, host, self.inventory, keep=self.keep, name=self.name)
        config = vm.pending or vm.config
        disks = [disk for disk in config.disks if disk.device == "disk" and disk.source] if config is not None and reason is None else []
        return Fit(host, reason, (), tuple(DiskPlace(disk, repository_of_disk(self.inventory, vm.host, disk)) for disk in disks))

    def words_of(self, fit: Fit, vm: Vm) -> Text:
        """What happens, of a host that can take it."""
        return N_("Its disks are copied there through this computer, and compared.")

    def goes_live(self) -> bool:
        """What runs is shut down."""
        return False

    def storage_words(self) -> Text:
        """What the question about the storage is about."""
        count, name = self.copies(), self.host.name if self.host is not None else ""
        return N_("1 disk is copied to {host}.", host=name) if count == 1 else N_("{n} disks are copied to {host}.", host=name, n=count)

    def moves_instead(self) -> Text | None:
        """This is that way."""
        return None

    def in_the_way(self) -> tuple[Vm, Reason] | None:
        """Discs in drives stay behind."""
        return None

    def storage_choices(self) -> tuple[PlaceChoice, ...]:
        """The new host's repositories that disks can be written into, and the others with why not."""
        if self.host_id is None:
            return ()
        found = []
        for each in self.inventory.repositories(self.host_id):
            reason = why_not_import_into(each)
            why = reason.text if reason is not None else N_("It is for installation media.") if each.name == "ISO library" else None
            found.append(PlaceChoice(each, why))
        return tuple(found)

    @property
    def place(self) -> StorageRepository | None:
        """Where the disks go."""
        if self.host_id is None:
            return None
        return place_for(self.host_id, self.inventory, self.repository) or place_for(self.host_id, self.inventory)

    def network_choices(self) -> tuple[tuple[str, tuple[Network, ...], str], ...]:
        """As of a migration; a card may also be left out."""
        if self.host_id is None:
            return ()
        found: dict[str, tuple[tuple[Network, ...], str]] = {}
        for vm in self.able():
            for name, there, same in networks_for(vm, self.host_id, self.inventory):
                found[name] = (there, self.networks.get(name, same))
        return tuple((name, there, chosen) for name, (there, chosen) in found.items())

    def pages(self) -> tuple[tuple[MigratePage, Text | None], ...]:
        """Each page, with why it is skipped."""
        found = [(page, why) for page, why in super().pages() if page is not MigratePage.FINISH]
        return (*found, (MigratePage.ORIGINAL, None), (MigratePage.FINISH, None))

    # ------------------------------------------------------------------ the original

    def active(self) -> tuple[Vm, ...]:
        """Those that run: they are shut down first."""
        return tuple(vm for vm in self.able() if vm.state.active)

    def why_kept(self) -> Reason | None:
        """Why the original can't be removed."""
        return next((reason for vm in self.able() if (reason := why_kept(vm)) is not None), None)

    async def ask(self, hosts: HostsPort) -> None:
        """Ask both hosts what becomes of each VM."""
        host = self.host
        for vm in self.able() if host is not None else ():
            assert host is not None
            plan = self.move_plan(vm)
            try:
                leaving = await look(self.inventory, hosts.port(vm.host), vm, N_("{name} could not be moved", name=vm.name))
                fit = await fit_of(hosts.port(host.id), host, leaving.described.domain_xml)
                new = arriving(plan, leaving, host, fit, self.inventory)
                xml, said = preview(new)
                lost = len(leaving.described.snapshots) - len(new.snapshots)
                if lost:
                    said = (*said, _lost_snapshots(lost, plan.keep))
                self.outlook[vm.ref, host.id] = Outlook(xml, said)
            except ConsoleError as failure:
                self.outlook[vm.ref, host.id] = Outlook(problem=failure.text)

    # ------------------------------------------------------------------ what is wrong

    def problems(self) -> tuple[Problem[MigratePage], ...]:
        """Errors, then what is worth knowing."""
        host = self.host
        if host is None or not self.able():
            return super().problems()
        found = []
        for vm in self.able():
            for reason in move_problems(self.move_plan(vm), self.inventory):
                found.append(Problem(self._page_of(vm, reason), reason.text))
            known = self.outlook.get((vm.ref, host.id), Outlook())
            if known.problem is not None:
                found.append(Problem(MigratePage.HOST, known.problem))
            found += [Problem(MigratePage.HOST, self._of(vm, text), error=False) for text in known.said]
        for vm, reason in self.unable():
            found.append(Problem(MigratePage.HOST, N_("{vm} stays where it is: {why}", vm=vm.name, why=reason.text), error=False))
        return tuple(sorted(found, key=lambda each: not each.error))

    def _page_of(self, vm: Vm, reason: Reason) -> MigratePage:
        if reason == why_kept(vm) or reason.remedy == "vm-shutdown":
            return MigratePage.ORIGINAL
        chosen = {name: bool(network) or self.networks.get(name) == LEFT_OUT for name, _, network in self.network_choices()}
        return MigratePage.NETWORK if not all(chosen.values()) else MigratePage.HOST

    def _of(self, vm: Vm, text: Text) -> Text:
        return N_("{vm}: {why}", vm=vm.name, why=text) if len(self.able()) > 1 else text

    # ------------------------------------------------------------------ what comes of it

    def move_plan(self, vm: Vm) -> MovePlan:
        """One VM's plan."""
        assert self.host_id is not None
        places = {place.disk.target: self.place_of_disk(vm, place.disk.target) for each, place in self.copied_disks() if each.ref == vm.ref}
        return MovePlan(
            vm=vm.ref,
            to=self.host_id,
            storage={target: place.uuid for target, place in places.items() if place is not None},
            networks=dict(self.networks),
            keep=self.keep,
            shut_down=self.shut_down,
            name=self.name,
        )

    def operations(self) -> tuple[Operation, ...]:
        """One operation for each VM that can go."""
        return tuple(move(self.move_plan(vm), self.inventory) for vm in self.able())

    def way(self, vm: Vm) -> tuple[str, Text]:
        """Its name at the new host, and as what it comes there."""
        return self.name or vm.name, N_("a copy, with a new UUID and new MAC addresses") if self.keep else N_("with its UUID and MAC addresses")

    def disk_line(self, vm: Vm, disk: DiskPlace) -> SummaryRow:
        """Where one disk goes."""
        there, where = self.place_of_disk(vm, disk.disk.target), disk.home.name if disk.home is not None else ""
        to = N_("copied to {storage}", storage=there.name if there is not None else "")
        return SummaryRow(N_("Disk {name}", name=disk.disk.guest_name or disk.disk.target), to, plain(where))

    def other_lines(self, vm: Vm, host: Host) -> list[SummaryRow]:
        """What becomes of the original, and of its networks."""
        found = [SummaryRow(N_("Original"), self.original_words(vm), plain(""))]
        for name, _, same in networks_for(vm, host.id, self.inventory):
            chosen = self.networks.get(name, same)
            found.append(SummaryRow(N_("Network {name}", name=name), plain(chosen) if chosen else N_("not connected"), plain("")))
        return found

    def original_words(self, vm: Vm) -> Text:
        """What becomes of it."""
        if self.keep:
            return N_("is shut down, and started again") if vm.state.active else N_("stays as it is")
        return N_("is shut down; removed when the other is complete") if vm.state.active else N_("removed when the other is complete")

    def command(self) -> str:
        """The equivalent virtdeckctl command."""
        host = self.host
        if host is None:
            return ""
        words = ["virtdeckctl", "vm-move", *(vm.name for vm in self.able()), "--to", host.name]
        if self.repository and self.place is not None:
            words += ["--storage", self.place.name]
        chosen = {(disk, self.place_of_disk(vm, disk)) for vm in self.able() for ref, disk in self.disk_repositories if ref == vm.ref}
        for disk, place in sorted((disk, place.name) for disk, place in chosen if place is not None and place != self.place):
            words += ["--storage", f"{disk}={place}"]
        for old, new in self.networks.items():
            if old != new:
                words += ["--network", f"{old}={new}"]
        words += ["--shutdown"] if self.active() else []
        words += ["--keep"] if self.keep else []
        words += ["--name", self.name] if self.name else []
        return shlex.join(words)


def _lost_snapshots(count: int, keep: bool) -> Text:
    if keep:
        return N_("Its snapshots ({n}) are not copied: they are not wholly inside disks that are copied as they are.", n=count)
    return N_("Its snapshots ({n}) are lost with the original: they are not wholly inside disks that are moved as they are.", n=count)
