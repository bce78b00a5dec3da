"""Dissolves, as Media Composer writes them."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from aaf2.misc import LinearInterp

from events.record import record
from interchange.aaf.mould import AAFObject, Mould, int64
from interchange.timeline import TrackKind

BYTE_ORDER: Final = UUID("c0038672-a8cf-11d3-a05b-006094eb75cb")
EFFECT_ID: Final = UUID("93994bd6-a81d-11d3-a05b-006094eb75cb")
EXTRAPOLATION: Final = UUID("0e24dd54-66cd-4f1a-b0a0-670ac3a7a0b3")


@record
class Effect:
    """A dissolve of one kind of media; its parameter goes from 0 to `most`."""

    media_kind: str
    id: UUID
    name: str
    parameter_id: UUID
    parameter: str
    most: int


EFFECTS: Final[Mapping[TrackKind, Effect]] = {
    TrackKind.VIDEO: Effect(
        media_kind="picture",
        id=UUID("89d9b67e-5584-302d-9abd-8bd330c46841"),
        name="VideoDissolve_2",
        parameter_id=UUID("8d56813d-847e-11d5-935a-50f857c10000"),
        parameter="AFX_FG_KEY_OPACITY_U",
        most=100,
    ),
    TrackKind.AUDIO: Effect(
        media_kind="sound",
        id=UUID("0c3bea41-fc05-11d2-8a29-0050040ef7d2"),
        name="Mono Audio Dissolve",
        parameter_id=UUID("e4962320-2267-11d3-8a4c-0050040ef7d2"),
        parameter="ParameterDef_Level",
        most=1,
    ),
}


class Dissolves:
    """Makes transitions; their definitions come into the file with the first of a kind."""

    def __init__(self, file: Any) -> None:
        self._create = file.create
        self._dictionary = file.dictionary
        self._moulds: dict[TrackKind, tuple[Mould, Mould, Mould, Mould, Mould]] = {}

    def transition(self, kind: TrackKind, before: int, behind: int) -> AAFObject:
        """Return a dissolve that begins and ends so many frames before and behind its cut."""
        if kind not in self._moulds:
            self._moulds[kind] = self._defined(EFFECTS[kind])
        transition, group, course, first, last = self._moulds[kind]
        length = int64(before + behind)
        points = {"PointList": [first.cast({}), last.cast({})]}
        used = group.cast({"Length": length}, {"Parameters": [course.cast({}, points)]})
        data = {"Length": length, "CutPoint": int64(before)}
        return transition.cast(data, {"OperationGroup": used})

    def _defined(self, effect: Effect) -> tuple[Mould, Mould, Mould, Mould, Mould]:
        course, points = self._course(effect)
        # The factory remembers one name: what is an argument has to be made before.
        operation = self._operation(effect)
        group = self._create.OperationGroup(operation, 1, effect.media_kind)
        group.parameters.append(course)
        transition = self._create.Transition(effect.media_kind, 1)
        transition["CutPoint"].value = 0
        transition["OperationGroup"].value = group
        return Mould(transition), Mould(group), Mould(course), *points

    def _operation(self, effect: Effect) -> AAFObject:
        made = self._create.OperationDef(effect.id, effect.name, "")
        self._dictionary.register_def(made)
        made.media_kind = effect.media_kind
        made["IsTimeWarp"].value = False
        made["Bypass"].value = 1
        made["NumberInputs"].value = 2
        made["OperationCategory"].value = "OperationCategory_Effect"
        if effect.media_kind == "picture":
            made.parameters.extend(
                [
                    self._parameter(BYTE_ORDER, "AvidParameterByteOrder", "aafUInt16"),
                    self._parameter(EFFECT_ID, "AvidEffectID", "AvidBagOfBits"),
                ]
            )
        return made

    def _parameter(self, of: UUID, name: str, kind: str) -> AAFObject:
        made = self._create.ParameterDef(of, name, "", kind)
        self._dictionary.register_def(made)
        return made

    def _course(self, effect: Effect) -> tuple[AAFObject, tuple[Mould, Mould]]:
        """Return how the parameter goes from its beginning to its end, and moulds of both."""
        line = self._create.InterpolationDef(LinearInterp, "LinearInterp", "")
        self._dictionary.register_def(line)
        parameter = self._parameter(effect.parameter_id, effect.parameter, "Rational")
        made = self._create.VaryingValue()
        made.parameterdef = parameter
        made["Interpolation"].value = self._dictionary.lookup_interperlationdef("LinearInterp")
        if effect.media_kind == "picture":
            made["VVal_Extrapolation"].value = EXTRAPOLATION
            made["VVal_FieldCount"].value = 1
        points = [self._point(0, 0), self._point(1, effect.most)]
        made["PointList"].extend(points)
        return made, (Mould(points[0]), Mould(points[1]))

    def _point(self, time: int, value: int) -> AAFObject:
        made = self._create.ControlPoint()
        made["EditHint"].value = "Proportional"
        made.value, made.time = value, time
        return made
