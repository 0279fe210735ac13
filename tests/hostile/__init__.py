"""What strangers may send: a table of hostile and clumsy files, and inputs made at random."""
