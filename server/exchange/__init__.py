"""Files in and out: imports become commands, exports links to files, tables differences."""
