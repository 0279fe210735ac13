"""The catalog as data for other programs: pure functions from a `Catalog` to the text of files."""
