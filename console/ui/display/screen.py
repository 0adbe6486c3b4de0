"""One screen of a guest as a widget: the picture, sharp at every scale, and keyboard and pointer on their way to the guest.

Every key goes to the guest while the keyboard is *held*: from a click (or Enter) on the picture until Ctrl and Alt are pressed and released
together, or the focus goes. Then no key stays pressed in the guest.
"""

from __future__ import annotations

import enum
from collections import deque

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from console.model.text import tr
from console.ui.display import keys
from console.ui.display.interface import Cursor, Display, State

RESIZE_MS = 400
"""The window has to keep its size so long before the guest is asked to follow."""
STROKE_MS = 12
"""Between typed keys: a guest's keyboard controller holds a few codes only."""

_BUTTONS = {
    Qt.MouseButton.LeftButton: 1,
    Qt.MouseButton.MiddleButton: 2,
    Qt.MouseButton.RightButton: 4,
    Qt.MouseButton.BackButton: 32,
    Qt.MouseButton.ForwardButton: 64,
}
_WHEEL_UP, _WHEEL_DOWN = 8, 16
_NOTCH = 120  # QWheelEvent.angleDelta
_SHADE = QColor("#0b0d10")
_KEYS_OF_CHORD = frozenset({keys.CTRL, keys.RIGHT_CTRL, keys.ALT})


class Scale(enum.Enum):
    """How the picture gets into the window."""

    FIT = "fit"  # larger or smaller, in its shape
    ORIGINAL = "original"  # one pixel is one pixel; scrolls
    RESIZE = "resize"  # the guest is asked for the window's size; what it does not follow is fitted


