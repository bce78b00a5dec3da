"""What every row of a read model says beside the state of its aggregate."""

from datetime import datetime

from pydantic import BaseModel


class Stamp(BaseModel):
    """The fields of a `View` other than its state, as the documents declare them."""

    project: str
    position: int
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    era: int = 0
