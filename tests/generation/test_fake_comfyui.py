"""The fake answers as the real one was recorded, so that tests against it mean something."""

import asyncio
import sys
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.generation import contract
from tests.generation.comfyui import rig
from tests.generation.fake_client import opened
from tests.generation.fake_comfyui import FakeComfyUI

VERSIONS = pytest.mark.parametrize(
    ("folder", "is_old"), [("", False), ("v0.3.64/", True)], ids=["0.25.0", "0.3.64"]
)


def verdict(status: int, body: Any) -> Any:
    """Return what matters of an answer of POST /prompt."""
    if not isinstance(body, dict):
        return status, body
    errors = {
        node: (
            sorted(
                (error["type"], error["message"], error["details"]) for error in found["errors"]
            ),
            found["dependent_outputs"],
            found["class_type"],
        )
        for node, found in body["node_errors"].items()
    }
    return status, body.get("error"), errors


@contract.needs_recordings
@VERSIONS
async def test_every_answer_to_a_graph_is_the_recorded_one(folder: str, *, is_old: bool) -> None:
    async with opened(FakeComfyUI(is_old=is_old)) as client:
        for event in contract.answers(f"{folder}04_validation_errors", "POST", "/prompt"):
            request, response = event["request"], event["response"]
            content = request.get("body")
            answer = await client.post("/prompt", request.get("json"), content=content)
            wanted = response.get("json", response.get("text"))
            if isinstance(wanted, dict) and "error" not in wanted:
                assert answer.status == 200
                continue
            assert verdict(answer.status, answer.data or answer.text) == verdict(
                response["status"], wanted
            )


@contract.needs_recordings
async def test_an_output_is_dropped_as_recorded() -> None:
    (event, *_) = contract.answers("05_partial_validation", "POST", "/prompt")
    async with opened(FakeComfyUI()) as client:
        answer = await client.post("/prompt", event["request"]["json"])
    assert verdict(answer.status, answer.data) == verdict(200, event["response"]["json"])


def outline(messages: list[dict[str, Any]]) -> list[Any]:
    """Return the kinds of messages with their fields, the same ones in a row as one."""
    found: list[Any] = []
    for message in messages:
        entry = (message["type"], *sorted(message["data"]))
        if not found or found[-1] != entry:
            found.append(entry)
    return found


@contract.needs_recordings
@VERSIONS
@pytest.mark.parametrize(
    "name", ["02_prompt_success", "03_prompt_cached_rerun", "10_websocket_images"]
)
async def test_the_messages_of_a_run_are_the_recorded_ones(
    name: str, folder: str, *, is_old: bool
) -> None:
    wanted = [message for _, message in contract.messages(f"{folder}{name}")]
    graphs = [
        event["request"]["json"]["prompt"]
        for event in contract.answers(f"{folder}{name}", "POST", "/prompt")
    ]
    # Some of it was cached from recordings before.
    cached = next(message["data"]["nodes"] for message in wanted if "nodes" in message["data"])
    primer = {id_: graphs[0][id_] for id_ in cached}
    primer["seen"] = rig.node("PreviewImage", images=[*cached, 0])
    async with opened(FakeComfyUI(is_old=is_old)) as client:
        if cached:
            await client.run(primer)
        async with client.listening("me") as socket:
            for graph in graphs:
                await client.run(graph, "me")
            heard = [message async for message in socket.heard(ends=len(graphs))]
    assert outline(heard) == outline(wanted)


@contract.needs_recordings
async def test_failed_runs_and_their_history_are_the_recorded_ones() -> None:
    posts = list(contract.answers("06_execution_error", "POST", "/prompt"))[:3]
    entries = [
        entry
        for event in contract.answers("06_execution_error", "GET", "/history/")
        for entry in event["response"]["json"].values()
    ]
    fake = FakeComfyUI()
    fake.files.put("input", "es_corrupt.png", b"no picture")
    async with opened(fake) as client:
        for post, wanted in zip(posts, entries, strict=False):
            id_ = await client.run(post["request"]["json"]["prompt"], "me")
            entry = await client.entry(id_)
            assert sorted(entry) == sorted(wanted)
            assert entry["outputs"] == wanted["outputs"]
            status = entry["status"]
            assert [status["status_str"], status["completed"]] == ["error", False]
            last, wanted_last = status["messages"][-1], wanted["status"]["messages"][-1]
            assert last[0] == wanted_last[0]
            assert sorted(last[1]) == sorted(wanted_last[1])
            assert last[1]["node_id"] == wanted_last[1]["node_id"]


