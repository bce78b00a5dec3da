"""A page of rows in an order, and what is behind a cursor."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from pymongo import ASCENDING, DESCENDING
from pymongo.asynchronous.collection import AsyncCollection

from events.record import record
from repositories.view import View, view

Rows: TypeAlias = AsyncCollection[dict[str, Any]]


@record
class Order:
    """A list sorted by a field and then by id; `after` is the (value, id) of the row before."""

    first: int
    sort: str
    is_descending: bool = False
    after: tuple[Any, str] | None = None

    def behind(self) -> dict[str, Any]:
        """Return the query of what comes after the row before."""
        if self.after is None:
            return {}
        value, id_ = self.after
        beyond = "$lt" if self.is_descending else "$gt"
        return {"$or": [{self.sort: {beyond: value}}, {self.sort: value, "_id": {beyond: id_}}]}


async def page(rows: Rows, wanted: Mapping[str, Any], order: Order) -> list[View[Any]]:
    """Return up to `first` + 1 rows: one more tells that there is a next page."""
    way = DESCENDING if order.is_descending else ASCENDING
    cursor = (
        rows.find({"$and": [dict(wanted), order.behind()]})
        .sort([(order.sort, way), ("_id", way)])
        .limit(order.first + 1)
    )
    return [view(document) async for document in cursor]
