"""Virtdeck: a desktop console for libvirt (see README.md; where things are: each package's docstring)."""

__version__ = "0.1.0"