@contract.needs_recordings
async def test_history_and_jobs_have_the_recorded_fields() -> None:
    (post,) = contract.answers("02_prompt_success", "POST", "/prompt")
    (history,) = contract.answers("02_prompt_success", "GET", "/history/")
    (job,) = contract.answers("02_prompt_success", "GET", "/api/jobs/")
    (wanted,) = history["response"]["json"].values()
    async with opened(FakeComfyUI()) as client:
        id_ = await client.run(post["request"]["json"]["prompt"], "me")
        entry = await client.entry(id_)
        found = (await client.get(f"/api/jobs/{id_}")).data
        unknown = await client.get("/api/jobs/00000000-0000-4000-8000-000000000000")
    assert sorted(entry) == sorted(wanted)
    assert entry["outputs"] == wanted["outputs"]
    assert sorted(entry["meta"]["4"]) == sorted(wanted["meta"]["4"])
    assert len(entry["prompt"]) == len(wanted["prompt"])
    # What a preview and a workflow of the editor would be is of no use to us.
    unmade = {"preview_output", "workflow_id"}
    assert set(job["response"]["json"]) - unmade == set(found)
    assert (unknown.status, unknown.data) == (404, {"error": "Job not found"})


@contract.needs_recordings
async def test_lists_of_jobs_are_refused_as_recorded() -> None:
    async with opened(FakeComfyUI()) as client:
        for event in contract.answers("20_jobs_api", "GET", "/api/jobs?"):
            if event["response"]["status"] == 400:
                answer = await client.get(event["request"]["path"])
                assert (answer.status, answer.data) == (400, event["response"]["json"])


@contract.needs_recordings
async def test_uploads_are_named_as_recorded() -> None:
    async with opened(FakeComfyUI()) as client:
        for event in list(contract.answers("16_upload_image", "POST", "/upload/image"))[:12]:
            form = event["request"]["form"]
            answer = await client.upload(form)
            assert answer.status == event["response"]["status"]
            assert answer.data == event["response"].get("json")


@contract.needs_recordings
async def test_files_are_refused_as_recorded() -> None:
    async with opened(FakeComfyUI()) as client:
        for event in list(contract.answers("17_view_errors", "GET", "/view"))[:6]:
            answer = await client.get(event["request"]["path"])
            assert answer.status == event["response"]["status"]


@contract.needs_recordings
@VERSIONS
async def test_a_server_describes_itself_with_the_recorded_fields(
    folder: str, *, is_old: bool
) -> None:
    async with opened(FakeComfyUI(is_old=is_old)) as client:
        for event in contract.answers(f"{folder}01_server_info", "GET", "/"):
            path, wanted = event["request"]["path"], event["response"].get("json")
            answer = await client.get(path)
            if path in {"/prompt", "/queue", "/models/no_such_folder", "/models/checkpoints"}:
                assert (answer.status, answer.data) == (event["response"]["status"], wanted)
            if path == "/system_stats":
                assert set(answer.data) == set(wanted)
                assert set(answer.data["system"]) <= set(wanted["system"])
                assert set(answer.data["devices"][0]) == set(wanted["devices"][0])
            if path.startswith("/object_info/") and answer.data:
                (found,), (real,) = answer.data.values(), wanted.values()
                assert set(found) <= set(real) | {"is_input_list"}
                assert list(found["input"]["required"]) == list(real["input"]["required"])
                assert found["output"] == real["output"]


async def test_prompts_run_by_number_and_front_ones_last_in_first_out() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with opened(fake) as client:
        running = await fake.foreign(rig.endless())
        await rig.until(lambda: fake.engine.is_running(running))
        names: dict[str, str] = {}
        wishes: list[tuple[str, dict[str, Any]]] = [
            ("a", {}),
            ("front1", {"front": True}),
            ("front2", {"front": True}),
            ("n_minus5", {"number": -1.5}),
            ("n_half", {"number": 0.5}),
        ]
        for name, how in wishes:
            answer = await client.post("/prompt", {"prompt": rig.still(len(names)), **how})
            names[answer.data["prompt_id"]] = name
        await client.post("/interrupt", {"prompt_id": running})
        await rig.until(lambda: fake.engine.depth == 0)
        assert [names[id_] for id_ in fake.engine.history if id_ != running] == [
            "front2",
            "front1",
            "n_minus5",
            "n_half",
            "a",
        ]


async def test_the_same_id_and_number_again_is_queued_and_answered_with_500() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with opened(fake) as client:
        id_ = rig.attempt({}).id
        running = await fake.foreign(rig.endless())
        await rig.until(lambda: fake.engine.is_running(running))
        answers = [
            await client.post("/prompt", {"prompt": rig.still(n), "prompt_id": id_, "number": 5})
            for n in range(2)
        ]
        assert [answer.status for answer in answers] == [200, 500]
        assert [prompt.id for prompt in fake.engine.pending] == [id_, id_]


