"""Names under which preferences are stored, where more than one part reads them."""

from __future__ import annotations

from console.model.ports import Settings

LANGUAGE_KEY = "ui.language"
THEME_KEY = "ui.theme"
SHUTDOWN_KEY = "operations.shutdown_seconds"
KEEP_OPEN_KEY = "wizard.keep_open"
HINTS_KEY = "ui.first_start_done"
WINDOWS_ISO_KEY = "tools.windows_iso"


def hints_wanted(settings: Settings) -> bool:
    """Whether the first steps are shown: until they are dismissed."""
    return not settings.get(HINTS_KEY, False)
