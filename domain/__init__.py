"""What may happen: pure deciders, policies, and the one shell that runs them."""