async def test_the_same_id_three_times_runs_three_times_and_is_remembered_once() -> None:
    fake = FakeComfyUI()
    async with opened(fake) as client, client.listening("me") as socket:
        id_ = rig.attempt({}).id
        for seed in range(3):
            body = {"prompt": rig.still(seed), "prompt_id": id_, "client_id": "me"}
            assert (await client.post("/prompt", body)).status == 200
        heard = [message["type"] async for message in socket.heard(ends=3)]
    assert heard.count("execution_start") == 3
    assert list(fake.engine.history) == [id_]


async def test_a_second_socket_of_an_id_falls_silent_when_the_first_one_closes() -> None:
    async with (
        opened(FakeComfyUI()) as client,
        client.listening("me") as other,
        client.listening("twice") as first,
        client.listening("twice") as second,
    ):
        for ear in (other, first, second):
            assert (await ear.next())["type"] == "status"
        await first.close()
        await client.run(rig.still(), "twice")
        assert await second.silent(0.2)
        assert not await other.silent(0.2)


async def test_of_prompts_without_a_client_everybody_hears_the_progress_only() -> None:
    async with opened(FakeComfyUI()) as client, client.listening("me") as socket:
        await client.run(rig.painting(steps=2))
        await client.run(rig.still(), "me")
        heard = [message async for message in socket.heard(ends=1)]
    mine = next(at for at, message in enumerate(heard) if message["type"] == "execution_start")
    assert {message["type"] for message in heard[:mine]} == {"status", "progress", "progress_state"}


async def test_another_origin_is_refused_and_the_own_one_is_not() -> None:
    fake = FakeComfyUI()
    async with opened(fake) as client:
        assert (await client.get("/queue", Origin="http://storyboard.example")).status == 403
        assert (await client.get("/queue", Origin=fake.url)).status == 200
        with pytest.raises(InvalidStatus, match="403"):
            async with client.listening("me", origin="http://storyboard.example"):
                pass


async def test_the_poison_graph_ends_the_thread_and_the_server_looks_healthy() -> None:
    fake = FakeComfyUI()
    poison = rig.still()
    poison["3"]["inputs"]["extra"] = ["99", 0]
    async with opened(fake) as client, client.listening("me") as socket:
        body = {"prompt": poison, "client_id": "me"}
        id_ = (await client.post("/prompt", body)).data["prompt_id"]
        heard: list[str] = []
        while "execution_cached" not in heard:
            heard.append((await socket.next())["type"])
        assert await socket.silent(0.1)
        other = (await client.post("/prompt", {"prompt": rig.still()})).data["prompt_id"]
        await client.post("/interrupt", {"prompt_id": id_})
        queue = (await client.get("/queue")).data
        assert [line[1] for line in queue["queue_running"]] == [id_]
        assert [line[1] for line in queue["queue_pending"]] == [other]
        assert (await client.get(f"/api/jobs/{id_}")).data["status"] == "in_progress"
        assert (await client.get("/system_stats")).status == 200


async def test_an_interrupt_of_another_id_or_of_what_waits_does_nothing() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with opened(fake) as client:
        first = await fake.foreign(rig.endless())
        second = await fake.foreign(rig.still())
        await rig.until(lambda: fake.engine.is_running(first))
        for id_ in (second, "unknown"):
            assert (await client.post("/interrupt", {"prompt_id": id_})).status == 200
        assert fake.engine.is_running(first)
        await client.post("/interrupt", {"prompt_id": first})
        await rig.until(lambda: fake.engine.depth == 0)
        history = fake.engine.history
        assert [history[id_]["status"]["status_str"] for id_ in (first, second)] == [
            "error",
            "success",
        ]


async def test_freed_results_are_made_again() -> None:
    async with opened(FakeComfyUI()) as client:
        await client.run(rig.still())
        cached = await client.entry(await client.run(rig.still()))
        await client.post("/free", {"unload_models": True, "free_memory": True})
        again = await client.entry(await client.run(rig.still()))
    names = [entry["outputs"]["3"]["images"][0]["filename"] for entry in (cached, again)]
    assert names == ["still_00001_.png", "still_00002_.png"]


async def test_a_fake_as_a_process_of_its_own_says_where_it_listens_and_takes_faults() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.generation.fake_comfyui", "--port", "0"),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        async with httpx.AsyncClient(base_url=line.split()[-1], trust_env=False) as http:
            faults = await http.post("/fake/faults", json={"views": ["missing"]})
            assert faults.status_code == 200
            assert (await http.get("/prompt")).json() == {"exec_info": {"queue_remaining": 0}}
    finally:
        process.terminate()
        await process.wait()
