"""Accounts: who may come in, proved by passwords and tokens, over REST."""
