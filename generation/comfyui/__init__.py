"""A ComfyUI server as a worker: its contract, read with care, behind the port of workers."""
