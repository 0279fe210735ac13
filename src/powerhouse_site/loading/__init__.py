"""From the bytes of a file to an entry's facts, or to diagnostics at their lines and columns."""
