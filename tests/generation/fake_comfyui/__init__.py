"""A ComfyUI that behaves as measured, over real HTTP and WebSocket, without any model.

It queues, validates, runs and remembers as the real one does, and it fails on demand: see `Faults`.
Simple graphs really run: they make small true images, and videos from samples.
"""

from tests.generation.fake_comfyui.faults import Faults
from tests.generation.fake_comfyui.server import FakeComfyUI

__all__ = ["FakeComfyUI", "Faults"]
