"""Media over HTTP: files in, and signed addresses at which they can be looked at."""
