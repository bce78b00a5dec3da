"""The reference agent: it asks a server for work and drives a ComfyUI beside it."""
