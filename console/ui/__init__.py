"""The window: adapters, commands, tabs, wizards, dialogs, widgets, displays. Never imports backend or libvirt."""

from console.ui.overrides import guard

guard()
