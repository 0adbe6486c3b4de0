"""The results of a pool's checks: a sign, what was found, and under it what mends it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from console.model.pool_checks import Finding, Level
from console.model.text import tr
from console.ui.dialogs.support import GAP, named, text_label
from console.ui.tabs.rows import clear
from console.ui.widgets.basic import IconLabel

SIGNS: dict[Level, tuple[str, str]] = {
    Level.OK: ("ok", "ok"),
    Level.INFO: ("info", "info"),
    Level.WARN: ("warning", "warn"),
    Level.ERROR: ("error", "error"),
}


def level_words(level: Level) -> str:
    """What a screen reader says for the sign."""
    return {Level.OK: tr("OK"), Level.INFO: tr("Note"), Level.WARN: tr("Warning"), Level.ERROR: tr("Error")}[level]


class FindingsView(QFrame):
    """A card with one row a finding; hidden while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._shown: tuple[Finding, ...] = ()
        self.setProperty("card", True)
        named(self, name, tr("Results of the checks"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    @property
    def shown(self) -> tuple[Finding, ...]:
        return self._shown

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Replace what is shown: the worst first."""
        order = [Level.ERROR, Level.WARN, Level.INFO, Level.OK]
        wanted = tuple(sorted(findings, key=lambda finding: order.index(finding.level)))
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._grid)
        for number, finding in enumerate(wanted):
            row = 3 * number
            sign, colour = SIGNS[finding.level]
            picture = IconLabel(sign, 16, colour)
            named(picture, f"{self._name}.{finding.key}.sign", level_words(finding.level))
            self._grid.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text_label(str(finding.text), f"{self._name}.{finding.key}"), row, 1)
            if finding.remedy is not None:
                self._grid.addWidget(text_label(str(finding.remedy), f"{self._name}.{finding.key}.remedy", dim=True), row + 1, 1)
            self._grid.setRowMinimumHeight(row + 2, 4)
        self.setVisible(bool(wanted))
