"""The two composition roots, `desktop` (virtdeck) and `headless` (virtdeckctl). Imports all; nobody imports it."""
