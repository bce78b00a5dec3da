"""Why a command was not carried out."""


class RefusedError(Exception):
    """The text is one sentence for the operator that says what to do."""
