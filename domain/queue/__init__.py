"""The queue: jobs, the workers that run them, and the law by which they change."""
