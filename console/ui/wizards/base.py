"""The frame of every wizard: steps at the left with their state, one page with one question, Back, Next, Create, Cancel.

Enter goes on, Esc asks before work is thrown away, *Create* is enabled on every page as soon as nothing is wrong. Pages bind widgets to a draft
that knows nothing of Qt; the wizard never keeps an answer of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from console.model.text import tr
from console.ui import icons
from console.ui.dialogs.support import GAP, MARGIN, SECTION, Dialog, heading, named, scrolled, text_label
from console.ui.theme import Colours, colours
from console.ui.widgets.basic import Line

_STATE = Qt.ItemDataRole.UserRole + 1
_NOTE = Qt.ItemDataRole.UserRole + 2
_KEY = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the step list. ``state``: "done" | "current" | "to-come" | "skipped"; ``note``: what was answered there."""

    key: str
    title: str
    state: str
    note: str = ""
    wrong: bool = False


def _line(option: QStyleOptionViewItem, text: str) -> int:
    """Height of a line in px. Japanese letters may come from another font, which is higher than the metrics of the first one say."""
    return max(option.fontMetrics.height(), option.fontMetrics.boundingRect(text).height())


class _StepDelegate(QStyledItemDelegate):
    """Sign, title, and under it what was answered."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        note = str(index.data(_NOTE) or "")
        height = _line(option, str(index.data(Qt.ItemDataRole.DisplayRole))) + (_line(option, note) if note else 0)
        return QSize(160, height + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        theme = colours(QGuiApplication.palette())  # the list's own background is transparent
        state, note = str(index.data(_STATE)), str(index.data(_NOTE) or "")
        painter.save()
        row = option.rect.adjusted(6, 1, -6, -1)
        if state == "current":
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected))
            painter.drawRoundedRect(row, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row, 6, 6)
        self._sign(painter, theme, row, state, bool(index.data(Qt.ItemDataRole.UserRole)))
        words = row.adjusted(30, 6, -6, -6)
        painter.setPen(QColor(theme.disabled if state == "skipped" else theme.dim if state == "to-come" else theme.text))
        font = option.font
        if state == "current":
            font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        line = _line(option, text)
        title = QRect(words.left(), words.top(), words.width(), line)
        painter.drawText(title, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if note:
            font.setWeight(font.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(theme.disabled if state == "skipped" else theme.dim))
            under = QRect(words.left(), words.top() + line + 1, words.width(), _line(option, note))
            painter.drawText(under, int(Qt.AlignmentFlag.AlignLeft), option.fontMetrics.elidedText(note, Qt.TextElideMode.ElideRight, words.width()))
        painter.restore()

    def _sign(self, painter: QPainter, theme: Colours, row: QRect, state: str, wrong: bool) -> None:
        scale = painter.device().devicePixelRatioF()
        where = (row.left() + 8, row.top() + 6)
        if wrong and state != "skipped":
            painter.drawPixmap(*where, icons.pixmap("error", 16, scale, theme, colour=theme.error))
        elif state == "done":
            painter.drawPixmap(*where, icons.pixmap("ok", 16, scale, theme, colour=theme.ok))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.accent if state == "current" else theme.border_strong))
            painter.setBrush(QColor(theme.accent) if state == "current" else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(where[0] + 4, where[1] + 4, 8, 8)


class StepList(QListWidget):
    """The list at the left. ``asked(key)`` when somebody wants to go to a step."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "wizard.steps", tr("Steps"))
        self.setItemDelegate(_StepDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setMinimumWidth(200)
        self.itemClicked.connect(lambda item: self.asked.emit(str(item.data(_KEY))))
        self.itemActivated.connect(lambda item: self.asked.emit(str(item.data(_KEY))))

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Replace what is shown."""
        states = {"done": tr("done"), "current": tr("current"), "to-come": tr("to come"), "skipped": tr("skipped")}
        while self.count() > len(steps):
            self.takeItem(self.count() - 1)
        for row, step in enumerate(steps):
            item = self.item(row)
            if item is None:
                item = QListWidgetItem()
                self.addItem(item)
            item.setText(step.title)
            item.setData(_STATE, step.state)
            item.setData(_NOTE, step.note)
            item.setData(_KEY, step.key)
            item.setData(Qt.ItemDataRole.UserRole, step.wrong)
            parts = [step.title, states[step.state], step.note, tr("has a problem") if step.wrong else ""]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in parts if part))
            item.setToolTip(step.note)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(Qt.ItemFlag.NoItemFlags if step.state == "skipped" else flags)
            if step.state == "current" and not self.hasFocus():
                self.setCurrentItem(item)


class WizardPage(QWidget):
    """One page: widgets that show the draft (:meth:`refresh`) and change it. ``changed`` after every change."""

    changed = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.setObjectName(f"page.{key}")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 4, 0)
        self.column.setSpacing(SECTION)
        self.scrolls = True

    def refresh(self) -> None:
        """Show what the draft says."""

    def entered(self) -> None:
        """The page came to the front: set the focus, start what looks things up."""

    def left(self) -> None:
        """The page goes away."""


class Wizard(QDialog):
    """Steps, pages, buttons. Subclasses give pages and say what the steps are."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        named(self, name, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages: dict[str, WizardPage] = {}
        self._current = ""
        self._asking: Dialog | None = None
        self._build(name)
        self.resize(980, 640)

    def _build(self, name: str) -> None:
        side = QFrame()
        side.setObjectName("sidebar")
        side.setFixedWidth(232)
        self.steps = StepList()
        self.steps.asked.connect(self.go_to)
        side_column = QVBoxLayout(side)
        side_column.setContentsMargins(4, MARGIN, 4, MARGIN)
        side_column.addWidget(self.steps)
        self.question = heading("", f"{name}.question")
        self.stack = QStackedWidget()
        self.stack.setObjectName(f"{name}.pages")
        page_column = QVBoxLayout()
        page_column.setContentsMargins(MARGIN + 4, MARGIN, MARGIN, SECTION)
        page_column.setSpacing(SECTION)
        page_column.addWidget(self.question)
        page_column.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(side)
        middle.addLayout(page_column, 1)
        self.reason = QLabel()
        self.reason.setObjectName(f"{name}.reason")
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setProperty("role", "dim")
        self.back = self._button(tr("&Back"), f"{name}.back", self.go_back)
        self.next = self._button(tr("&Next"), f"{name}.next", self.go_on)
        self.create_button = self._button(tr("&Create"), f"{name}.create", self.finish)
        self.cancel = self._button(tr("Cancel"), f"{name}.cancel", self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, SECTION, MARGIN, SECTION)
        row.setSpacing(GAP)
        row.addWidget(self.reason, 1)
        for button in (self.back, self.next, self.create_button, self.cancel):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(Line())
        column.addLayout(row)
        for keys, slot in (("Alt+Left", self.go_back), ("Alt+Right", self.go_on), ("Ctrl+Return", self.finish), ("Ctrl+Enter", self.finish)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _button(self, text: str, name: str, slot: Callable[[], None]) -> QPushButton:
        button = named(QPushButton(text), name, text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    # ------------------------------------------------------------------ for subclasses

    def add_page(self, page: WizardPage) -> None:
        """Add a page; its key is its step's."""
        self._pages[page.key] = page
        self.stack.addWidget(scrolled(page, f"{page.objectName()}.scroll") if page.scrolls else page)
        page.changed.connect(self.refresh)

    def step_list(self) -> Sequence[Step]:
        """The steps as they are now."""
        raise NotImplementedError

    def question_of(self, key: str) -> str:
        """The page's title."""
        raise NotImplementedError

    def why_not_create(self) -> str:
        """The first thing that is wrong, "" if nothing is."""
        raise NotImplementedError

    def dirty(self) -> bool:
        """Whether there is work to lose."""
        raise NotImplementedError

    def finish(self) -> None:
        """*Create* was pressed."""
        raise NotImplementedError

    # ------------------------------------------------------------------ moving

    @property
    def current(self) -> str:
        """Key of the page in front."""
        return self._current

    def page(self, key: str) -> WizardPage:
        """A page by its key."""
        return self._pages[key]

    def open_keys(self) -> list[str]:
        """Keys of the steps that are not skipped."""
        return [step.key for step in self.step_list() if step.state != "skipped"]

    def go_to(self, key: str) -> None:
        """Bring a page to the front; a skipped one is left alone."""
        if key == self._current or key not in self.open_keys():
            return
        if self._current:
            self._pages[self._current].left()
        self._current = key
        page = self._pages[key]
        self.stack.setCurrentIndex(list(self._pages).index(key))
        self.refresh()
        page.entered()

    def go_on(self) -> None:
        """The next page; on the last one nothing."""
        keys = self.open_keys()
        at = keys.index(self._current) if self._current in keys else -1
        if at + 1 < len(keys):
            self.go_to(keys[at + 1])

    def go_back(self) -> None:
        """The page before."""
        keys = self.open_keys()
        at = keys.index(self._current) if self._current in keys else 0
        if at > 0:
            self.go_to(keys[at - 1])

    def refresh(self) -> None:
        """Show steps, page and buttons as the draft is now."""
        steps = self.step_list()
        self.steps.show_steps(steps)
        keys = [step.key for step in steps if step.state != "skipped"]
        if not self._current:
            return
        self.question.setText(self.question_of(self._current))
        self._pages[self._current].refresh()
        why = self.why_not_create()
        last = bool(keys) and self._current == keys[-1]
        self.back.setEnabled(bool(keys) and self._current != keys[0])
        self.next.setEnabled(not last)
        self.create_button.setEnabled(not why)
        self.create_button.setToolTip(why)
        self.reason.setText(self.fontMetrics().elidedText(why, Qt.TextElideMode.ElideRight, max(200, self.width() - 440)))
        self.reason.setToolTip(why)
        self._set_default(self.create_button if last else self.next)

    def _set_default(self, wanted: QPushButton) -> None:
        other = self.next if wanted is self.create_button else self.create_button
        if not wanted.isDefault():
            other.setDefault(False)
            wanted.setDefault(True)

    # ------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from everywhere but multi-line fields and focused buttons."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            focus = self.focusWidget()
            if isinstance(focus, QPushButton) and focus.isEnabled() and focus not in (self.next, self.create_button):
                focus.click()
            elif not isinstance(focus, QPlainTextEdit):
                default = self.create_button if self.create_button.isDefault() else self.next
                default.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Cancel, Esc, the window's close button: asks first where there is something to lose."""
        if not self.dirty():
            self.give_up()
        elif self._asking is None:
            self._ask()

    def give_up(self) -> None:
        """Close without asking."""
        super().reject()

    def _ask(self) -> None:
        dialog = Dialog(self.windowTitle(), "wizard.discard", self)
        dialog.setModal(True)
        dialog.content.addWidget(heading(tr("Throw your answers away?"), "wizard.discard.title", points=1.15))
        dialog.content.addWidget(
            text_label(tr("Nothing has been created yet. What you filled in is lost when the wizard closes."), "wizard.discard.text")
        )
        stay = dialog.add_button(tr("&Go on editing"), "stay", QDialogButtonBox.ButtonRole.RejectRole, default=True)
        leave = dialog.add_button(tr("&Throw away"), "leave", QDialogButtonBox.ButtonRole.DestructiveRole, danger=True)
        stay.clicked.connect(dialog.reject)
        leave.clicked.connect(dialog.accept)
        dialog.accepted.connect(self.give_up)
        dialog.finished.connect(self._asked)
        self._asking = dialog
        dialog.open()

    def _asked(self) -> None:
        self._asking = None

    def closeEvent(self, event: QEvent) -> None:
        """The window's own close button goes through :meth:`reject`."""
        event.ignore()
        self.reject()
