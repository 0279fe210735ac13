"""Which addresses stand where: in entries of the catalog, in Markdown, in built pages, in a list."""
