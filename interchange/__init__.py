"""Files in and out: a neutral timeline and the formats editors read."""
