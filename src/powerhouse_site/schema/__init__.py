"""What an entry of each kind may say: fields with their labels, help, columns, facets and references."""
