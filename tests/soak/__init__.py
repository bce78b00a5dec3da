"""Is the store to be trusted? Two servers, three mongods, faults, and a judge of what was said."""
