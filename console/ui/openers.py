"""Opens dialogs and wizards for the window. They are imported when first opened: the window starts without them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.model.ids import HostId, Ref
from console.model.objects import Pool, Vm
from console.model.tasks import Task
from console.model.text import tr
from console.ui.bringing import bring
from console.ui.services import Services

if TYPE_CHECKING:
    from console.ui.main_window import MainWindow

Spawn = Callable[[Coroutine[Any, Any, Any]], None]

_PACKAGES = ("console.operations.package", "console.operations.import_source")
"""What reads and writes VM packages, of which wizards need most."""


class Openers:
    """One method a dialog; none of them waits."""

    def __init__(self, services: Services, parent: QWidget, spawn: Spawn) -> None:
        self._services, self._parent, self._spawn = services, parent, spawn

    def _when_imported(self, modules: Sequence[str], show: Callable[[], None]) -> None:
        """Open what takes long to import as soon as its parts are there; at once when they are."""
        missing = [name for name in modules if name not in sys.modules]
        if not missing:
            show()
            return

        async def work() -> None:
            await bring(missing)
            show()

        self._spawn(work())

    def palette(self, window: MainWindow) -> None:
        """Everything that Ctrl+K finds, over this window."""
        from console.ui.palette_entries import entries
        from console.ui.widgets.palette_box import PaletteBox

        PaletteBox(entries(window), window).open_over(window)

    def new_vm(self, preset: tuple[HostId | None, str], created: Callable[[Ref], None]) -> None:
        """The New VM wizard for (host, template); ``created`` is told the VM when it is there."""
        from console.ui.wizards.new_vm import NewVmWizard

        wizard = NewVmWizard(self._services, self._parent, host=preset[0], template=preset[1])
        wizard.created.connect(created)
        wizard.show()

    def new_template(self, preset: tuple[Ref | None, HostId | None], created: Callable[[Ref], None]) -> None:
        """The Template wizard: (VM to convert, or None; preferred host); ``created`` is told the template when it is there."""
        from console.ui.wizards.template_wizard import TemplateWizard

        wizard = TemplateWizard(self._services, self._parent, vm=preset[0], host=preset[1])
        wizard.created.connect(created)
        wizard.show()

    def clone_vm(self, source: Ref, created: Callable[[Ref], None]) -> None:
        """The Clone wizard; ``created`` is told the first clone when all are there."""
        from console.ui.wizards.clone_vm import CloneWizard

        wizard = CloneWizard(self._services, source, self._parent)
        wizard.created.connect(created)
        # Converted, it is cloned: what was wanted at first.
        wizard.convert_wanted.connect(lambda vm: self.new_template((vm, None), lambda template: self.clone_vm(template, created)))
        wizard.show()

    def pool(self, pool: Pool | None, chosen: Sequence[HostId], created: Callable[[Ref], None]) -> None:
        """The pool wizard: a new pool (None), or more hosts for this one; ``created`` is told which."""
        from console.operations.pool import pool_ref
        from console.ui.wizards.pool import PoolWizard

        wizard = PoolWizard(self._services, self._parent, pool=pool, chosen=chosen)
        wizard.created.connect(lambda identity: created(pool_ref(identity)))
        wizard.show()

    def delete(self, vms: Sequence[Vm]) -> None:
        """Delete VMs, with the disks that are ticked."""
        from console.ui.dialogs.delete_vm import DeleteVmDialog

        DeleteVmDialog(self._services, [vm.ref for vm in vms], self._parent).open()

    def migrate(self, vms: Sequence[Ref], host: HostId | None) -> None:
        """The Migrate wizard; with a host (VMs were dropped on it) at its last page."""
        from console.ui.wizards.migrate import MigrateWizard

        MigrateWizard(self._services, vms, self._parent, host=host).show()

    def move(self, vms: Sequence[Ref]) -> None:
        """The Move wizard: to hosts that they can't migrate to."""

        def show() -> None:
            from console.ui.wizards.move import MoveWizard

            MoveWizard(self._services, vms, self._parent).show()

        self._when_imported((*_PACKAGES, "console.operations.export_draft", "console.operations.import_draft", "console.ui.wizards.move"), show)

    def imports(self, places: Sequence[str], host: HostId | None, created: Callable[[Ref], None]) -> None:
        """The Import wizard, with these files if there are some."""

        def show() -> None:
            from console.ui.wizards.import_vms import ImportWizard

            wizard = ImportWizard(self._services, self._parent, places, host)
            wizard.created.connect(created)
            wizard.show()

        self._when_imported((*_PACKAGES, "console.operations.import_draft", "console.ui.wizards.import_vms"), show)

    def export(self, vms: Sequence[Ref]) -> None:
        """The Export wizard."""

        def show() -> None:
            from console.ui.wizards.export_vms import ExportWizard

            ExportWizard(self._services, vms, self._parent).show()

        self._when_imported((*_PACKAGES, "console.operations.export_draft", "console.ui.wizards.export_vms"), show)

    def exported(self, task: Task) -> None:
        """Resulting files of an export."""
        from console.ui.dialogs.exported import ExportedDialog

        ExportedDialog(task, self._parent).open()

    def p2v(self, host: HostId | None, created: Callable[[Ref], None]) -> None:
        """The P2V wizard; ``created`` is told the VM when it is there."""

        def show() -> None:
            from console.ui.wizards.p2v import P2vWizard

            wizard = P2vWizard(self._services, self._parent, host=host)
            wizard.created.connect(created)
            wizard.show()

        self._when_imported((*_PACKAGES, "console.operations.p2v.captured", "console.operations.p2v.draft", "console.ui.wizards.p2v"), show)

    def new_network(self, host: HostId) -> None:
        """A network on this host."""
        from console.ui.dialogs.new_network import NewNetworkDialog

        NewNetworkDialog(self._services, host, self._parent).open()

    def pick_file(self, picked: Callable[[str], None]) -> None:
        """A file of this computer."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._parent, tr("Choose a file"))
        dialog.setObjectName("pick_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(picked)
        dialog.open()

    def preferences(self, theme: Callable[[str], None], closed: Callable[[], None]) -> None:
        """Preferences; ``theme`` at once, ``closed`` at the end."""
        from console.ui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._services.settings, self._parent, background=self._services.background)
        dialog.theme_changed.connect(theme)
        dialog.finished.connect(lambda _: closed())
        dialog.open()

    def about(self) -> None:
        """Versions."""
        from console.ui.dialogs.about import AboutDialog

        AboutDialog(self._services, self._parent).open()

    def shortcuts(self) -> None:
        """All keys."""
        from console.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._parent).open()

    def help(self, page: str) -> None:
        """F1."""
        from console.ui.help import HelpDialog

        HelpDialog(page, self._parent).open()

    async def leftovers(self) -> None:
        """What interrupted operations left."""
        from console.ui.dialogs.leftovers import LeftoversDialog

        LeftoversDialog(self._services, await self._services.journal.leftovers(), self._parent).open()
