"""Tables of numbers over the coverage: counts, shares with intervals, gaps, attention, impact."""
