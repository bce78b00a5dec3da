"""`python -m tests.generation.fake_comfyui --port 8188`: a fake as a process of its own."""

import argparse
import asyncio
from contextlib import suppress

from tests.generation.fake_comfyui.run import Pace
from tests.generation.fake_comfyui.server import FakeComfyUI


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.generation.fake_comfyui")
    parser.add_argument("--port", type=int, default=8188)
    parser.add_argument("--old", action="store_true", help="behave as 0.3.64, without /api/jobs")
    parser.add_argument("--cancel-route", action="store_true", help="have the newer cancel route")
    parser.add_argument("--token", default="", help="ask for this bearer token")
    parser.add_argument("--node-seconds", type=float, default=0.05)
    parser.add_argument("--step-seconds", type=float, default=0.1)
    return parser.parse_args()


async def serve(chosen: argparse.Namespace) -> None:
    fake = FakeComfyUI(
        port=chosen.port,
        is_old=chosen.old,
        has_cancel=chosen.cancel_route,
        token=chosen.token,
        pace=Pace(node=chosen.node_seconds, step=chosen.step_seconds),
    )
    await fake.start()
    print(f"A fake ComfyUI listens on {fake.url}", flush=True)  # noqa: T201
    await asyncio.Event().wait()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(options()))
