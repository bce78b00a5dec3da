"""`storyboard worker`: ask a server for work, and let the ComfyUI beside this do it."""

import argparse
import asyncio
import logging
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from generation.agent.agent import Agent
from generation.agent.client import Client, TokenRefusedError, is_address
from generation.comfyui.driver import ComfyUI
from generation.guard import ForbiddenAddressError, Policy
from generation.wire import Server
from server.command.printing import say
from server.command.refusal import RefusedError
from server.command.signals import ending_by_signals
from server.log import configure_logging

TOKEN = "STORYBOARD_WORKER_TOKEN"  # noqa: S105 - the name of a variable


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--server", metavar="URL", required=True, help="the server, such as https://film.example"
    )
    parser.add_argument(
        "--token", metavar="TOKEN", help=f"of this worker; left out: that of {TOKEN}"
    )
    parser.add_argument(
        "--comfyui", metavar="URL", default="http://127.0.0.1:8188", help="where ComfyUI listens"
    )


def worker(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Work until a signal ends it. Raises RefusedError."""
    token = options.token or environment.get(TOKEN, "")
    if not token:
        raise RefusedError(f"There is no token: give --token, or set {TOKEN}.")
    if not token.isascii() or not token.isprintable():
        raise RefusedError("The token is not one: copy it as it was shown.")
    if not is_address(options.server):
        raise RefusedError("The server is a URL, such as https://film.example.")
    configure_logging("console", development=False)
    # A line for each request would hide what matters.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with ending_by_signals():
        try:
            asyncio.run(_work(options.server, token, options.comfyui))
        except (ForbiddenAddressError, TokenRefusedError) as error:
            raise RefusedError(str(error)) from None


async def _work(server: str, token: str, comfyui: str) -> None:
    # Two agents at one ComfyUI must not take each other's work for their own.
    name = sha256(token.encode()).hexdigest()[:8]
    driver = ComfyUI(Server(url=comfyui, policy=Policy(allows_private=True)), name)
    client = Client(server, token)
    try:
        with tempfile.TemporaryDirectory(prefix="storyboard-worker-") as folder:
            say(f"Asking {server} for work for {comfyui}.  (Ctrl-C ends it)")
            await Agent(client, driver, folder=Path(folder)).run()
    finally:
        await driver.close()
        await client.close()
