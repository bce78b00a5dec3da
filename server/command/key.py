"""`storyboard rotate-key`: a new key to sign tokens with."""

import argparse
from collections.abc import Mapping

from server.account.key import KeyFile
from server.command.refusal import RefusedError
from server.settings import read_settings


def rotate_key(_: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Put a new signing key before those in the data folder, also while a server runs on it."""
    settings = read_settings(environment)
    if settings.signing_keys is not None:
        raise RefusedError(
            "The keys are set by STORYBOARD_SIGNING_KEYS: put a new one first there, leave the old "
            "one behind it, and start the server again."
        )
    key = KeyFile(settings.data).rotate()
    print(  # noqa: T201
        f"New tokens are signed with key {key.id} when the server is started again; what the key "
        "before signed stays good until it expires."
    )
