"""Names as GraphQL writes them."""


def camel(name: str) -> str:
    """Return `imagePrompt` for `image_prompt`."""
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
