"""Dialogs: always open() and await finished, never exec()."""
