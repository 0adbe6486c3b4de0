"""Foreign containers and disk image headers: bytes to model and back, streaming."""
