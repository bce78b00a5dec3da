"""The database is killed with -9 while it is written to, and brought back by its watcher."""

import asyncio
from pathlib import Path

from psutil import Process

from repositories.connection import connect
from repositories.mongod import Mongod, MongodSettings
from repositories.verify import differences
from tests.film import FILM, founding, moved, request
from tests.repositories.film_house import house

MOVES = 300


async def test_rows_are_right_after_the_database_died_under_the_projector(folder: Path) -> None:
    with Mongod(MongodSettings(folder=folder)) as mongod:
        mongod.watch()
        async with connect(mongod.uri) as client:
            async with house(client["killed"], has_doorbell=True) as home:
                await home.done(founding())
                waiting = iter(range(MOVES))

                async def write() -> None:
                    for n in waiting:
                        start = (n + 3) * 48
                        await home.executor.execute(request(f"c{n}", moved(100 + n % 3, start)))
                        if n % 100 == 50:
                            kill(mongod)

                await asyncio.gather(*(write() for _ in range(8)))
                async with asyncio.timeout(30):
                    assert await home.projector.reached(FILM, MOVES + 1, patience=None)
                assert await home.settled() == []
            async with house(client["killed"]) as again:
                assert await differences(client["killed"], again.store) == []


def kill(mongod: Mongod) -> None:
    assert mongod.pid is not None
    Process(mongod.pid).kill()
