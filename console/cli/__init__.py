"""The verbs of virtdeckctl: the same operations as the window, without a screen."""
