"""What each page shows, as frozen values that the templates draw."""
