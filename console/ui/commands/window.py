"""Commands of the window itself: views, filter, palette, tasks, tabs, preferences, help. Each names what the window is asked to do."""

from __future__ import annotations

from console.model.rules import Reason
from console.model.text import N_, Text
from console.ui.adapters.grouping import VIEWS
from console.ui.commands.base import Command, Selection, Shell


class WindowCommand(Command):
    """Asks the window for something by name."""

    def __init__(
        self,
        shell: Shell,
        key: str,
        text: Text,
        icon: str = "",
        shortcut: str = "",
        *,
        what: str = "",
        value: object = None,
        switch: str = "",
        need: str = "",
        need_text: Text | None = None,
        tip: Text | None = None,
    ) -> None:
        self.id, self.text, self.icon, self.shortcut, self.tip = key, text, icon, shortcut, tip
        self.checkable = bool(switch)
        self._shell, self._what, self._value, self._switch = shell, what or key, value, switch
        self._need, self._need_text = need, need_text

    def why_not(self, selection: Selection) -> Reason | None:
        if self._need and not self._shell.is_on(self._need):
            return Reason(self._need_text or N_("Not now."))
        return None

    def checked(self) -> bool:
        return self._shell.is_on(self._switch)

    def trigger(self, selection: Selection, *, by_key: bool = False) -> None:
        self._shell.do(self._what, self._value)


def window_commands(shell: Shell) -> list[Command]:
    """All of them."""

    def make(key: str, text: Text, icon: str = "", shortcut: str = "", **more: object) -> Command:
        return WindowCommand(shell, key, text, icon, shortcut, **more)  # type: ignore[arg-type]  # the table below is typed by its constructor

    views = [make(f"view-{name}", text, what="view", value=name, switch=f"view={name}") for name, text in VIEWS]
    tabs = [make(f"tab-{n}", N_("Tab {n}", n=n), shortcut=f"Alt+{n}", what="tab", value=n, need=f"tab={n}") for n in range(1, 10)]
    return [
        *views,
        *tabs,
        make("back", N_("Back"), "back", "Alt+Left", need="back", need_text=N_("Nothing was selected before.")),
        make("forward", N_("Forward"), "forward", "Alt+Right", need="forward", need_text=N_("There is nothing to go forward to.")),
        make("show-builtin", N_("Built-in templates"), switch="show-builtin"),
        make("show-storage", N_("Storage repositories"), switch="show-storage"),
        make("show-networks", N_("Networks"), switch="show-networks"),
        make("show-templates", N_("Templates"), switch="show-templates"),
        make("expand-all", N_("Expand all")),
        make("collapse-all", N_("Collapse all")),
        make("filter", N_("Filter the tree"), "search", "Ctrl+F"),
        make("palette", N_("Search objects and commands…"), "search", "Ctrl+K"),
        make("tasks", N_("Tasks"), "task", "Ctrl+T", switch="tasks"),
        make("events", N_("All events"), "log", switch="events"),
        make("undock-console", N_("Console in its own window"), "undock", "Alt+Shift+U", need="console", need_text=N_("Select one VM.")),
        make("full-screen", N_("Full screen"), "", "F11", switch="full-screen"),
        make("theme-system", N_("Theme of the system"), what="theme", value="system", switch="theme=system"),
        make("theme-light", N_("Light"), what="theme", value="light", switch="theme=light"),
        make("theme-dark", N_("Dark"), what="theme", value="dark", switch="theme=dark"),
        make("preferences", N_("Preferences…"), "settings", "Ctrl+,"),
        make("leftovers", N_("Leftovers of interrupted tasks…"), "undo"),
        make("shortcuts", N_("Keyboard shortcuts"), "keyboard"),
        make("help", N_("Help on this page"), "help", "F1"),
        make("about", N_("About Virtdeck"), "info"),
        make("quit", N_("Quit"), "", "Ctrl+Q"),
    ]
