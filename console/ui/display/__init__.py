"""VNC, SPICE and serial displays, and the external viewer."""
