"""JSON of responses: orjson, and the standard library for the few values orjson refuses.

orjson has no integers beyond 64 bits, no lone surrogates and only text as keys; a custom scalar
may produce any of these, and an answer must not become a failure for it.
"""

import json

import orjson


def encoded(value: object) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, separators=(",", ":")).encode()


def decoded(text: str | bytes) -> object:
    """Raise json.JSONDecodeError for what is not JSON."""
    value: object = orjson.loads(text)
    return value
