"""The tree on screen: rows painted whole (selection, branch arrow, icon with badge, name, dim second part, mark)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QTreeView, QWidget

from console.model.ids import Kind, Ref
from console.ui import icons
from console.ui.adapters.look import Look
from console.ui.adapters.tree import TreeModel
from console.ui.theme import colours

INDENT = 16
VMS = "application/x-virtdeck-vms"
"""What is dragged: the tree's own VMs; the list itself stays with the view."""
_ARROW = 16
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints one row inside ``option.rect``."""

    def __init__(self, view: TreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = self._view.tree_model().look(index)
        if shown is not None:
            paint_look(painter, option.rect, shown, self._view)


def paint_look(painter: QPainter, rect: QRect, shown: Look, view: QWidget) -> None:
    """Icon, name, dim part, mark."""
    theme = colours(view.palette())
    scale = view.devicePixelRatioF()
    middle = rect.center().y() + 1
    picture = icons.pixmap(shown.icon, 16, scale, theme, badge=shown.badge, colour=theme.dim if shown.faded else theme.text)
    painter.drawPixmap(rect.left(), middle - 8, picture)
    left, right = rect.left() + 16 + 7, rect.right() - 6
    if shown.mark:
        colour = theme.warn if shown.mark == "warning" else theme.dim
        painter.drawPixmap(right - 13, middle - 7, icons.pixmap(shown.mark, 14, scale, theme, colour=colour))
        right -= 20
    metrics = painter.fontMetrics()
    name_width = metrics.horizontalAdvance(shown.text)
    dim_width = metrics.horizontalAdvance(shown.dim) if shown.dim else 0
    room = right - left
    if shown.dim and name_width + 10 + dim_width > room:
        keep = min(name_width, max(room - 10 - min(dim_width, 60), room // 2))
    else:
        keep = min(name_width, room)
    painter.setPen(QColor(theme.dim if shown.faded else theme.text))
    line = QRect(left, rect.top(), keep + 2, rect.height())
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    painter.drawText(line, flags, metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, keep + 1))
    if shown.dim and room - keep - 10 > 20:
        painter.setPen(QColor(theme.dim))
        rest = QRect(left + keep + 10, rect.top(), room - keep - 10, rect.height())
        painter.drawText(rest, flags, metrics.elidedText(shown.dim, Qt.TextElideMode.ElideRight, rest.width()))


def _viewport() -> QWidget:
    """As Qt makes it. PySide, asked for a widget that it did not make, looks through all classes of widgets: 7 ms of the start."""
    made = QWidget()
    made.setObjectName("qt_scrollarea_viewport")
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    return made


class TreeView(QTreeView):
    """Uniform rows, multi-selection, rounded selection, own branch arrows."""

    context_requested = Signal(QPoint)
    activated_by_user = Signal()
    dropped = Signal(list, object)
    """VMs were dropped on a host: their references, and the host's."""
    hosts_dropped = Signal(list, object)
    """Hosts were dropped on a pool, or on something in it: their references, and the row's."""

    def __init__(self, model: TreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.may_drop: Callable[[Sequence[Ref], Ref], str] = lambda vms, host: ""
        """Why these VMs can't be dropped on that host, "" when they can."""
        self.may_join: Callable[[Sequence[Ref], Ref], str] = lambda hosts, row: ""
        """The same for hosts and a pool."""
        self._dragged: tuple[Ref, ...] = ()  # only while a drag of ours goes on
        self._under: QPersistentModelIndex | None = None  # the host that would take what is dragged
        self.setObjectName("tree")
        self.setViewport(_viewport())
        self._model = model
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setRootIsDecorated(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setItemDelegate(RowDelegate(self))
        self.customContextMenuRequested.connect(self.context_requested)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setAutoExpandDelay(700)

    def tree_model(self) -> TreeModel:
        """The model with its own type."""
        return self._model

    def row_height(self) -> int:
        """22–24 px with the usual fonts, more where the font needs it (Japanese, large text)."""
        return max(24, self.fontMetrics().height() + 7)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = colours(self.palette())
        whole: QRect = option.rect
        row = QRect(4, whole.top(), self.viewport().width() - 8, whole.height())
        frame = QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5)  # its line on the row's own pixels: what lies on the next row's stays there
        selected = self.selectionModel().isSelected(index)
        hovered = not selected and self.viewport().underMouse() and row.contains(self.viewport().mapFromGlobal(self.cursor().pos()))
        target = self._under is not None and self._under == index
        if target:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.accent))
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(frame, 5, 5)
            painter.restore()
        elif selected or hovered:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if selected else theme.hover))
            painter.drawRoundedRect(row, 5, 5)
            painter.restore()
        if self.hasFocus() and index == self.currentIndex():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 5, 5)
            painter.restore()
        item = self.visualRect(index)
        if self._model.hasChildren(index):
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            picture = icons.pixmap(name, 10, self.devicePixelRatioF(), theme, colour=theme.dim)
            painter.drawPixmap(item.left() - 13, item.center().y() - 4, picture)
        inside = QRect(item.left() + 2, item.top(), self.viewport().width() - item.left() - 8, item.height())
        shown = self._model.look(index)
        if shown is not None:
            paint_look(painter, inside, shown, self)

    # ------------------------------------------------------------------ VMs dragged onto a host, hosts onto a pool

    def startDrag(self, actions: Qt.DropAction) -> None:
        keys = [self._model.key(index) for index in self.selectionModel().selectedIndexes()]
        refs = [key.ref for key in keys if key is not None and key.ref is not None]
        kind = next((ref.kind for ref in refs if ref.kind in (Kind.VM, Kind.HOST)), None)
        self._dragged = tuple(dict.fromkeys(ref for ref in refs if ref.kind is kind))
        if not self._dragged:
            return
        data = QMimeData()
        data.setData(VMS, b"")
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)
        self._dragged = ()
        self._show_target(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dragged and event.mimeData().hasFormat(VMS):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls and opens at the edges
        host = self._target_at(event.position().toPoint())
        why = self._why_not(host) if host is not None else ""
        if not self._dragged or host is None or why:
            if why:
                QToolTip.showText(self.viewport().mapToGlobal(event.position().toPoint()), why, self)
            self._show_target(None)
            event.ignore()
            return
        QToolTip.hideText()
        self._show_target(self.indexAt(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_target(None)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        host = self._target_at(event.position().toPoint())
        refused = host is None or not self._dragged or bool(self._why_not(host))
        things, self._dragged = self._dragged, ()
        self._show_target(None)
        if refused:
            event.ignore()
            return
        event.acceptProposedAction()
        (self.hosts_dropped if things[0].kind is Kind.HOST else self.dropped).emit(list(things), host)

    def _why_not(self, target: Ref) -> str:
        ask = self.may_join if self._dragged and self._dragged[0].kind is Kind.HOST else self.may_drop
        return ask(self._dragged, target)

    def _target_at(self, point: QPoint) -> Ref | None:
        """The row that could take what is dragged: VMs go to hosts, hosts to pools."""
        if not self._dragged:
            return None
        wanted = (Kind.POOL, Kind.HOST) if self._dragged[0].kind is Kind.HOST else (Kind.HOST,)
        key = self._model.key(self.indexAt(point))
        return key.ref if key is not None and key.ref is not None and key.ref.kind in wanted else None

    def _show_target(self, index: QModelIndex | None) -> None:
        self._under = QPersistentModelIndex(index) if index is not None else None
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.activated_by_user.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
        elif index.isValid():
            self.activated_by_user.emit()
        event.accept()
