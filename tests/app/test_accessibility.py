"""A walk through every window, tab, page and dialog: each control has a stable name, a name to be read out, and can be reached by Tab."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.app.eventloop import ConsoleLoop
from console.model.rules import Reason
from console.model.tasks import Leftover
from console.model.text import N_
from console.model.tools import ToolsLink
from console.operations.drafts.parts import MediaMethod, PageId
from console.ui.dialogs.about import AboutDialog
from console.ui.dialogs.acceleration import AccelerationDialog
from console.ui.dialogs.add_host import AddHostDialog
from console.ui.dialogs.bulk import BulkDialog, BulkRow
from console.ui.dialogs.delete_vm import DeleteVmDialog
from console.ui.dialogs.first_start import FirstSteps
from console.ui.dialogs.fix_tools import FixToolsDialog
from console.ui.dialogs.leftovers import LeftoversDialog
from console.ui.dialogs.preferences import PreferencesDialog
from console.ui.dialogs.questions import DialogQuestions
from console.ui.dialogs.shortcuts import ShortcutsDialog
from console.ui.help import HelpDialog
from console.ui.main_window import MainWindow
from console.ui.widgets.palette_box import PaletteBox
from console.ui.wizards.new_vm import NewVmWizard
from tests.operations.draft_world import LOCAL
from tests.ui.wizard_world import FakeWorld, apply_theme
from tests.ui.world import make_world, tasks, vms

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("spun_loop"),
]

INTERACTIVE = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QAbstractSpinBox,
    QComboBox,
    QAbstractItemView,
    QTabBar,
    QAbstractSlider,
)

BY_OTHER_WAYS = {
    "tool_search": "looks like a field and opens what Ctrl+K opens",
    "toast_close": "a toast goes by itself",
}
"""Controls that Tab need not reach, and why."""


def inner(widget: QWidget) -> bool:
    """Parts of Qt's own controls."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QHeaderView, QAbstractItemView)):
            return True
        parent = parent.parentWidget()
    return isinstance(widget, (QHeaderView, QScrollBar)) or widget.objectName().startswith("qt_")


def controls(window: QWidget) -> list[QWidget]:
    """What a person can act on in a window, in no order."""
    return [
        w
        for w in window.findChildren(QWidget)
        if isinstance(w, INTERACTIVE) and w.isVisibleTo(window) and w.window() is window and not inner(w) and w.width() > 0
    ]


def spoken(widget: QWidget) -> str:
    """What a screen reader says first."""
    interface = QAccessible.queryAccessibleInterface(widget)
    read = interface.text(QAccessible.Text.Name) if interface is not None and interface.isValid() else ""
    return (widget.accessibleName() or read or (widget.text() if isinstance(widget, QAbstractButton) else "")).strip()


def reached_by_tab(window: QWidget) -> list[QWidget]:
    """Everything that Tab visits, beginning anywhere, until it comes round."""
    window.activateWindow()
    QTest.qWait(5)
    seen: list[QWidget] = []
    target = QApplication.focusWidget()
    if target is None or target.window() is not window:
        QTest.keyClick(window, Qt.Key.Key_Tab)
        target = QApplication.focusWidget()
    for _ in range(400):
        if target is None or target.window() is not window:
            break
        if target in seen:
            if len(seen) > 1 and target is seen[-1]:
                pytest.fail(f"Tab does not leave {path(target)}")
            break
        seen.append(target)
        QTest.keyClick(target, Qt.Key.Key_Tab)
        target = QApplication.focusWidget()
    return seen


def path(widget: QWidget) -> str:
    names = []
    here: QWidget | None = widget
    while here is not None:
        names.append(here.objectName() or type(here).__name__)
        here = here.parentWidget()
    return "/".join(reversed(names))


