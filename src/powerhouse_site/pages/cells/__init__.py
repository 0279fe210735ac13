"""Values of entries as readers see them."""
