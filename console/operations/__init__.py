"""Every change to the world, one module a noun. The backend is injected as a port (model.ports)."""
