"""The verbs of storage repositories."""

from __future__ import annotations

from console.model.objects import Host, Pool, StorageRepository
from console.model.rules import Reason
from console.model.rules_storage import StorageVerb, why_not_create_on, why_not_repository
from console.model.text import N_, Text
from console.ui.commands.base import Command, Selection, Shell


class StorageCommand(Command):
    """A verb for one storage repository."""

    verb: StorageVerb

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def one(self, selection: Selection) -> StorageRepository | None:
        """The repository it is for."""
        return selection.one if isinstance(selection.one, StorageRepository) else None

    def why_not(self, selection: Selection) -> Reason | None:
        return why_not_repository(self.verb, self.one(selection), self._shell.services.inventory)

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        repository = self.one(selection)
        if repository is not None:
            self.do(repository)

    def do(self, repository: StorageRepository) -> None:
        """Do it; a shared storage is started and refreshed on all hosts that have it."""
        from console.operations.repositories import change_repository

        self._shell.start(change_repository(self.verb, repository, self._shell.services.inventory, everywhere=repository.shared))


class NewRepository(Command):
    """The wizard."""

    id, text, icon = "sr-create", N_("New storage repository…"), "add"
    also = "SR storage pool NFS iSCSI LVM Ceph Gluster ZFS"

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def hosts(self, selection: Selection) -> tuple[Host, ...]:
        """Hosts that it could be made on: of what is selected, else all."""
        inventory, one = self._shell.services.inventory, selection.one
        if isinstance(one, Host):
            return (one,)
        if isinstance(one, Pool):
            return tuple(host for host in inventory.hosts() if host.record.pool == one.record.id)
        host = inventory.host(one.host) if one is not None and hasattr(one, "host") else None
        return (host,) if host is not None else tuple(inventory.hosts())

    def why_not(self, selection: Selection) -> Reason | None:
        hosts = self.hosts(selection)
        reasons = [why_not_create_on(host) for host in hosts]
        if any(reason is None for reason in reasons):
            return None
        return reasons[0] if reasons else Reason(N_("There is no host to create it on."), "host-add", N_("Add host"))

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        from console.ui.wizards.new_storage import NewStorageWizard

        fit = [host for host in self.hosts(selection) if why_not_create_on(host) is None]
        whole = isinstance(selection.one, Pool)
        NewStorageWizard(self._shell.services, fit[0].id, whole_pool=whole, parent=self._shell.widget()).show()


class Start(StorageCommand):
    """Make it usable."""

    id, text, icon = "sr-start", N_("Start"), "start"
    verb = StorageVerb.SR_START


class Stop(StorageCommand):
    """Make it unusable; contents stay."""

    id, text, icon = "sr-stop", N_("Stop"), "force-off"
    tip = N_("What is in it stays.")
    verb = StorageVerb.SR_STOP

    def do(self, repository: StorageRepository) -> None:
        from console.operations.repositories import change_repository

        self._shell.start(change_repository(self.verb, repository, self._shell.services.inventory))


class RefreshStorage(StorageCommand):
    """Look again what is in the repository, as a task."""

    id, text, icon = "storage-refresh", N_("Read its contents again"), "refresh"
    verb = StorageVerb.SR_REFRESH


class Autostart(StorageCommand):
    """Start with the host."""

    id, text, icon = "sr-autostart", N_("Start with the host"), "autostart"
    checkable = True
    verb = StorageVerb.SR_AUTOSTART

    def checked(self) -> bool:
        repository = self.one(self._shell.selection())
        return repository is not None and repository.autostart

    def do(self, repository: StorageRepository) -> None:
        from console.operations.repositories import change_repository

        inventory = self._shell.services.inventory
        self._shell.start(change_repository(self.verb, repository, inventory, on=not repository.autostart, everywhere=repository.shared))


class Prove(StorageCommand):
    """Declare a folder shared, and prove it."""

    id, text, icon = "sr-prove", N_("Shared folder…"), "storage-shared"
    tip = N_("Say which hosts see the same folder; it is proved with a small disk.")
    verb = StorageVerb.SR_PROVE

    def do(self, repository: StorageRepository) -> None:
        from console.ui.dialogs.repository import ProveSharedDialog

        ProveSharedDialog(self._shell.services, repository, self._shell.widget()).open()


class Delete(StorageCommand):
    """Take it off the list; its contents only if that is ticked."""

    id, text, icon = "sr-delete", N_("Delete…"), "delete"
    verb = StorageVerb.SR_DELETE

    def do(self, repository: StorageRepository) -> None:
        from console.ui.dialogs.repository import DeleteRepositoryDialog

        DeleteRepositoryDialog(self._shell.services, repository, self._shell.widget()).open()


class NewDisk(StorageCommand):
    """A virtual disk in the repository."""

    id, text, icon = "vdi-create", N_("New virtual disk…"), "disk"
    verb = StorageVerb.VDI_CREATE

    def do(self, repository: StorageRepository) -> None:
        from console.ui.dialogs.volume import NewVolumeDialog

        NewVolumeDialog(self._shell.services, repository, self._shell.widget()).open()


class Upload(StorageCommand):
    """Copy a file of this computer into the selected repository."""

    id, text, icon = "volume-upload", N_("Copy a file into it…"), "upload"
    tip: Text | None = N_("For example an ISO image of this computer.")
    verb = StorageVerb.VDI_UPLOAD

    def do(self, repository: StorageRepository) -> None:
        from console.operations.storage import upload_file

        inventory = self._shell.services.inventory
        self._shell.do("pick-file", lambda file: self._shell.start(upload_file(repository.host, repository.uuid, file, inventory)))


def storage_commands(shell: Shell) -> list[Command]:
    """All of them."""
    kinds = (NewRepository, Start, Stop, RefreshStorage, Autostart, Prove, Delete, NewDisk, Upload)
    return [kind(shell) for kind in kinds]
