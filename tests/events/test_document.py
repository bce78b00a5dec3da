from dataclasses import replace

import pytest

from events.document import LARGEST, body, check_size, commit, head
from events.store import Commit, CommitTooLargeError, Fact
from tests.events.sketch import NOON, SKETCH, Counted, Noted, envelope, proposal

OFFERED = replace(
    proposal("a", versions={"clip-1": 2, "scene-1": 1}),
    facts=(
        Fact(stream="clip-1", event=Noted(text="x")),
        Fact(stream="scene-1", event=Counted(amount=3)),
        Fact(stream="clip-1", event=Noted(text="y")),
    ),
)


def test_a_commit_is_a_document_as_the_log_keeps_it_for_ever() -> None:
    assert head("project-1", 7, NOON) | body(OFFERED, SKETCH) == {
        "_id": {"p": "project-1", "n": 7},
        "at": NOON,
        "streams": [{"id": "clip-1", "v": 2}, {"id": "scene-1", "v": 1}],
        "command": "a",
        "actor": "user-1",
        "correlation": "c",
        "causation": "d",
        "note": "n",
        "events": [
            {"stream": "clip-1", "type": "Noted", "v": 1, "data": {"text": "x"}},
            {
                "stream": "scene-1",
                "type": "Counted",
                "v": 2,
                "data": {"amount": 3, "ratio": 0.5, "tags": []},
            },
            {"stream": "clip-1", "type": "Noted", "v": 1, "data": {"text": "y"}},
        ],
    }


@pytest.mark.parametrize("undoes", [0, 3])
def test_a_document_is_the_commit_again(undoes: int) -> None:
    offered = replace(OFFERED, envelope=replace(envelope(), undoes=undoes))
    document = head("project-1", 7, NOON) | body(offered, SKETCH)
    assert ("undoes" in document) is bool(undoes)  # commits before there was undo have none
    assert commit(document, SKETCH) == Commit(
        partition="project-1",
        n=7,
        command="a",
        versions={"clip-1": 2, "scene-1": 1},
        facts=OFFERED.facts,
        envelope=replace(envelope(), undoes=undoes),
    )


def test_a_document_of_12_mb_is_the_largest() -> None:
    check_size("a", LARGEST)
    with pytest.raises(CommitTooLargeError, match="12 MB is the most"):
        check_size("a", LARGEST + 1)
