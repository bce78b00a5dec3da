"""An endpoint of RunPod from submission to files, by its documentation."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from generation.runpod.driver import Manner, RunPod
from generation.wire import Server, Timeouts
from generation.worker import (
    Attempt,
    Collected,
    Ended,
    Failure,
    FailureKind,
    Health,
    InputFile,
    Progress,
    Refused,
    StrangeAnswerError,
    Submitted,
    Unheard,
    Unknown,
    UnreachableError,
    Where,
)
from tests.generation.comfyui import rig
from tests.generation.runpod.fake import (
    KEY,
    PNG,
    QUEUED,
    RUNNING,
    FakeEndpoint,
    State,
    done,
    image,
    serving,
    step,
)

QUICK = Manner(poll=0.01, longest_poll=0.02, limits=rig.QUICK.limits)


def driver(url: str, key: str = KEY) -> RunPod:
    headers = {"Authorization": f"Bearer {key}"}
    timeouts = Timeouts(connect=10.0, answer=10.0)
    return RunPod(Server(url=url, headers=headers, timeouts=timeouts), manner=QUICK)


@asynccontextmanager
async def running(fake: FakeEndpoint) -> AsyncGenerator[RunPod]:
    async with serving(fake) as url:
        made = driver(url)
        try:
            yield made
        finally:
            await made.close()


async def end(made: RunPod, given: Attempt) -> Ended:
    signs = [sign async for sign in made.watch(given)]
    assert isinstance(signs[-1], Ended)
    return signs[-1]


async def run(fake: FakeEndpoint) -> Ended:
    async with running(fake) as made:
        given = rig.attempt(rig.still())
        await made.submit(given)
        return await end(made, given)


async def test_an_attempt_goes_through_an_endpoint_and_its_files_come_home() -> None:
    fake = FakeEndpoint()
    async with running(fake) as made:
        given, sink = rig.attempt(rig.still()), rig.Memory()
        answer = await made.submit(given)
        assert isinstance(answer, Submitted)
        assert answer.ticket in fake.jobs
        assert await made.submit(given) == Submitted(is_adopted=True, ticket=answer.ticket)
        signs = [sign async for sign in made.watch(given)]
        assert signs == [
            Progress(is_running=False),
            Progress(is_running=True),
            Ended(seconds=1.437),
        ]
        collected = await made.collect(given.id, sink)
        assert isinstance(collected, Collected)
        assert [(out.name, out.media_type) for out in collected.outputs] == [
            ("still_00001_.png", "image/png")
        ]
        assert list(sink.kept.values()) == [PNG]
        await made.forget(given.id)
        assert await made.find(given.id) is Where.ABSENT


async def test_the_request_holds_graph_inputs_and_a_limit_and_nothing_is_sent_twice(
    folder: Path,
) -> None:
    fake = FakeEndpoint()
    path = folder / "input.png"
    path.write_bytes(PNG)
    file = InputFile(digest=sha256(PNG).hexdigest(), path=path, suffix=".png")
    graph = {
        "1": rig.node("LoadImage", image=file.name),
        "2": rig.node("SaveImage", images=["1", 0], filename_prefix="x"),
    }
    async with running(fake) as made:
        given = rig.attempt(graph, inputs=(file,), usual_seconds=300.0)
        await made.submit(given)
        path.unlink()
        gone = await made.submit(rig.attempt(graph, inputs=(file,)))
    (body,) = [body for route, body in fake.sent if route == "body"]
    assert body["policy"] == {"executionTimeout": 1_500_000}
    assert body["input"]["images"] == [{"name": file.name, "image": image()["data"]}]
    assert body["input"]["workflow"]["2"]["inputs"]["filename_prefix"] == f"{given.prefix}/x"
    assert isinstance(gone, Refused)
    assert gone.failure.reason == "A file that the graph needs is not among the media any more."


@pytest.mark.parametrize(
    ("states", "streams"),
    [
        ([QUEUED, *({**RUNNING, "output": step(at, 4)} for at in (1, 3, 2)), done(image())], []),
        (
            [QUEUED, *[RUNNING] * 3, done(image())],
            [[{"output": step(at, 4)}, {"output": "text"}] for at in (1, 3, 2)],
        ),
    ],
    ids=["in its status", "by a stream"],
)
async def test_progress_is_told_and_never_goes_back(
    states: list[State], streams: list[Any]
) -> None:
    async with running(FakeEndpoint(states=states, streams=streams)) as made:
        given = rig.attempt(rig.still())
        await made.submit(given)
        signs = [sign async for sign in made.watch(given)]
    told = [sign for sign in signs if isinstance(sign, Progress) and sign.steps]
    assert [(sign.fraction, sign.step, sign.node) for sign in told] == [
        (0.25, 1, "5"),
        (0.75, 3, "5"),
        (0.75, 2, "5"),
    ]


async def test_a_stream_that_says_nothing_is_not_asked_for_ever() -> None:
    fake = FakeEndpoint(states=[*[RUNNING] * 8, done(image())])
    await run(fake)
    assert [route for route, _ in fake.sent].count("stream") == 3


@pytest.mark.parametrize(
    ("state", "kind", "reason"),
    [
        (
            {"status": "FAILED", "error": "CUDA out of memory in /opt/comfy/x.py"},
            FailureKind.MEMORY,
            "The endpoint failed: CUDA out of memory in …/x.py.",
        ),
        (
            {"status": "FAILED", "error": '{"error_type": "x", "error_message": "It broke."}'},
            FailureKind.TROUBLE,
            "The endpoint failed: It broke.",
        ),
        (
            done(error="Workflow validation failed: Node 1: 'x' not in list"),
            FailureKind.LACKING,
            "The endpoint failed: Workflow validation failed: Node 1: 'x' not in list.",
        ),
        (
            {"status": "FAILED", "output": {"error": "Missing 'workflow' parameter"}},
            FailureKind.GRAPH,
            "The endpoint failed: Missing 'workflow' parameter.",
        ),
        (
            {"status": "COMPLETED", "output": {"error": "Failed", "details": ["a", "b"]}},
            FailureKind.TROUBLE,
            "The endpoint failed: Failed: a; b.",
        ),
        (
            {"status": "FAILED", "error": {"code": 7}},
            FailureKind.TROUBLE,
            "The endpoint failed: {'code': 7}.",
        ),
        ({"status": "FAILED"}, FailureKind.TROUBLE, "The endpoint failed: it does not say why."),
        ({"status": "FAILED", "error": "[1]"}, FailureKind.TROUBLE, "The endpoint failed: [1]."),
        (
            {"status": "CANCELLED"},
            FailureKind.TROUBLE,
            "Somebody else stopped it at the worker.",
        ),
    ],
)
async def test_a_job_that_ends_ill_has_a_kind(state: State, kind: FailureKind, reason: str) -> None:
    failure = (await run(FakeEndpoint(states=[state]))).failure
    assert failure is not None
    assert (failure.kind, failure.reason) == (kind, reason)


async def test_a_job_that_was_given_up_says_where_to_look() -> None:
    failure = (await run(FakeEndpoint(states=[{"status": "TIMED_OUT"}]))).failure
    assert failure is not None
    assert failure.kind is FailureKind.TROUBLE
    assert "execution timeout" in failure.reason


async def test_what_was_submitted_in_a_former_life_is_recalled_by_its_ticket() -> None:
    fake = FakeEndpoint()
    async with serving(fake) as url:
        former, made = driver(url), driver(url)
        given = rig.attempt(rig.still())
        answer = await former.submit(given)
        await former.close()
        assert isinstance(answer, Submitted)
        assert await made.find(given.id) is Where.ABSENT
        made.recall(given.id, answer.ticket)
        assert await made.find(given.id) is Where.PENDING
        assert (await end(made, given)).failure is None
        await made.close()


async def test_a_job_that_is_not_known_any_more_is_lost() -> None:
    fake = FakeEndpoint()
    async with running(fake) as made:
        given = rig.attempt(rig.still())
        await made.submit(given)
        fake.jobs.clear()
        failure = (await end(made, given)).failure
        assert failure is not None
        assert failure.kind is FailureKind.LOST
        assert await made.collect(given.id, rig.Memory()) == failure
        assert await made.cancel(given.id) is Where.ABSENT


async def test_a_job_is_canceled_by_its_own_route() -> None:
    fake = FakeEndpoint(states=[QUEUED])
    async with running(fake) as made:
        given = rig.attempt(rig.still())
        await made.submit(given)
        assert await made.cancel(given.id) is Where.ENDED
        assert await made.cancel(given.id) is Where.ENDED
        failure = (await end(made, given)).failure
        assert failure is not None
        assert failure.kind is FailureKind.CANCELED
        fake.states = [QUEUED]
        fake.answer = lambda route: Response(status_code=500) if route == "cancel" else None
        other = rig.attempt(rig.still())
        await made.submit(other)
        with pytest.raises(StrangeAnswerError, match="in trouble"):
            await made.cancel(other.id)


async def test_an_answer_that_is_lost_leaves_it_unknown() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        made = driver(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v2/ep1")
        given = rig.attempt(rig.still())
        assert await made.submit(given) == Unknown(reason="The worker cannot be reached.")
        assert await made.find(given.id) is Where.ABSENT
        await made.close()


@pytest.mark.parametrize(
    ("status", "error", "sentence"),
    [
        (429, UnreachableError, "queue is full"),
        (500, StrangeAnswerError, "in trouble"),
        (404, StrangeAnswerError, "no worker of this kind"),
    ],
)
async def test_an_endpoint_that_takes_nothing_says_so(
    status: int, error: type[Exception], sentence: str
) -> None:
    async with running(FakeEndpoint(answer=lambda _: Response(status_code=status))) as made:
        with pytest.raises(error, match=sentence):
            await made.submit(rig.attempt(rig.still()))


async def test_what_no_endpoint_would_take_is_refused(folder: Path) -> None:
    refusing = FakeEndpoint(answer=lambda _: JSONResponse({"error": "bad"}, status_code=400))
    path = folder / "big.bin"
    path.write_bytes(bytes(9 * 2**20))
    file = InputFile(digest="ab" * 32, path=path, suffix=".png")
    graph = rig.still(1, {"4": rig.node("LoadImage", image=file.name)})
    async with running(refusing) as made:
        for given, kind in [
            (rig.attempt(rig.still()), FailureKind.GRAPH),
            (rig.attempt({}), FailureKind.GRAPH),
            (rig.attempt(graph, inputs=(file,)), FailureKind.LACKING),
        ]:
            answer = await made.submit(given)
            assert isinstance(answer, Refused)
            assert answer.failure.kind is kind


async def test_an_endpoint_that_does_not_answer_is_unheard_and_goes_on() -> None:
    fake = FakeEndpoint()
    statuses = iter([Response(status_code=502), JSONResponse({"status": "ODD"}), None, None, None])
    fake.answer = lambda route: next(statuses, None) if route == "status" else None
    async with running(fake) as made:
        given = rig.attempt(rig.still())
        await made.submit(given)
        signs = [sign async for sign in made.watch(given)]
    assert [type(sign) for sign in signs[:3]] == [Progress, Unheard, Unheard]
    assert signs[-1] == Ended(seconds=1.437)


async def test_health_is_the_probe_and_the_load() -> None:
    fake = FakeEndpoint(states=[RUNNING, done(image())])
    async with running(fake) as made:
        probe = await made.probe()
        assert (probe.version, probe.nodes_digest) == ("RunPod serverless", "")
        assert (await made.load()).depth == 0
        given = rig.attempt(rig.still())
        await made.submit(given)
        fake.jobs.update({"other": [QUEUED], "another": [RUNNING]})
        load = await made.load()
        assert (load.depth, load.unnamed, load.health) == (3, 2, Health.WELL)
        assert [entry.id for entry in load.entries] == [given.id]
        fake.workers = {"idle": 0, "running": 0, "unhealthy": 2}
        load = await made.load()
        assert load.health is Health.SUSPECT
        assert load.reason.startswith("All machines of the endpoint are unhealthy")
        fake.answer = lambda _: JSONResponse({"message": "hello"})
        with pytest.raises(StrangeAnswerError, match="no endpoint of RunPod"):
            await made.probe()


async def test_a_wrong_key_is_told() -> None:
    async with serving(FakeEndpoint()) as url:
        made = driver(url, key="other")
        with pytest.raises(StrangeAnswerError, match="wants to know who asks"):
            await made.probe()
        await made.close()


async def collected(fake: FakeEndpoint, images: list[State]) -> Collected | Failure:
    async with running(fake) as made:
        fake.states = [done(*images)]
        given = rig.attempt(rig.still())
        await made.submit(given)
        return await made.collect(given.id, rig.Memory())


async def test_a_file_in_a_bucket_is_fetched_without_our_key() -> None:
    fake = FakeEndpoint(files={"a.png": PNG})
    async with running(fake) as made:
        url = f"{fake.url}/bucket/a.png?X-Amz-Signature=s1g"
        fake.states = [done({"filename": "a.png", "type": "s3_url", "data": url})]
        given, sink = rig.attempt(rig.still()), rig.Memory()
        await made.submit(given)
        found = await made.collect(given.id, sink)
    assert isinstance(found, Collected)
    assert list(sink.kept.values()) == [PNG]
    assert [key for route, key in fake.sent if route == "file"] == [None]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("%%%", "A file that was saved cannot be fetched: it is damaged."),
        ("data:image/png;base64,", "A file that was saved cannot be fetched: it is empty."),
        (
            "http://me:secret@bucket/x.png",
            (
                "A file that was saved cannot be fetched: Leave user and password out of the "
                "address; give them as the worker's API key."
            ),
        ),
    ],
)
async def test_a_file_that_is_none_is_trouble(data: str, reason: str) -> None:
    found = await collected(FakeEndpoint(), [{"filename": "a", "type": "base64", "data": data}])
    assert found == Failure(kind=FailureKind.TROUBLE, reason=reason)


async def test_a_file_at_a_forbidden_address_is_never_fetched() -> None:
    url = "http://169.254.169.254/latest/meta-data"
    with pytest.raises(StrangeAnswerError, match="is never a worker"):
        await collected(FakeEndpoint(), [{"filename": "a", "type": "s3_url", "data": url}])


async def test_an_output_without_files_is_told_how_to_end() -> None:
    found = await collected(FakeEndpoint(), [{"filename": "a"}])
    assert isinstance(found, Failure)
    assert found.kind is FailureKind.GRAPH
