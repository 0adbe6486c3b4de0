"""The tree on screen: rows painted whole (selection, branch arrow, icon with badge, name, dim second part, mark)."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from console.ui import icons
from console.ui.adapters.look import Look
from console.ui.adapters.tree import TreeModel
from console.ui.theme import colours

INDENT = 16
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


class TreeView(QTreeView):
    """Uniform rows, multi-selection, rounded selection, own branch arrows."""

    context_requested = Signal(QPoint)
    activated_by_user = Signal()

    def __init__(self, model: TreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tree")
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
        selected = self.selectionModel().isSelected(index)
        hovered = not selected and self.viewport().underMouse() and row.contains(self.viewport().mapFromGlobal(self.cursor().pos()))
        if selected or hovered:
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
            painter.drawRoundedRect(row.adjusted(0, 0, -1, -1), 5, 5)
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
