from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.board.project import Project
from domain.member import AddMember, TransferOwnership
from domain.project import CreateProject, EditProject, SetProjectState
from repositories import clip, project, scene, taken
from repositories.project import Page
from repositories.view import View
from tests.film import ADA, EVE, NOON, clip_id, founding, project_id, request, scene_id
from tests.repositories.film_house import House, house

NAMES = ["Harbour", "Äther", "harbour lights", "Zebra", "a.*b"]


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[House]:
    """Five films of Ada's, made one second after the other; Eve edits the second."""
    async with house(database) as made:
        for number, name in enumerate(NAMES, 1):
            create = CreateProject(project_id=project_id(number), owner=ADA, name=name)
            await made.done(request(f"c{number}", create, project=project_id(number)))
        share = AddMember(user=EVE, role="editor")
        await made.done(request("share", share, project=project_id(2)))
        yield made


def names(found: list[View[Project]]) -> list[str]:
    return [one.state.name for one in found]


async def put(home: House, number: int, state: Any) -> None:
    wish = SetProjectState(state=state)
    await home.done(request(f"{state}{number}", wish, project=project_id(number)))


@pytest.mark.usefixtures("home")
async def test_a_project_is_found_by_its_id() -> None:
    found = await project.find(project_id(1))
    assert found is not None
    assert found.state.name == "Harbour"
    assert await project.find(project_id(99)) is None


@pytest.mark.usefixtures("home")
async def test_the_newest_change_comes_first() -> None:
    found = await project.listed(Page(user=ADA, first=10))
    assert names(found) == ["Äther", "a.*b", "Zebra", "harbour lights", "Harbour"]
    made = await project.listed(Page(user=ADA, first=2, sort="created_at", is_descending=False))
    assert names(made) == NAMES[:3]  # one more than asked: there is a next page


@pytest.mark.usefixtures("home")
async def test_names_are_sorted_without_regard_to_case() -> None:
    found = await project.listed(Page(user=ADA, first=10, sort="search", is_descending=False))
    assert names(found) == ["a.*b", "Harbour", "harbour lights", "Zebra", "Äther"]


@pytest.mark.parametrize("sort", ["changed_at", "created_at", "search"])
@pytest.mark.parametrize("is_descending", [True, False])
async def test_pages_follow_each_other_without_a_gap(
    home: House, sort: str, *, is_descending: bool
) -> None:
    for number in range(6, 9):  # of one instant and one name: the id decides
        create = CreateProject(project_id=project_id(number), owner=ADA, name="Same")
        await home.done(request(f"c{number}", create, project=project_id(number)))
    instant = {"changed_at": NOON, "created_at": NOON}
    await home.database["projects"].update_many({"name": "Same"}, {"$set": instant})
    options: dict[str, Any] = {"user": ADA, "sort": sort, "is_descending": is_descending}
    whole = await project.listed(Page(first=100, **options))
    seen: list[View[Project]] = []
    after = None
    while page := await project.listed(Page(first=2, after=after, **options)):
        seen += page[:2]
        row = await home.database["projects"].find_one({"_id": seen[-1].state.id})
        assert row is not None
        after = (row[sort], seen[-1].state.id)
    assert seen == whole
    assert len(whole) == 8


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("HARBOUR", {"Harbour", "harbour lights"}),
        ("äth", {"Äther"}),
        ("  zebra ", {"Zebra"}),
        (".*", {"a.*b"}),
        ("nothing", set[str]()),
        ("", set(NAMES)),
    ],
)
async def test_a_search_finds_any_part_of_a_name_as_it_is_written(
    search: str, found: set[str]
) -> None:
    page = Page(user=ADA, first=10, search=search)
    assert set(names(await project.listed(page))) == found
    assert await project.count(page) == len(found)


async def test_a_search_looks_into_descriptions(home: House) -> None:
    edit = EditProject(description="A film about STRAßEN")
    await home.done(request("d", edit, project=project_id(4)))
    assert names(await project.listed(Page(user=ADA, first=10, search="strassen"))) == ["Zebra"]


async def test_states_are_kept_apart(home: House) -> None:
    await put(home, 1, "archived")
    await put(home, 2, "deleted")
    await put(home, 3, "archived")
    await put(home, 3, "deleted")

    async def listed(*states: str) -> set[str]:
        return set(names(await project.listed(Page(user=ADA, first=10, states=states))))

    assert await listed("active") == {"Zebra", "a.*b"}
    assert await listed("archived") == {"Harbour"}
    assert await listed("deleted") == {"Äther", "harbour lights"}
    assert await listed("active", "archived") == {"Harbour", "Zebra", "a.*b"}
    assert len(await listed()) == 5


async def test_only_members_see_a_project_and_by_their_role(home: House) -> None:
    assert names(await project.listed(Page(user=EVE, first=10))) == ["Äther"]
    hand_over = TransferOwnership(user=EVE, giver=ADA)
    await home.done(request("t", hand_over, project=project_id(2)))
    mine = Page(user=ADA, first=10, roles=["owner"])
    assert await project.count(mine) == 4
    assert await project.count(Page(user=EVE, first=10, roles=["owner", "viewer"])) == 1
    assert await project.count(Page(user=EVE, first=10, roles=["viewer"])) == 0
    assert await project.count(Page(user="user-nobody", first=10)) == 0


async def test_a_scene_and_a_clip_are_found_by_their_ids(home: House) -> None:
    await home.done(founding(7))
    one, other = await scene.find(scene_id(700)), await clip.find(clip_id(701))
    assert one is not None
    assert other is not None
    assert (one.state.name, other.state.start) == ("Scene 1", 48)
    assert await scene.find(scene_id(1)) is None
    assert await clip.find(clip_id(1)) is None


async def test_an_id_is_taken_when_another_project_has_it(home: House) -> None:
    await home.done(founding(7))
    ids = [scene_id(700), clip_id(1), "nonsense"]
    assert await taken.elsewhere(project_id(1), ids)
    assert await taken.elsewhere(project_id(1), [clip_id(702)])
    assert not await taken.elsewhere(project_id(7), ids)
    assert not await taken.elsewhere(project_id(1), [scene_id(1), clip_id(1), "nonsense"])


async def test_a_branch_is_called_by_its_project_and_by_itself(home: House) -> None:
    row = {"_id": project_id(2)}
    await home.database["projects"].update_one(row, {"$set": {"branch": "Night"}})
    assert await project.names([project_id(1), project_id(2), project_id(99)]) == {
        project_id(1): NAMES[0],
        project_id(2): f"{NAMES[1]} / Night",
    }
