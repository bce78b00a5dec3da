"""Work for machines: workflows, and what runs them."""
