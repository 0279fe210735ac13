"""What readers narrow tables down by."""
