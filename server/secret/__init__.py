"""Secrets that this program has to tell others again: kept encrypted, with a key of their own."""
