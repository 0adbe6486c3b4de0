"""What we remember: TOML of hosts, pools and preferences; SQLite of history and journal; the keyring."""
