"""Shot lists as tables: out as .xlsx and .csv, and back in as a difference to choose from."""
