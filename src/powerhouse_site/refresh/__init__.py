"""Last releases: what package indexes say of them, and the changes to entries that follow."""
