"""A shelf: each file here is found because it is here."""
