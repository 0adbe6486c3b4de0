"""What the world looks like: frozen dataclasses, the Inventory, ports, and the pure rules. Standard library only."""
