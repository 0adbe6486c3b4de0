"""All commands of the window, from all modules."""

from __future__ import annotations

from console.ui import words
from console.ui.commands.base import Command, Shell
from console.ui.commands.clone import clone_commands
from console.ui.commands.export import export_commands
from console.ui.commands.host import host_commands
from console.ui.commands.imports import import_commands
from console.ui.commands.migrate import migrate_commands
from console.ui.commands.network import network_commands
from console.ui.commands.p2v import p2v_commands
from console.ui.commands.pool import pool_commands
from console.ui.commands.storage import storage_commands
from console.ui.commands.template import template_commands
from console.ui.commands.tools import tools_commands
from console.ui.commands.vm import vm_commands
from console.ui.commands.window import window_commands


def all_commands(shell: Shell) -> list[Command]:
    """One of each, in the order in which the palette shows them."""
    return [
        *vm_commands(shell, words.needs_tools),
        *tools_commands(shell, words.tools_link),
        *clone_commands(shell),
        *host_commands(shell),
        *template_commands(shell),
        *storage_commands(shell),
        *network_commands(shell),
        *migrate_commands(shell),
        *export_commands(shell),
        *import_commands(shell),
        *p2v_commands(shell),
        *pool_commands(shell),
        *window_commands(shell),
    ]
