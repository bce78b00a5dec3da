"""GraphQL of names: previews of a convention, the shot list with its codes, and confirming it."""

from collections.abc import Awaitable, Callable
from typing import Any

import strawberry

from domain.naming import review as reviews
from domain.naming.pattern import PatternError, parse
from domain.naming.review import Change, Named
from events.ids import kind
from repositories.timeline import Plan
from schema.context import Info
from schema.node import MOST_ROWS, rows


@strawberry.type(description="A shot by a naming convention.")
class NamingPreviewName:
    clip_id: strawberry.ID | None = strawberry.field(
        description="null for a shot that is made up, because the project has none yet."
    )
    name: str = strawberry.field(description="The name of the clip.")
    code: str
    file: str = strawberry.field(
        description="A file of its first alternate, without the ending: every token is in it."
    )


@strawberry.type(description="Why a naming convention cannot be used, or what it will do.")
class NamingProblem:
    message: str
    column: int | None = strawberry.field(description="Counted from 1; null for all of it.")
    is_refusal: bool = strawberry.field(description="Whether the convention would be refused.")


@strawberry.type
class NamingPreview:
    names: list[NamingPreviewName] = strawberry.field(
        description="The first shots, as if none had a code."
    )
    problems: list[NamingProblem]


@strawberry.type(description="What confirming would do to the code of a scene or shot.")
class CodeChange:
    id: strawberry.ID = strawberry.field(description="Of the scene or clip, always the original.")
    is_scene: bool
    name: str
    before: str = strawberry.field(description="Empty for none.")
    after: str = strawberry.field(description="Empty for one that is deleted and loses its own.")


@strawberry.type(description="What confirming the shot list would do.")
class ShotListReview:
    scenes: int
    shots: int
    kept: int = strawberry.field(description="Scenes and shots whose code stays.")
    given: int = strawberry.field(description="Those that get one.")
    changed: int = strawberry.field(description="Those that get another one.")
    lost: int = strawberry.field(description="Deleted ones that lose theirs.")
    changes: list[CodeChange]
    refusal: str | None = strawberry.field(description="Why it cannot be confirmed now.")


@strawberry.type(description="The codes of scenes and shots, by which files are named.")
class ShotList:
    is_confirmed: bool = strawberry.field(
        description="Whether codes stay. Until then they are what confirming would give."
    )
    naming: str = strawberry.field(
        description="The convention that codes are given by: the confirmed one, or the settings'."
    )
    plan: strawberry.Private[Callable[[Info], Awaitable[Plan]]]

    @strawberry.field
    async def review(
        self,
        info: Info,
        anew: bool = False,  # noqa: FBT001, FBT002 - GraphQL passes arguments by name
        first: int = MOST_ROWS,
    ) -> ShotListReview:
        """What confirming would do, to look at first; `anew` gives new codes to all."""
        count = rows(first)
        return shot_list_review(await self.plan(info), anew=anew, first=count)


def naming_preview(plan: Plan, pattern: str, first: int) -> NamingPreview:
    """Return what a convention makes of the project, or why it is none."""
    try:
        found = parse(pattern)
    except PatternError as error:
        problem = NamingProblem(message=error.message, column=error.column, is_refusal=True)
        return NamingPreview(names=[], problems=[problem])
    project, scenes, clips = _things(plan)
    named = reviews.preview(found, project, scenes, clips, first)
    return NamingPreview(
        names=[_name(one) for one in named],
        problems=[
            NamingProblem(message=message, column=None, is_refusal=False)
            for message in reviews.warnings(found, project)
        ],
    )


def _things(plan: Plan) -> tuple[Any, list[Any], list[Any]]:
    scenes = [view.state for view in plan.scenes.values()]
    return plan.project.state, scenes, [view.state for view in plan.clips.values()]


def _name(one: Named) -> NamingPreviewName:
    return NamingPreviewName(
        clip_id=strawberry.ID(one.clip) if one.clip else None,
        name=one.name,
        code=one.code,
        file=one.file,
    )


def shot_list_review(plan: Plan, *, anew: bool, first: int) -> ShotListReview:
    project, scenes, clips = _things(plan)
    refusal: str | None = None
    try:
        pattern = parse(project.confirmed_naming or project.naming)
    except PatternError as error:
        return _nothing(error.message)
    found = reviews.review(pattern, scenes, clips, anew=anew)
    if project.confirmed_naming and anew:
        refusal = reviews.LOCKED
    elif not found.shots:
        refusal = reviews.EMPTY
    return ShotListReview(
        scenes=found.scenes,
        shots=found.shots,
        kept=found.kept,
        given=found.given,
        changed=found.changed,
        lost=found.lost,
        changes=[_change(one) for one in found.changes[:first]],
        refusal=refusal,
    )


def _nothing(refusal: str) -> ShotListReview:
    return ShotListReview(
        scenes=0, shots=0, kept=0, given=0, changed=0, lost=0, changes=[], refusal=refusal
    )


def _change(one: Change) -> CodeChange:
    return CodeChange(
        id=strawberry.ID(one.id),
        is_scene=kind(one.id) == "scene",
        name=one.name,
        before=one.before,
        after=one.after,
    )
