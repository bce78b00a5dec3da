"""What clients want: changes of things that they share, each different from all others."""

from dataclasses import replace
from random import Random
from typing import Any, Final
from uuid import UUID

from events.ids import derived
from events.record import record

SCENES: Final = 2
CLIPS: Final = 3
OWN_TRACKS: Final = 10  # the first track of clips that belong to one client alone
# What the film began with is a step, too: by then enough others lie before it.
FIRST_UNDO: Final = 25

REFUSED: Final = """
    ... on ConflictError { message expectedVersion actualVersion }
    ... on UserError { message }
"""
SHOWN: Final = {
    "Project": "position",
    "Scene": "position thing: scene { id version }",
    "Clip": "position thing: clip { id version }",
    "ApplyCommands": "position",
    "Undo": "position",
}
POSITION: Final = "query($id: ID!) { timeline(projectId: $id) { position } }"


def mutation(name: str, payload: str) -> str:
    kind = name[0].upper() + name[1:]
    selection = f"__typename ... on {payload}Success {{ {SHOWN[payload]} }} {REFUSED}"
    return f"mutation($input: {kind}Input!) {{ {name}(input: $input) {{ {selection} }} }}"


CREATE: Final = mutation("createProject", "Project")
EDIT_SCENE: Final = mutation("editScene", "Scene")
EDIT_CLIP: Final = mutation("editClip", "Clip")
MOVE_CLIP: Final = mutation("moveClip", "Clip")
ADD_CLIP: Final = mutation("addClip", "Clip")
APPLY: Final = mutation("applyCommands", "ApplyCommands")
UNDO: Final = mutation("undo", "Undo")
REDO: Final = UNDO.replace("undo(", "redo(")


@record
class Wish:
    """A mutation, or a query without a command id; `stream` is what it is about.

    One that `may_fail` depends on what others did meanwhile: its refusal is an answer like others.
    """

    query: str
    project: str
    stream: str = ""
    input: dict[str, Any]
    command: str = ""
    expected: int | None = None
    may_fail: bool = False

    @property
    def variables(self) -> dict[str, Any]:
        if not self.command:
            return self.input
        return {"input": {**self.input, "commandId": str(UUID(self.command))}}


class Film:
    """A project with scenes and clips that everybody changes; each clip has its own track."""

    def __init__(self, name: str) -> None:
        self.project = derived("project", name, 0)
        self.scenes = [derived("scene", name, number) for number in range(SCENES)]
        self.clips = [derived("clip", name, number) for number in range(CLIPS)]

    def founding(self, random: Random) -> list[Wish]:
        commands = [
            *({"addScene": {"projectId": self.project, "id": scene}} for scene in self.scenes),
            *(
                {"addClip": {"sceneId": self.scenes[0], "id": clip, "track": track, "length": 1}}
                for track, clip in enumerate(self.clips)
            ),
        ]
        create = {"id": self.project, "name": "Soak"}
        apply = {"projectId": self.project, "commands": commands}
        return [self._wish(random, CREATE, create), self._wish(random, APPLY, apply)]

    def wish(self, random: Random, client: int, number: int, seen: dict[str, int]) -> Wish:
        """Return the `number`-th wish of a client who has `seen` versions of some things."""
        kinds = [
            self._scene,
            self._clip,
            self._move,
            self._own,
            self._several,
            self._position,
            self._undo,
        ]
        kind = random.choices(kinds, weights=[28, 23, 13, 10, 10, 8, 8])[0]
        if kind == self._undo and number < FIRST_UNDO:
            kind = self._scene
        return kind(random, client, number, seen)

    def again(self, random: Random, wish: Wish, version: int) -> Wish:
        """Return what was refused as a new command, by somebody who has seen the new version."""
        given = {**wish.input, "expectedVersion": version}
        return self._wish(random, wish.query, given, wish.stream, version)

    def _scene(self, random: Random, client: int, number: int, seen: dict[str, int]) -> Wish:
        scene = random.choice(self.scenes)
        given = {"sceneId": scene, "lyrics": f"{client} sings {number}"}
        return self._expecting(random, EDIT_SCENE, given, scene, seen)

    def _clip(self, random: Random, client: int, number: int, seen: dict[str, int]) -> Wish:
        clip = random.choice(self.clips)
        given = {"clipId": clip, "notes": f"{client} notes {number}"}
        return self._expecting(random, EDIT_CLIP, given, clip, seen)

    def _move(self, random: Random, client: int, number: int, seen: dict[str, int]) -> Wish:
        clip = random.choice(self.clips)
        given = {"clipId": clip, "start": number * 16 + client + 1}
        return self._expecting(random, MOVE_CLIP, given, clip, seen)

    def _own(self, random: Random, client: int, number: int, seen: dict[str, int]) -> Wish:
        del number, seen
        given = {"sceneId": self.scenes[0], "track": OWN_TRACKS + client, "length": 1}
        return self._wish(random, ADD_CLIP, given)

    def _several(self, random: Random, client: int, number: int, seen: dict[str, int]) -> Wish:
        commands = [
            {"editScene": self._scene(random, client, number, seen).input},
            {"addClip": self._own(random, client, number, seen).input},
        ]
        commands[0]["editScene"].pop("expectedVersion", None)
        return self._wish(random, APPLY, {"projectId": self.project, "commands": commands})

    def _position(self, random: Random, client: int, number: int, seen: dict[str, int]) -> Wish:
        del random, client, number, seen
        return Wish(query=POSITION, project=self.project, input={"id": self.project})

    def _undo(self, random: Random, client: int, number: int, seen: dict[str, int]) -> Wish:
        del client, number, seen
        query = random.choice([UNDO, UNDO, REDO])
        wish = self._wish(random, query, {"projectId": self.project, "anyway": True})
        return replace(wish, may_fail=True)

    def _expecting(
        self, random: Random, query: str, given: dict[str, Any], stream: str, seen: dict[str, int]
    ) -> Wish:
        """Say which version was seen, if one was, three times in four."""
        version = seen.get(stream) if random.random() < 0.75 else None
        if version is not None:
            given["expectedVersion"] = version
        return self._wish(random, query, given, stream, version)

    def _wish(
        self,
        random: Random,
        query: str,
        given: dict[str, Any],
        stream: str = "",
        expected: int | None = None,
    ) -> Wish:
        return Wish(
            query=query,
            project=self.project,
            stream=stream,
            input=given,
            command=f"{random.getrandbits(128):032x}",
            expected=expected,
        )
