"""Measurements of the real program at scale; see README.md. Not part of the default test run."""
