"""Qt models over Inventory and tasks: integer ids; filter, sort and group in plain Python."""