def faults(window: QWidget, where: str) -> Iterator[str]:
    """All that is missing in what a window shows now."""
    yield from ambiguous(window, where)
    found = controls(window)
    for widget in found:
        if not widget.objectName():
            yield f"{where}: no objectName: {path(widget)}"
        if not spoken(widget):
            yield f"{where}: no accessible name: {path(widget)}"
    for (parent, name), count in Counter((w.parentWidget(), w.objectName()) for w in found if w.objectName()).items():
        if count > 1:
            yield f"{where}: {count} controls called {name} in {path(parent)}"
    reached = reached_by_tab(window)
    groups = {w.group() or w.parentWidget() for w in reached if isinstance(w, QRadioButton)}
    proxies = {w.focusProxy() for w in found if w.focusProxy() is not None}
    for widget in found:
        if not widget.isEnabled() or widget in reached or widget.objectName() in BY_OTHER_WAYS or widget.focusProxy() in reached:
            continue
        if isinstance(widget, QRadioButton) and (widget.group() or widget.parentWidget()) in groups:
            continue  # arrow keys choose within a group
        if isinstance(widget, (QAbstractSlider, QScrollBar)) or widget in proxies:
            continue
        yield f"{where}: Tab does not reach {path(widget)}"


def letter(text: str) -> str:
    """The mnemonic of a text, "" if it has none."""
    text = text.replace("&&", "")
    at = text.find("&")
    return text[at + 1].lower() if 0 <= at < len(text) - 1 else ""


