"""Outbound links: where each stands, whether it still leads anywhere, and what of that fails a check."""
