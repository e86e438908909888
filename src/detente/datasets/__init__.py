"""A shelf: reference datasets. Each file declares one: its rows, their kind, and how many there must at least be."""
