"""Workers that ask for their work: their tokens, and the routes under `/worker`."""
