"""Names as GraphQL writes them, and back."""

import re


def camel(name: str) -> str:
    """Return `imagePrompt` for `image_prompt`."""
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def snake(name: str) -> str:
    """Return `image_prompt` for `imagePrompt`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
