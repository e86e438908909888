"""A shelf: reference datasets. Each file declares one: its rows, their kind, its licence, and how many there must at least be."""
