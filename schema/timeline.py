"""GraphQL of the timeline: everything the editor shows, in one answer."""

from collections import OrderedDict
from functools import cache
from typing import Final

import strawberry

from domain.board.clip import Clip as ClipState
from domain.rate import FrameRate
from domain.timeline import Block, gaps
from repositories.timeline import Plan, codes
from repositories.view import View
from schema.clip import Clip, clip_node
from schema.error import Slot
from schema.scene import Scene, scene_node

strawberry.enum(FrameRate)
KEPT: Final = 64


@strawberry.type(description="Positions and lengths are frames at the project's rate.")
class Timeline:
    project_id: strawberry.ID
    position: int = strawberry.field(description="The last commit that this answer contains.")
    frame_rate: FrameRate
    rate_numerator: int = strawberry.field(description="Frames per second are exactly this …")
    rate_denominator: int = strawberry.field(description="… divided by this.")
    nominal_fps: int = strawberry.field(description="Frames that a second of timecode counts.")
    is_drop_frame: bool
    start_frame: int = strawberry.field(description="The first frame's timecode, as a number.")
    length: int
    scenes: list[Scene]


@strawberry.type(description="What can be restored.")
class Deleted:
    scenes: list[Scene]
    clips: list[Clip] = strawberry.field(description="Those whose scene is still there.")


class Drawing:
    """Makes the types of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._project = plan.project.state
        self._rate = FrameRate[self._project.frame_rate]
        # Where the versions of each scene begin: a clip may be asked for by itself.
        self._starts = {
            block.scene.id: block.start
            for played in plan.layout.blocks
            for block in (played, *played.alternates)
        }
        # They are reckoned when somebody asks for them: mostly nobody does.
        self._codes = cache(lambda: codes(plan))

    def timeline(self) -> Timeline:
        return Timeline(
            project_id=strawberry.ID(self._project.id),
            position=self._plan.position,
            frame_rate=self._rate,
            rate_numerator=self._rate.exact.numerator,
            rate_denominator=self._rate.exact.denominator,
            nominal_fps=self._rate.nominal,
            is_drop_frame=self._rate.is_drop_frame,
            start_frame=self._project.start_frame,
            length=self._plan.layout.length,
            scenes=[self._block(block) for block in self._plan.layout.blocks],
        )

    def scene(self, id_: str) -> Scene:
        """Return a scene of the plan, a deleted one too."""
        for played in self._plan.layout.blocks:
            for block in (played, *played.alternates):
                if block.scene.id == id_:
                    return self._block(block)
        return scene_node(
            self._plan.scenes[id_],
            start=0,
            length=0,
            clips=[],
            others=[],
            gaps=[],
            codes=self._codes,
        )

    def clip(self, view: View[ClipState]) -> Clip:
        """Return a clip of the plan, a deleted one too."""
        versions = [
            other
            for other in self._plan.clips.values()
            if view.state.is_chosen
            and other.state.id != view.state.id
            and not other.state.is_deleted
            and (other.state.original or other.state.id) == (view.state.original or view.state.id)
        ]
        versions.sort(key=lambda other: other.state.alternate)
        return self._clip(view, [self._clip(other, []) for other in versions])

    def _block(self, block: Block) -> Scene:
        clips = [
            self._clip(
                self._plan.clips[state.id],
                [self._clip(self._plan.clips[other.id], []) for other in block.versions_of(state)],
            )
            for state in block.clips
        ]
        return scene_node(
            self._plan.scenes[block.scene.id],
            start=block.start,
            length=block.length,
            clips=clips,
            others=[self._block(other) for other in block.alternates],
            gaps=[Slot(track=g.track, start=g.start, length=g.length) for g in gaps(block)],
            codes=self._codes,
        )

    def _clip(self, view: View[ClipState], others: list[Clip]) -> Clip:
        home = self._plan.scenes.get(view.state.scene)
        return clip_node(
            view,
            scene=home.state if home else None,
            scene_start=self._starts.get(view.state.scene, 0),
            rate=self._rate,
            first_frame=self._project.start_frame,
            others=others,
            takes=self._plan.takes.get(view.state.id, 0),
            then=self._plan.then,
            codes=self._codes,
        )


def deleted_node(plan: Plan) -> Deleted:
    """Return what was deleted, the last first; clips of a deleted scene come back with it."""
    drawing = Drawing(plan)
    scenes = [view for view in plan.scenes.values() if view.state.is_deleted]
    clips = [
        view
        for view in plan.clips.values()
        if view.state.is_deleted and not plan.scenes[view.state.scene].state.is_deleted
    ]
    return Deleted(
        scenes=[
            drawing.scene(view.state.id) for view in sorted(scenes, key=lambda view: -view.position)
        ],
        clips=[drawing.clip(view) for view in sorted(clips, key=lambda view: -view.position)],
    )


class Timelines:
    """Timelines drawn before, one for each project: the types of a position never change."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[str, tuple[Plan, Timeline]] = OrderedDict()

    def of(self, plan: Plan) -> Timeline:
        id_ = plan.project.state.id
        kept = self._drawn.get(id_)
        if kept is None or kept[0] is not plan:
            kept = self._drawn[id_] = plan, Drawing(plan).timeline()
        self._drawn.move_to_end(id_)
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return kept[1]
