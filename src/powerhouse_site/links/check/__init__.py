"""From an address to a verdict, and many of them at once."""
