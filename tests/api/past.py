"""What tests ask of a project's past: moments, activity, branches and merges."""

from typing import Any, Final

from tests.api.client import CLIP, PROJECT, SCENE, Json, Person
from tests.api.timeline import TIMELINE, timeline

ACTIVITY: Final = """
    position at note undoes isUndone isStep sentence actor { id name }
    things { id aggregate name sentences }
"""
UNDO_STATE: Final = f"""
    query($id: ID!) {{
      project(id: $id) {{ undoState {{ undo {{ {ACTIVITY} }} redo {{ {ACTIVITY} }} }} }}
    }}
"""
ACTIVITIES: Final = f"""
    query($id: ID!, $first: Int! = 50, $after: String, $filter: ActivityFilter) {{
      project(id: $id) {{
        activity(first: $first, after: $after, filter: $filter) {{
          edges {{ cursor node {{ {ACTIVITY} }} }}
          pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
        }}
      }}
    }}
"""
DIFFERENCE: Final = """
    id aggregate name kind fields { field label before after beforeText afterText }
"""
COMPARE: Final = f"""
    query($id: ID!, $from: At!, $to: At) {{
      compare(projectId: $id, from: $from, to: $to) {{
        from {{ position at }} to {{ position at }} differences {{ {DIFFERENCE} }}
      }}
    }}
"""
BRANCHES: Final = """
    query($id: ID!, $deleted: Boolean! = false) {
      project(id: $id) {
        id name position trunkId viewerRole state branch { id name }
        branches(includeDeleted: $deleted) {
          id name parentId forkedAt position createdAt createdBy { id } changedAt isDeleted
        }
      }
    }
"""
PREVIEW: Final = f"""
    query($source: ID!, $target: ID!, $choices: [MergeChoiceInput!]) {{
      mergePreview(sourceId: $source, targetId: $target, choices: $choices) {{
        source {{ position at }} target {{ position at }} changes {{ {DIFFERENCE} }}
        conflicts {{
          id aggregate name field label baseText sourceText targetText reason choice
        }}
      }}
    }}
"""
_AT: Final = {
    "project": f"""
        {PROJECT} deleted {{ scenes {{ id name }} clips {{ id name }} }}
        timeline {{ position length }}
    """,
    "scene": SCENE,
    "clip": CLIP,
}


async def looked_up(person: Person, kind: str, id_: str, **at: Any) -> Json | None:
    """Return a project, scene or clip at a moment, None where there is none for this person."""
    query = f"query($id: ID!, $at: At) {{ {kind}(id: $id, at: $at) {{ {_AT[kind]} }} }}"
    found: Json | None = (await person.ask(query, id=id_, at=at or None))[kind]
    return found


async def as_it_was(person: Person, kind: str, id_: str, **at: Any) -> Json:
    """Return a project, scene or clip at a moment; without one as it is."""
    found = await looked_up(person, kind, id_, **at)
    assert found is not None
    return found


async def timeline_at(person: Person, project: str, **at: Any) -> Json | None:
    query = TIMELINE.replace("($id: ID!)", "($id: ID!, $at: At)")
    query = query.replace("projectId: $id", "projectId: $id, at: $at")
    found: Json | None = (await person.ask(query, id=project, at=at))["timeline"]
    return found


async def steps(person: Person, project: str) -> tuple[str | None, str | None]:
    """Return the sentences of what undo and redo would do for somebody now."""
    state = (await person.ask(UNDO_STATE, id=project))["project"]["undoState"]
    undo, redo = (state[verb] and state[verb]["sentence"] for verb in ("undo", "redo"))
    return undo, redo


async def activities(person: Person, project: str, **variables: Any) -> list[Json]:
    """Return a page of activity, newest first."""
    asked = await person.ask(ACTIVITIES, id=project, **variables)
    return [edge["node"] for edge in asked["project"]["activity"]["edges"]]


async def sentences(person: Person, project: str, **filter_: Any) -> list[str]:
    """Return what happened, newest first."""
    found = await activities(person, project, filter=filter_ or None)
    return [one["sentence"] for one in found]


async def compared(person: Person, project: str, since: Json, to: Json | None = None) -> Json:
    found: Json = (await person.ask(COMPARE, id=project, **{"from": since}, to=to))["compare"]
    return found


async def forked(person: Person, project: str, name: str = "Other ending", **fields: Any) -> str:
    """Fork a branch and return its id."""
    made = await person.done("forkBranch", projectId=project, name=name, **fields)
    id_: str = made["branch"]["id"]
    return id_


async def branches(person: Person, project: str, *, deleted: bool = False) -> list[Json]:
    asked = await person.ask(BRANCHES, id=project, deleted=deleted)
    found: list[Json] = asked["project"]["branches"]
    return found


async def preview(
    person: Person, source: str, target: str, choices: list[Json] | None = None
) -> Json:
    variables = {"source": source, "target": target, "choices": choices}
    found: Json = (await person.ask(PREVIEW, **variables))["mergePreview"]
    return found


async def merged(
    person: Person, source: str, target: str, choices: list[Json] | None = None
) -> Json:
    """Merge as the preview says and return the payload."""
    seen = await preview(person, source, target, choices)
    return await person.do(
        "mergeBranch",
        sourceId=source,
        targetId=target,
        sourcePosition=seen["source"]["position"],
        targetPosition=seen["target"]["position"],
        choices=choices,
    )


async def error_of(person: Person, query: str, **variables: Any) -> tuple[str, Json]:
    """Return the message and the code of the one error that a query is answered with."""
    answered = await person.answer(query, **variables)
    (error,) = answered["errors"]
    return error["message"], error["extensions"]


async def clips(person: Person, project: str) -> dict[str, Json]:
    """Return the clips that play, by name."""
    shown = await timeline(person, project)
    return {clip["name"]: clip for scene in shown["scenes"] for clip in scene["clips"]}


async def there(person: Person, branch: str, name: str = "Gulls") -> str:
    id_: str = (await clips(person, branch))[name]["id"]
    return id_