class Canvas(QWidget):
    """The picture and the input. See :class:`Screen` for what is around it."""

    held_changed = Signal(bool)
    typed = Signal()  # the queue of keys is empty
    held = False  # every key goes to the guest

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen_canvas")
        self.setAccessibleName(tr("Screen of the VM"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # the guest has its own
        self.setMouseTracking(True)
        self.display: Display | None = None
        self.head = 0
        self.scale = Scale.FIT
        self.view_only = False
        self._down: dict[int, int] = {}  # scan code → keysym, as the guest believes them pressed
        self._alone = False  # nothing but the chord's keys has been pressed since the first of them
        self._buttons = 0
        self._wheel = 0
        self._place = QPoint(0, 0)  # where the guest's pointer was put last
        self._last: QPoint | None = None  # of a relative pointer
        self._queue: deque[tuple[int, bool]] = deque()
        self._typist = QTimer(self, interval=STROKE_MS)
        self._typist.timeout.connect(self._stroke)

    # ------------------------------------------------------------------ picture

    def target(self) -> QRectF:
        """Where the picture is, in this widget's coordinates."""
        size = self.display.size(self.head) if self.display is not None else QSize()
        if size.isEmpty():
            return QRectF()
        ratio = self.devicePixelRatioF()
        width, height = self.width() * ratio, self.height() * ratio
        factor = 1.0 if self.scale is Scale.ORIGINAL else min(width / size.width(), height / size.height())
        if 0.995 < factor < 1.005:
            factor = 1.0
        wide, high = round(size.width() * factor), round(size.height() * factor)
        left, top = max(0, round((width - wide) / 2)), max(0, round((height - high) / 2))
        return QRectF(left / ratio, top / ratio, wide / ratio, high / ratio)

    def to_guest(self, where: QPointF) -> QPoint:
        """A place in the widget as a pixel of the guest (may be outside)."""
        target = self.target()
        if self.display is None or target.isEmpty():
            return QPoint()
        size = self.display.size(self.head)
        x = (where.x() - target.x()) * size.width() / target.width()
        y = (where.y() - target.y()) * size.height() / target.height()
        return QPoint(int(x // 1), int(y // 1))

    def frame_changed(self, area: QRect) -> None:
        """Paint what is new."""
        target = self.target()
        if self.display is None or target.isEmpty():
            return
        size = self.display.size(self.head)
        across, down = target.width() / size.width(), target.height() / size.height()
        part = QRectF(target.x() + area.x() * across, target.y() + area.y() * down, area.width() * across, area.height() * down)
        self.update(part.toAlignedRect().adjusted(-1, -1, 1, 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        image = self.display.image(self.head) if self.display is not None else None
        target = self.target()
        if image is None or target.isEmpty():
            painter.fillRect(event.rect(), _SHADE)
            return
        for strip in (
            QRectF(0, 0, self.width(), target.top()),
            QRectF(0, target.bottom(), self.width(), self.height() - target.bottom()),
            QRectF(0, target.top(), target.left(), target.height()),
            QRectF(target.right(), target.top(), self.width() - target.right(), target.height()),
        ):
            painter.fillRect(strip, _SHADE)
        factor = target.width() * self.devicePixelRatioF() / image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, abs(factor - round(factor)) > 0.01)
        painter.drawImage(target, image)

    def show_cursor(self, cursor: Cursor | None) -> None:
        """The guest's pointer shape as ours; without one a dot, so that the pointer is never lost."""
        if cursor is None:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        elif self.display is not None and not self.display.absolute and self.held:
            self.setCursor(Qt.CursorShape.BlankCursor)  # the guest draws it where it is
        elif cursor.image is None:
            self.setCursor(_dot())
        else:
            picture = QPixmap.fromImage(cursor.image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            ratio = self.devicePixelRatioF()
            self.setCursor(QCursor(picture, round(cursor.hot.x() / ratio), round(cursor.hot.y() / ratio)))

    # ------------------------------------------------------------------ holding the keyboard

    @property
    def active(self) -> bool:
        """Whether input goes to a guest at all."""
        return self.display is not None and self.display.state is State.CONNECTED and not self.view_only

    def hold(self) -> None:
        """From now on every key goes to the guest, also those that the desktop would take (where it lets us)."""
        if not self.held and self.active:
            self.held = True
            if self.isVisible() and QGuiApplication.platformName() == "xcb":
                self.grabKeyboard()
            self.held_changed.emit(True)
            if self.display is not None:
                self.show_cursor(self.display.cursor)

    def let_go(self) -> None:
        """The keyboard belongs to the desktop again."""
        self.release_keys()
        self._last = None
        if self.held:
            self.held = False
            self.releaseKeyboard()
            self.held_changed.emit(False)
            if self.display is not None:
                self.show_cursor(self.display.cursor)

    def release_keys(self) -> None:
        """No key and no button stays pressed in the guest."""
        self._alone = False
        for code, symbol in self._down.items():
            if self.display is not None:
                self.display.key(code, False, symbol)
        self._down.clear()
        if self._buttons and self.display is not None:
            self._buttons = 0
            self._send_pointer(None)

    def event(self, event: QEvent) -> bool:
        if self.held and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # not the window's shortcut: a key of the guest
            return True
        if isinstance(event, QKeyEvent) and self.held and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)  # Tab too, which would move the focus
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.held:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.active:
                self.hold()
            else:
                super().keyPressEvent(event)
            return
        code = keys.from_event(event)
        if not code or self.display is None:
            return
        if not event.isAutoRepeat():
            self._alone = code in _KEYS_OF_CHORD and all(each in _KEYS_OF_CHORD for each in self._down)
        symbol = event.nativeVirtualKey() or keys.keysym(code)
        self._down[code] = symbol
        self.display.key(code, True, symbol)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.held:
            super().keyReleaseEvent(event)
            return
        code = keys.from_event(event)
        if event.isAutoRepeat() or not code or self.display is None:
            return
        chord = self._alone and keys.ALT in self._down and (keys.CTRL in self._down or keys.RIGHT_CTRL in self._down)
        symbol = self._down.pop(code, 0)
        if symbol or code:
            self.display.key(code, False, symbol)
        if chord:
            self.let_go()

    def focusNextPrevChild(self, following: bool) -> bool:
        return False if self.held else super().focusNextPrevChild(following)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason or self.held:
            self.let_go()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.let_go()
        super().hideEvent(event)

    # ------------------------------------------------------------------ typing for the user

    def press(self, chord: tuple[int, ...]) -> None:
        """Press these keys together, and release them."""
        if self.active:
            self._enqueue([(code, True) for code in chord] + [(code, False) for code in reversed(chord)])

    def type_text(self, text: str, layout: str) -> str:
        """Type a text on a keyboard of this layout; returns the characters that it does not have."""
        found, missing = keys.strokes(text, layout)
        if self.active:
            for code, shifted in found:
                stroke = [(code, True), (code, False)]
                self._enqueue([(keys.SHIFT, True), *stroke, (keys.SHIFT, False)] if shifted else stroke)
        return missing

    @property
    def typing(self) -> bool:
        """Whether keys are still to be pressed."""
        return bool(self._queue)

    def _enqueue(self, strokes: list[tuple[int, bool]]) -> None:
        self._queue.extend(strokes)
        if not self._typist.isActive():
            self._typist.start()

    def _stroke(self) -> None:
        if not self._queue or self.display is None or self.display.state is not State.CONNECTED:
            self._queue.clear()
            self._typist.stop()
            self.typed.emit()
            return
        code, down = self._queue.popleft()
        self.display.key(code, down, keys.keysym(code))

    # ------------------------------------------------------------------ pointer

    def _send_pointer(self, where: QPointF | None) -> None:
        if self.display is None:
            return
        if self.display.absolute:
            if where is not None:
                self._place = self.to_guest(where)
            self.display.pointer(self._place, self._buttons, self.head)
        elif where is None:
            self.display.pointer_by(QPoint(0, 0), self._buttons)
        else:
            self._move_by(where.toPoint())

    def _move_by(self, where: QPoint) -> None:
        """Relative: the pointer is kept in the middle of the widget while the keyboard is held."""
        assert self.display is not None
        if self._last is not None:
            self.display.pointer_by(where - self._last, self._buttons)
        self._last = where
        middle = self.rect().center()
        if self.held and (where - middle).manhattanLength() > min(self.width(), self.height()) // 4:
            self._last = middle
            QCursor.setPos(self.mapToGlobal(middle))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.active:
            return
        took = self.held
        self.hold()
        if self.display is not None and not self.display.absolute and not took:
            self._last = event.position().toPoint()
            return  # this click only takes the pointer
        self._buttons |= _BUTTONS.get(event.button(), 0)
        self._send_pointer(event.position() if self.display is not None and self.display.absolute else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._buttons &= ~_BUTTONS.get(event.button(), 0)
        if self.active:
            self._send_pointer(event.position() if self.display is not None and self.display.absolute else None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.active and self.display is not None and (self.display.absolute or self.held):
            self._send_pointer(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.active or self.display is None:
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y()
        while abs(self._wheel) >= _NOTCH:
            bit = _WHEEL_UP if self._wheel > 0 else _WHEEL_DOWN
            self._wheel -= _NOTCH if self._wheel > 0 else -_NOTCH
            for buttons in (self._buttons | bit, self._buttons):
                if self.display.absolute:
                    self.display.pointer(self.to_guest(event.position()), buttons, self.head)
                else:
                    self.display.pointer_by(QPoint(0, 0), buttons)
        event.accept()


class Screen(QScrollArea):
    """One head of a display, scaled as wished. ``set_display(None)`` while there is none."""

    held_changed = Signal(bool)

    def __init__(self, name: str = "screen", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidgetResizable(True)
        self.canvas = Canvas()
        self.setWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self.canvas.held_changed.connect(self.held_changed)
        self._links: list[QObject | object] = []
        self._resizing = QTimer(self, singleShot=True, interval=RESIZE_MS)
        self._resizing.timeout.connect(self._resize_guest)

    @property
    def display(self) -> Display | None:
        return self.canvas.display

    def set_display(self, display: Display | None, head: int = 0) -> None:
        """Show another display, or none."""
        canvas = self.canvas
        old = canvas.display
        if old is not None:
            canvas.let_go()
            old.frame_changed.disconnect(self._frame)
            old.heads_changed.disconnect(self._heads)
            old.cursor_changed.disconnect(canvas.show_cursor)
            old.state_changed.disconnect(self._state)
        canvas.display, canvas.head = display, head
        if display is not None:
            display.frame_changed.connect(self._frame)
            display.heads_changed.connect(self._heads)
            display.cursor_changed.connect(canvas.show_cursor)
            display.state_changed.connect(self._state)
            display.pause(not self.isVisible())
            canvas.show_cursor(display.cursor)
        self._heads()

    def set_scale(self, scale: Scale) -> None:
        """Another way to fit the picture."""
        self.canvas.scale = scale
        self._heads()
        if scale is Scale.RESIZE:
            self._resizing.start()

    def set_view_only(self, on: bool) -> None:
        """Look, do not touch."""
        if on:
            self.canvas.let_go()
        self.canvas.view_only = on

    def screenshot(self) -> QImage | None:
        """A copy of the guest's picture, in its own size."""
        return self.display.screenshot(self.canvas.head) if self.display is not None else None

    def _frame(self, head: int, area: QRect) -> None:
        if head == self.canvas.head:
            self.canvas.frame_changed(area)

    def _heads(self) -> None:
        size = self.display.size(self.canvas.head) if self.display is not None else QSize()
        if self.canvas.scale is Scale.ORIGINAL and not size.isEmpty():
            ratio = self.devicePixelRatioF()
            self.canvas.setMinimumSize(round(size.width() / ratio), round(size.height() / ratio))
        else:
            self.canvas.setMinimumSize(0, 0)
        self.canvas.update()

    def _state(self, state: State) -> None:
        if state is State.CONNECTED and self.canvas.scale is Scale.RESIZE:
            self._resizing.start()
        if state.over:
            self.canvas.let_go()
        self.canvas.update()

    def _resize_guest(self) -> None:
        if self.display is not None and self.canvas.scale is Scale.RESIZE and self.isVisible() and not self.canvas.view_only:
            ratio = self.devicePixelRatioF()
            size = QSize(int(self.viewport().width() * ratio) & ~7, int(self.viewport().height() * ratio) & ~1)
            if size.width() >= 320 and size.height() >= 200:
                self.display.resize_guest(size, self.canvas.head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.canvas.scale is Scale.RESIZE:
            self._resizing.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.display is not None:
            self.display.pause(False)
        if self.canvas.scale is Scale.RESIZE:
            self._resizing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.display is not None:
            self.display.pause(True)


def _dot() -> QCursor:
    """A pointer of three pixels, for guests that show none."""
    picture = QPixmap(5, 5)
    picture.fill(QColor("#ffffff"))
    painter = QPainter(picture)
    painter.fillRect(1, 1, 3, 3, QColor("#000000"))
    painter.end()
    return QCursor(picture, 2, 2)
