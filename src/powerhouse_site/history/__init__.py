"""What changed in the facts of the catalog, read from git: entries added, answers, numbers and states that differ."""
