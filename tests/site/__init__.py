"""The site as it is built, read back."""
