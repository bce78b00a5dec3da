"""The folded state of one project: what a decision sees."""
