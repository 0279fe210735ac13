"""What fits the reader's hardware, on pages and in tables."""
