"""*Delete* a storage repository (its contents only if asked for), and *Prove that it is shared*."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QWidget

from console.model.errors import ConsoleError
from console.model.objects import StorageRepository
from console.model.rules_storage import FILE_TYPES, StorageVerb, share_candidates, why_not_repository
from console.model.sharing import views
from console.model.text import listed, tr
from console.operations.repositories import delete_repository, prove_shared
from console.operations.subject import host_name
from console.ui.dialogs.support import Dialog, Message, heading, named, text_label
from console.ui.jobs import Jobs
from console.ui.services import Services

Role = QDialogButtonBox.ButtonRole


class DeleteRepositoryDialog(Dialog):
    """What is in it stays, unless it is ticked; overwriting and the folder are asked separately."""

    def __init__(self, services: Services, repository: StorageRepository, parent: QWidget | None = None) -> None:
        super().__init__(tr("Delete {name}", name=repository.name), "deleteRepository", parent)
        self._services, self._repository = services, repository
        self._jobs = Jobs(self._failed)
        self.content.addWidget(heading(tr("Delete the storage repository “{name}”?", name=repository.name), "deleteRepository.title", points=1.15))
        text = tr("It is taken off the host's list. What is stored in it stays where it is, and it can be added again.")
        self.content.addWidget(text_label(text, "deleteRepository.text"))
        others = [view for view in views(services.inventory, repository) if view.host != repository.host]
        names = str(listed(host_name(services.inventory, each.host) for each in others))
        self.everywhere = self._tick("everywhere", tr("Also on the other hosts that share it: {names}", names=names))
        self.everywhere.setVisible(bool(others))
        self.everywhere.setChecked(bool(others))
        self.contents = self._tick("contents", tr("Delete all virtual disks in it first"))
        self.contents.setEnabled(repository.active)
        self.wipe = self._tick("wipe", tr("Overwrite them with zeros before"))
        self.folder = self._tick("folder", tr("Remove its empty folder too"))
        self.folder.setVisible(repository.type in FILE_TYPES)
        self.count = text_label("", "deleteRepository.count", dim=True)
        self.content.addWidget(self.count)
        self.problem = Message("deleteRepository.problem")
        self.content.addWidget(self.problem)
        self.cancel = self.add_button(tr("Cancel"), "cancel", Role.RejectRole, default=True)
        self.cancel.clicked.connect(self.reject)
        self.go = self.add_button(tr("&Delete"), "delete", Role.DestructiveRole, danger=True)
        self.go.clicked.connect(self._delete)
        self.contents.toggled.connect(self._refresh)
        self.finished.connect(self._jobs.cancel)
        self._refresh()
        self.cancel.setFocus()
        if repository.active:
            self._jobs.start(self._look())

    def _tick(self, name: str, text: str) -> QCheckBox:
        box = named(QCheckBox(text.replace("&", "&&")), f"deleteRepository.{name}", text)
        self.content.addWidget(box)
        return box

    async def _look(self) -> None:
        names = await self._services.hosts.port(self._repository.host).volume_names(self._repository.uuid)
        self.count.setText(tr("There are {count} virtual disks in it.", count=len(names)) if names else tr("There is nothing in it."))
        self.contents.setVisible(bool(names))
        self.wipe.setVisible(bool(names))

    def _refresh(self) -> None:
        self.wipe.setEnabled(self.contents.isChecked())
        self.go.setText(tr("&Delete with its contents") if self.contents.isChecked() else tr("&Delete"))
        self.go.setAccessibleName(self.go.text().replace("&", ""))
        reason = why_not_repository(StorageVerb.SR_DELETE, self._repository, self._services.inventory)
        self.problem.show_text(str(reason.text) if reason is not None else "")
        self.go.setEnabled(reason is None)

    def _delete(self) -> None:
        contents = self.contents.isChecked()
        operation = delete_repository(
            self._repository,
            self._services.inventory,
            contents=contents,
            wipe=contents and self.wipe.isChecked(),
            folder=self.folder.isChecked(),
            everywhere=self.everywhere.isChecked(),
        )
        self._services.runner.start(operation)
        self.accept()

    def _failed(self, failure: ConsoleError) -> None:
        self.count.setText(str(failure.text))


class ProveSharedDialog(Dialog):
    """Which hosts see the same folder is claimed here, and then proved."""

    def __init__(self, services: Services, repository: StorageRepository, parent: QWidget | None = None) -> None:
        super().__init__(tr("Shared folder"), "proveShared", parent)
        self._services, self._repository = services, repository
        inventory = services.inventory
        self.content.addWidget(heading(tr("Which hosts see the same folder as “{name}”?", name=repository.name), "proveShared.title", points=1.15))
        text = tr(
            "A small disk is written through {host}, looked for through the others, and removed. Only then is the folder taken as shared.",
            host=host_name(inventory, repository.host),
        )
        self.content.addWidget(text_label(text, "proveShared.text"))
        self.ticks: list[tuple[StorageRepository, QCheckBox]] = []
        for number, each in enumerate(share_candidates(repository, inventory)):
            text = tr("{host}: {name} in {path}", host=host_name(inventory, each.host), name=each.name, path=each.path)
            box = named(QCheckBox(text.replace("&", "&&")), f"proveShared.host{number}", text)
            reason = why_not_repository(StorageVerb.SR_REFRESH, each, inventory)
            box.setEnabled(reason is None)
            box.setChecked(reason is None)
            box.setToolTip(str(reason.text) if reason is not None else "")
            box.toggled.connect(self._refresh)
            self.content.addWidget(box)
            if reason is not None:
                self.content.addWidget(text_label(str(reason.text), f"proveShared.host{number}.why", dim=True))
            self.ticks.append((each, box))
        self.cancel = self.add_button(tr("Cancel"), "cancel", Role.RejectRole)
        self.cancel.clicked.connect(self.reject)
        self.go = self.add_button(tr("&Prove"), "prove", Role.AcceptRole, default=True)
        self.go.clicked.connect(self._prove)
        self._refresh()

    def members(self) -> list[StorageRepository]:
        """The chosen repositories, the one that writes first."""
        return [self._repository, *(each for each, box in self.ticks if box.isChecked())]

    def _refresh(self) -> None:
        enough = len(self.members()) > 1
        self.go.setEnabled(enough)
        self.go.setToolTip("" if enough else tr("Choose at least one other host."))

    def _prove(self) -> None:
        self._services.runner.start(prove_shared(self.members(), self._services.inventory))
        self.accept()
