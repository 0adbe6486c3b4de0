"""QWizard-like pages that only bind widgets to the headless state machines of operations."""
