"""Comparison tables and the pages that they stand on."""
