"""One request, and what may be contacted at all."""
