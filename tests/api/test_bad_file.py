"""Bad files over HTTP: each is refused in a sentence, or taken with a note; never half of one."""

import time
from collections.abc import AsyncIterator
from typing import Any, Final

import pytest

from tests.api.client import Json, Person
from tests.api.timeline import timeline
from tests.interchange.hazards import HAZARDS, samples

OK: Final = {200, 201}


@pytest.fixture(scope="module")
async def film(ada: Person) -> str:
    """A project that all bad files are aimed at."""
    project = await ada.project("Harbour", frameRate="FPS_25")
    await ada.clip(await ada.scene(project, name="Quay"), 50, name="Gulls")
    return project


async def sent(person: Person, path: str, content: Any, name: str) -> tuple[int, Json]:
    response = await person.http.post(
        path, params={"name": name}, content=content, headers=person.headers
    )
    answered: Json = response.json()
    return response.status_code, answered


def demand_sentence(status: int, answered: Json) -> None:
    assert status in {400, 413}, answered
    error = answered["error"]
    assert error["kind"] in {"RuleViolatedError", "TooLargeError"}, error
    assert error["message"][:1].isupper(), error
    assert error["message"].endswith("."), error
    assert len(error["message"]) < 1_000, error


CASES: Final = [
    (name, hazard)
    for name, sample in samples().items()
    for hazard, files in HAZARDS.items()
    if next((content for content in files(sample) if content != sample.content), None)
]
WHOLE: Final = {"otio", "otioz", "fcpxml", "xml", "fdx", "json", "xlsx"}
"""What has an end that must be there."""


def is_hopeless(name: str, hazard: str) -> bool:
    """Tell whether nothing can be made of a file."""
    extension = name.rpartition(".")[2]
    match hazard:
        case "entities":
            return True
        case "cut off":
            return extension in WHOLE
        case "another kind":
            # Every text is a script to Fountain.
            return extension != "fountain"
        case _:
            return False


@pytest.mark.parametrize(("name", "hazard"), CASES)
async def test_a_bad_file_is_refused_in_a_sentence_or_taken_whole(
    name: str, hazard: str, ada: Person, film: str
) -> None:
    sample = samples()[name]
    before = await ada.position(film)
    for content in dict.fromkeys(HAZARDS[hazard](sample)):
        if content == sample.content:
            continue
        status, answered = await sent(ada, f"/api/projects/{film}/comparisons", content, name)
        if status not in OK:
            demand_sentence(status, answered)
        status, answered = await sent(ada, "/api/imports", content, name)
        assert status not in OK or not is_hopeless(name, hazard), content[:200]
        if status in OK:
            shown = await timeline(ada, answered["projectId"])
            assert len(shown["scenes"]) == answered["scenes"]
        else:
            demand_sentence(status, answered)
    assert await ada.position(film) == before


@pytest.mark.parametrize("path", ["/api/imports", "imports", "comparisons"])
async def test_a_body_of_100_mb_is_refused_before_all_of_it_is_sent(
    path: str, ada: Person, film: str
) -> None:
    pulled = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal pulled
        for _ in range(100):
            pulled += 1
            yield bytes(1_000_000)

    whole = path if path.startswith("/") else f"/api/projects/{film}/{path}"
    status, answered = await sent(ada, whole, body(), "film.otio")
    assert (status, answered["error"]["kind"]) == (413, "TooLargeError")
    assert answered["error"]["message"].startswith("An edit has at most 64 MB. ")
    assert 64 < pulled < 70


async def test_who_is_nobody_is_refused_before_the_body_is_read(nobody: Person) -> None:
    pulled = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal pulled
        pulled += 1
        yield bytes(1_000)

    status, _ = await sent(nobody, "/api/imports", body(), "film.otio")
    assert (status, pulled) == (401, 0)


ENDLESS: Final = [
    ("film.edl", b"*" + b" " * 3_900),
    ("film.edl", b"* a" + b" " * 3_900),
    ("film.edl", b"1 x " + b"V D 1 " * 600),
    ("film.edl", b"1  a" + b" " * 3_900),
    ("film.yaml", b"title: " + b"9" * 100_000),
    ("film.fountain", b"(" * 100_000),
    ("film.fountain", b"#" * 100_000),
    ("film.csv", b"'" * 100_000),
]


@pytest.mark.parametrize(("name", "line"), ENDLESS)
async def test_no_line_keeps_the_server_busy(name: str, line: bytes, ada: Person) -> None:
    content = samples()[name].content + b"\n" + (line + b"\n") * 20
    begin = time.process_time()
    await sent(ada, "/api/imports", content, name)
    assert time.process_time() - begin < 5
