"""Where a kind's words stand in a sentence."""
