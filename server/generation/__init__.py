"""Generation in the server: orders come in, a dispatcher works them off, takes go into projects."""
