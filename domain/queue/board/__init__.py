"""A queue folded in memory: its states, the line of those that wait, what was learned."""
