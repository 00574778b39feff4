"""Writing ledgers: canonical form, repairs, new folders and records."""
