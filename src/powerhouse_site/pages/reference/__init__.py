"""Pages made from the code, and where the origin lives on."""
