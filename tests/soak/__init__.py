"""Is the store to be trusted? Two servers and three mongods, faults, and a judge of what was said."""
