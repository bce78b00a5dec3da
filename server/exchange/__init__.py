"""Files in and out: imports become commands, exports become links to files."""
