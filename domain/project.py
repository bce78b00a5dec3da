"""Projects: created, described, set up, shared, archived and deleted."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal, TypeAlias, assert_never

from domain import copy, place, text
from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.errors import NotFoundError, RuleViolatedError
from domain.rate import FrameRate, rescaled
from domain.timecode import InvalidTimecodeError, parse
from events.clip import ClipMoved, ClipTrimmed
from events.ids import ProjectId, SceneId, UserId, derived, kind
from events.project import (
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    ProjectArchived,
    ProjectAspectRatioChanged,
    ProjectCreated,
    ProjectDeleted,
    ProjectDescribed,
    ProjectFrameRateChanged,
    ProjectModelsChanged,
    ProjectNamingChanged,
    ProjectRenamed,
    ProjectResolutionChanged,
    ProjectRestored,
    ProjectStartChanged,
    ProjectStyleChanged,
    ProjectUnarchived,
)
from events.record import record
from events.store import Fact
