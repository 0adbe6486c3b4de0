"""The tabs of the main window, by kind of the selected object."""