def mnemonics(window: QWidget) -> Iterator[tuple[str, str]]:
    """(letter, what has it) of everything in a window that Alt and a letter reach now."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.window() is not window:
            continue
        texts: list[str] = []
        if isinstance(widget, QMenuBar):
            texts = [action.text() for action in widget.actions() if action.isVisible()]
        elif isinstance(widget, QTabBar):
            texts = [widget.tabText(number) for number in range(widget.count()) if widget.isTabVisible(number)]
        elif isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            texts = [widget.text()]
        elif isinstance(widget, QGroupBox):
            texts = [widget.title()]
        yield from ((letter(text), text) for text in texts if letter(text))


def ambiguous(window: QWidget, where: str) -> Iterator[str]:
    """Letters that two things of a window share: Qt then only moves the focus between them."""
    found: dict[str, list[str]] = {}
    for key, text in mnemonics(window):
        found.setdefault(key, []).append(text)
    for key, texts in found.items():
        if len(texts) > 1:
            yield f"{where}: Alt+{key.upper()} means {' and '.join(sorted(texts))}"


def shown_too(window: QWidget, form: QWidget, where: str) -> list[str]:
    """Letters with a part that this world does not show."""
    hidden = form.isHidden()
    form.setVisible(True)
    found = list(ambiguous(window, where))
    form.setHidden(hidden)
    return found


def report(problems: list[str]) -> None:
    assert not problems, f"{len(problems)} faults:\n" + "\n".join(sorted(set(problems)))


def close(*windows: QWidget) -> None:
    for window in windows:
        if shiboken6.isValid(window):
            window.hide()
            shiboken6.delete(window)


# --------------------------------------------------------------------------- the main window


@pytest.fixture
def window(spun_loop: ConsoleLoop, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    world = make_world(tmp_path)
    made = MainWindow(world.services)
    made.resize(1280, 800)
    made.show()
    world.runner.put(*tasks(vms()))
    QTest.qWait(20)
    yield made
    made.close()


def ref(window: MainWindow, name: str) -> Any:
    return next(o.ref for o in window.services.inventory.objects().values() if o.name == name)


SUBJECTS = ("web-01", "legacy-sata", "db-02", "golden-debian", "host-alpha", "host-gamma", "This computer", "Tokyo pool", "nfs-images", "default")


def test_the_main_window(window: MainWindow) -> None:
    problems: list[str] = []
    for name in SUBJECTS:
        window.select([ref(window, name)])
        QTest.qWait(10)
        for number in range(window.tabs.count()):
            if window.tabs.isTabVisible(number):
                window.tabs.setCurrentIndex(number)
                QTest.qWait(10)
                problems += faults(window, f"{name}, tab {window.tabs.widget(number).objectName()}")
        window.tabs.setCurrentIndex(0)
    window.select([ref(window, name) for name in ("web-01", "db-02", "legacy-sata")])
    problems += faults(window, "several VMs")
    assert len(controls(window)) > 20, "the walk sees the window"
    report(problems)


def test_tab_goes_as_people_read(window: MainWindow) -> None:
    for name, mark in (("host-alpha", "fold_general"), ("web-01", "fold_virtualization"), ("legacy-sata", "fold_virtualization")):
        window.select([ref(window, name)])
        QTest.qWait(20)
        window.pane.view.setFocus()
        order = [widget.objectName() for widget in reached_by_tab(window)]
        turn = order.index("tool_back") if "tool_back" in order else order.index("tool_host_add")
        order = [*order[turn:], *order[:turn]]
        wanted = [
            "tool_host_add",
            "view_choice",
            "filter",
            "tree",
            "crumb_0",
            "qt_tabwidget_tabbar",
            *dict.fromkeys((mark, "fold_general")),
            "tasks_summary",
        ]
        places = [order.index(each) for each in wanted if each in order]
        assert places == sorted(places), [each for each in order if each in wanted]
        assert mark in order
    # and back
    window.pane.view.setFocus()
    QTest.keyClick(window.pane.view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget().objectName() == "filter"


def test_tab_scrolls_to_where_it_goes(window: MainWindow) -> None:
    window.resize(1000, 560)
    window.select([ref(window, "web-01")])
    QTest.qWait(50)
    target = window.findChild(QWidget, "fold_display")
    assert target is not None
    for widget in reached_by_tab(window):
        if widget is target:
            break
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is target
    assert not target.visibleRegion().isEmpty()


def test_tasks_events_rename_filter_toasts(window: MainWindow) -> None:
    problems: list[str] = []
    window.select([ref(window, "web-01")])
    window.do("tasks")
    QTest.qWait(20)
    problems += faults(window, "tasks panel")
    window.do("tasks")
    window.do("rename")
    problems += faults(window, "rename")
    window.pane.filter.setText("nothing of the kind")
    QTest.qWait(250)
    problems += faults(window, "nothing matches")
    window.pane.filter.clear()
    window.toasts.show("error", "web-03 did not shut down.", "Force it off.", (("Details", lambda: None),))
    window.toasts.undoable("Shut down: web-01", lambda: None)
    problems += faults(window, "toasts")
    window.do("events")
    events = next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "EventsWindow")
    QTest.qWait(20)
    problems += faults(events, "all events")
    window.do("events")
    window.do("palette")
    box = window.findChild(PaletteBox)
    assert box is not None
    for widget in controls(box.window()):
        if not widget.objectName() or not spoken(widget):
            problems.append(f"palette: {path(widget)}")
    box.close()
    report(problems)


def test_menus(window: MainWindow) -> None:
    """Every entry has a text and a stable name; every menu a name; no two entries of a menu share a letter."""
    problems = []
    for menu in window.findChildren(QMenu):
        if isinstance(menu.parentWidget(), QMenuBar) and not menu.title():
            continue  # Qt's own, for a window that is too narrow for its menu bar
        if not menu.objectName():
            problems.append(f"a menu without a name: {menu.title()} in {path(menu)}")
        letters: Counter[str] = Counter()
        for action in menu.actions():
            if action.isSeparator():
                continue
            if not action.text():
                problems.append(f"{menu.objectName()}: an entry without text")
            if not action.objectName() and action.menu() is None:
                problems.append(f"{menu.objectName()}: no objectName: {action.text()}")
            text = action.text().replace("&&", "")
            if "&" in text:
                letters[text[text.index("&") + 1].lower()] += 1
        problems += [f"{menu.objectName()}: {count} entries with the letter {letter}" for letter, count in letters.items() if count > 1]
    keys = Counter(a.shortcut().toString() for a in window.actions() if not a.shortcut().isEmpty())
    problems += [f"{count} commands with the key {key}" for key, count in keys.items() if count > 1]
    report(problems)


# --------------------------------------------------------------------------- the wizard and the dialogs


def test_the_wizard(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    apply_theme(qapp)
    problems: list[str] = []
    wizard = NewVmWizard(FakeWorld(tmp_path).services)
    wizard.show()
    qtbot.waitUntil(lambda: bool(wizard.draft.templates))
    for template in ("demo", "debian12"):
        wizard.draft.choose_template(template)
        wizard.refresh()
        for page in PageId:
            wizard.go_to(page.value)
            if wizard.current != page.value:
                continue
            for method in MediaMethod if page is PageId.MEDIA else (None,):
                if method is not None:
                    wizard.draft.change(method=method)
                    wizard.refresh()
                for fold in wizard.stack.currentWidget().findChildren(QAbstractButton):
                    if fold.objectName().endswith(".toggle") and fold.isVisible() and not fold.isChecked():
                        fold.click()
                for form in wizard.stack.currentWidget().findChildren(QWidget, "unattended.form"):
                    problems += shown_too(wizard, form, f"New VM, {template}, unattended")
                qtbot.wait(20)
                problems += faults(wizard, f"New VM, {template}, {page.value}{f' {method.value}' if method else ''}")
    wizard.give_up()
    close(wizard)
    report(problems)


def test_the_dialogs(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    apply_theme(qapp)
    problems: list[str] = []
    world = FakeWorld(tmp_path)
    one = next(iter(world.inventory.vms(LOCAL)))
    rows = [BulkRow(one.ref, "web-01", None), BulkRow(one.ref, "db-01", Reason(N_("It is not running."), "vm-start", N_("Start it")))]
    left = [
        Leftover(n, "operation", "Create VM web-01", 0.0, "volume", LOCAL, f"/x/web-0{n}.qcow2", f"web-0{n}.qcow2", confirmed=n == 1) for n in (1, 2)
    ]
    made: dict[str, QWidget] = {
        "Add host": AddHostDialog(world.services, system_here=lambda: True),
        "Delete": DeleteVmDialog(world.services, [one.ref]),
        "Acceleration": AccelerationDialog(world.services, LOCAL),
        "Preferences": PreferencesDialog(world.settings),
        "About": AboutDialog(world.services),
        "Shortcuts": ShortcutsDialog(),
        "Several VMs": BulkDialog(N_("Suspend 2 VMs"), N_("Suspend"), rows),
        "Guest tools of several VMs": FixToolsDialog([(one, ToolsLink.INSTALL_AGENT, None), (one, ToolsLink.INSTALL_AGENT, Reason(N_("Not now.")))]),
        "Leftovers": LeftoversDialog(world.services, left),
        "First steps": FirstSteps(world.settings),
        "Help": HelpDialog(""),
    }
    for name, dialog in made.items():
        dialog.show()
        qtbot.wait(100)
        problems += faults(dialog, name)
        if not dialog.objectName() or not (dialog.accessibleName() or dialog.windowTitle()):
            problems.append(f"{name}: the window itself has no name")
        dialog.close()
        close(dialog)
    report(problems)


def test_the_questions(qtbot: QtBot) -> None:
    problems: list[str] = []
    questions = DialogQuestions(lambda: None)
    asked = (
        questions.confirm(N_("Force off"), N_("web-01 loses what it has not written."), verb=N_("Force off"), danger=True, details="x\ny"),
        questions.choose(N_("Which?"), N_("There are two."), [("a", N_("One")), ("b", N_("Two"))], default="a"),
        questions.credentials(
            N_("Log in"), N_("The host wants to know who you are."), [("u", N_("User"), False), ("p", N_("Password"), True)], can_save=True
        ),
    )

    def shown() -> list[QWidget]:
        return [w for w in QApplication.topLevelWidgets() if w.objectName() == "question" and w.isVisible()]

    for question in asked:
        task = asyncio.ensure_future(question)
        qtbot.waitUntil(lambda: bool(shown()))
        problems += faults(shown()[0], f"question {shown()[0].windowTitle()}")
        questions.close_all()
        qtbot.waitUntil(task.done)
    report(problems)


def test_the_walk_finds_what_is_missing(qapp: QApplication) -> None:
    """The walk itself can fail."""
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    frame = QFrame()
    column = QVBoxLayout(frame)
    for name, text, policy in (("a", "&A", None), ("a", "B&a", None), ("", "C", None), ("d", "", None), ("e", "E", Qt.FocusPolicy.NoFocus)):
        button = QPushButton(text)
        button.setObjectName(name)
        if policy is not None:
            button.setFocusPolicy(policy)
        column.addWidget(button)
    frame.show()
    found = "\n".join(faults(frame, "x"))
    assert "2 controls called a in QFrame" in found
    assert "Alt+A means &A and B&a" in found
    assert "no objectName" in found
    assert "no accessible name: QFrame/d" in found
    assert "Tab does not reach QFrame/e" in found
    close(frame)
