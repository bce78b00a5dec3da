"""The composition root: settings, wiring, HTTP, auth, background loops.

The only room that knows FastAPI.
"""
