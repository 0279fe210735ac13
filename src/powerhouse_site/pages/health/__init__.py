"""The health of the catalog."""
