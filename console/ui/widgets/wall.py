"""The console wall's own parts: a list of VMs as small screens, drawn by a delegate. Pictures are put in from outside."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console.model.ids import Ref
from console.model.objects import Host, Vm
from console.model.text import Text, tr
from console.ui import icons, words
from console.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
KEPT = 120
"""Small pictures that are kept, the ones looked at last: about 25 MB on a screen with two pixels a point."""
PICTURE = QSize(232, 174)
"""Room for a picture, 4:3; others are fitted into it."""
PAD = 8
STATE = Qt.ItemDataRole.UserRole + 1


class WallModel(QAbstractListModel):
    """VMs in the order of their names; what changes keeps its place, so that selection and scrolling stay."""

    def __init__(self, host_of: Callable[[Vm], Host | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host_of = host_of
        self._vms: list[Vm] = []
        self._rows: dict[Ref, int] = {}
        self._pictures: OrderedDict[Ref, QImage] = OrderedDict()
        self._reasons: dict[Ref, Text] = {}

    def set_vms(self, vms: Sequence[Vm]) -> None:
        """Show these: rows come and go one by one, unless their order is another."""
        wanted = sorted(vms, key=lambda vm: (words.natural(vm.name), vm.ref.host, vm.uuid))
        refs = {vm.ref for vm in wanted}
        for row in range(len(self._vms) - 1, -1, -1):
            if self._vms[row].ref not in refs:
                self.beginRemoveRows(_NO_INDEX, row, row)
                del self._vms[row]
                self.endRemoveRows()
        kept = {vm.ref for vm in self._vms}
        if [vm.ref for vm in self._vms] != [vm.ref for vm in wanted if vm.ref in kept]:
            self.beginResetModel()
            self._vms = wanted
            self.endResetModel()
        for row, vm in enumerate(wanted):
            if row >= len(self._vms) or self._vms[row].ref != vm.ref:
                self.beginInsertRows(_NO_INDEX, row, row)
                self._vms.insert(row, vm)
                self.endInsertRows()
            elif self._vms[row] is not vm:
                shown = (self._vms[row].name, self._vms[row].state)
                self._vms[row] = vm
                if shown != (vm.name, vm.state):
                    self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self._rows = {vm.ref: row for row, vm in enumerate(self._vms)}
        for gone in [ref for ref in self._pictures if ref not in refs]:
            del self._pictures[gone]
        self._reasons = {ref: reason for ref, reason in self._reasons.items() if ref in refs}

    def vm(self, row: int) -> Vm:
        """The VM of a row."""
        return self._vms[row]

    def row(self, ref: Ref) -> int | None:
        """Where a VM is."""
        return self._rows.get(ref)

    def picture(self, ref: Ref) -> QImage | None:
        """Its picture, if there is one yet."""
        return self._pictures.get(ref)

    def reason(self, ref: Ref) -> Text | None:
        """Why there is no picture, or none anew."""
        return self._reasons.get(ref)

    def set_picture(self, ref: Ref, picture: QImage) -> None:
        """A new picture."""
        if ref in self._rows:
            self._pictures[ref] = picture
            self._pictures.move_to_end(ref)
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
            self._reasons.pop(ref, None)
            self._changed(ref)

    def set_reason(self, ref: Ref, reason: Text | None, *, drop: bool = True) -> None:
        """No picture, and why; None: nothing is in its way. ``drop``: an old picture says nothing any more."""
        if ref not in self._rows:
            return
        if drop and reason is not None:
            self._pictures.pop(ref, None)
        if self._reasons.get(ref) != reason:
            if reason is None:
                del self._reasons[ref]
            else:
                self._reasons[ref] = reason
            self._changed(ref)

    def _changed(self, ref: Ref) -> None:
        index = self.index(self._rows[ref], 0)
        self.dataChanged.emit(index, index)

    def state(self, vm: Vm) -> tuple[str, str]:
        """(words, colour name) of its state."""
        return words.state_words(vm, self._host_of(vm))

    def badge(self, vm: Vm) -> str:
        """Its icon's badge."""
        return words.badge(vm, self._host_of(vm))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._vms)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        vm = self._vms[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return vm.name
        if role == STATE:
            return self.state(vm)[0]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            reason = self._reasons.get(vm.ref)
            return ", ".join([vm.name, self.state(vm)[0], *([str(reason)] if reason is not None else [])])
        if role == Qt.ItemDataRole.ToolTipRole:
            host, reason = self._host_of(vm), self._reasons.get(vm.ref)
            lines = [vm.name, self.state(vm)[0], host.name if host is not None else "", str(reason or "")]
            return "\n".join(line for line in lines if line)
        return None


class WallDelegate(QStyledItemDelegate):
    """A small screen with the VM's name and state below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = option.fontMetrics.height()
        return QSize(PICTURE.width() + 2 * PAD, PICTURE.height() + 2 * text + 3 * PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, WallModel)
        vm, theme = model.vm(index.row()), colours(option.palette)
        where: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(QColor(theme.accent if option.state & QStyle.StateFlag.State_HasFocus else theme.border), 1))
        painter.setBrush(QColor(theme.selected if selected else theme.hover if hovered else theme.card))
        painter.drawRoundedRect(where.adjusted(1, 1, -2, -2), 6, 6)
        screen = QRect(where.left() + PAD, where.top() + PAD, PICTURE.width(), PICTURE.height())
        self._screen(painter, screen, model, vm, option)
        line = option.fontMetrics.height()
        row = QRect(screen.left(), screen.bottom() + PAD, screen.width(), line)
        side = 16
        picture = icons.pixmap(words.glyph(vm), side, painter.device().devicePixelRatioF(), theme, badge=model.badge(vm))
        painter.drawPixmap(row.left(), row.top() + (line - side) // 2, picture)
        text = row.adjusted(side + 6, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.text))
        painter.drawText(text, flags, option.fontMetrics.elidedText(vm.name, Qt.TextElideMode.ElideMiddle, text.width()))
        state, colour = model.state(vm)
        painter.setPen(QColor(theme.named(colour)))
        below = text.translated(0, line + 2)
        painter.drawText(below, flags, option.fontMetrics.elidedText(state, Qt.TextElideMode.ElideRight, below.width()))
        painter.restore()

    @staticmethod
    def _screen(painter: QPainter, screen: QRect, model: WallModel, vm: Vm, option: QStyleOptionViewItem) -> None:
        picture, reason = model.picture(vm.ref), model.reason(vm.ref)
        theme = colours(option.palette)
        if picture is None:
            painter.fillRect(screen, QColor(theme.window))
            painter.setPen(QColor(theme.dim))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(screen.adjusted(PAD, PAD, -PAD, -PAD), int(flags), str(reason) if reason is not None else tr("Reading…"))
            return
        painter.fillRect(screen, Qt.GlobalColor.black)
        size = picture.size().scaled(screen.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(QPoint(0, 0), size)
        target.moveCenter(screen.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, picture)
        if reason is not None:  # of a moment ago
            painter.drawPixmap(
                screen.right() - 20, screen.top() + 4, icons.pixmap("warning", 16, painter.device().devicePixelRatioF(), theme, colour=theme.warn)
            )


class WallView(QListView):
    """The wall: arrows move, Ctrl and Shift select several, Enter or a double click opens."""

    opened = Signal(object)  # Ref
    moved = Signal()  # other rows are on screen

    def __init__(self, model: WallModel, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._wall = model
        self.setModel(model)
        self.setItemDelegate(WallDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(6)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.activated.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.moved.emit())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._wall.vm(index.row()).ref)

    def on_screen(self) -> list[Vm]:
        """The VMs whose place is (partly) on screen."""
        area = self.viewport().rect()
        found = []
        for row in range(self._wall.rowCount()):
            place = self.visualRect(self._wall.index(row, 0))
            if place.top() > area.bottom():
                break
            if place.intersects(area):
                found.append(self._wall.vm(row))
        return found

    def selected(self) -> list[Ref]:
        """The selected VMs."""
        return [self._wall.vm(index.row()).ref for index in sorted(self.selectedIndexes(), key=lambda index: index.row())]
