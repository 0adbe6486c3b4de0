"""Tab goes through a window as people read it, whatever order its widgets were made in (rows come and go while the window lives)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget


def stops(within: QWidget) -> Iterator[QWidget]:
    """What Tab stops at, in reading order: each container as a whole, from above to below and from left to right."""
    children = [child for child in within.children() if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()]
    for child in sorted(children, key=lambda child: (child.y(), child.x())):
        if _takes_tab(child):
            yield child
        yield from stops(child)


def move(window: QWidget, forward: bool) -> bool:
    """What ``focusNextPrevChild`` of a window does: the focus goes to the next stop, or the one before."""
    found = list(stops(window))
    if not found:
        return False
    step = 1 if forward else -1
    current = QApplication.focusWidget()
    place = found.index(current) if current in found else _nearest(found, current, step)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    found[(place + step) % len(found)].setFocus(reason)
    return True


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    if widget.focusPolicy() & tab != tab or not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QRadioButton) and not widget.isChecked() and widget.autoExclusive():
        parent = widget.parentWidget()
        others = widget.group().buttons() if widget.group() is not None else parent.findChildren(QRadioButton) if parent is not None else []
        return not any(other.isChecked() for other in others)  # the arrow keys choose within a group
    return True


def _nearest(found: list[QWidget], current: QWidget | None, step: int) -> int:
    """Where to begin from a widget that is no stop: beside the first stop inside of it, else at an end of the window."""
    inside = [number for number, widget in enumerate(found) if current is not None and current.isAncestorOf(widget)]
    if inside:
        return inside[0] - step
    return -1 if step > 0 else 0
