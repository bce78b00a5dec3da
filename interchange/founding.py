"""What a file wishes of the project that is made of it."""

from domain.project import ChangeSettings, CreateProject, ProjectCommand
from events.record import replace
from interchange import tidy
from interchange.report import Omission, Report
from interchange.timeline import NO_SETUP, Setup

WHERE = "the project"


def founded(create: CreateProject, setup: Setup, report: Report) -> tuple[ProjectCommand, ...]:
    """Return the commands that make the project as the file wishes it."""
    made = replace(
        create,
        name=(tidy.name(setup.name, WHERE, report) if setup.name.strip() else "") or create.name,
        description=tidy.prose(setup.description, WHERE, report),
        width=setup.width or create.width,
        height=setup.height or create.height,
        aspect_ratio=setup.aspect_ratio or create.aspect_ratio,
        naming=setup.naming or create.naming,
    )
    if not (setup.style or setup.image_model or setup.video_model):
        return (made,)
    further = ChangeSettings(
        style=tidy.prose(setup.style, WHERE, report),
        image_model=setup.image_model,
        video_model=setup.video_model,
    )
    return made, further


def unused(setup: Setup) -> tuple[Omission, ...]:
    """Say what an import into a project leaves out."""
    if setup == NO_SETUP:
        return ()
    reason = "the project has its own already; import it as a new project to take them."
    return (Omission(what="The title, description and settings", where="the file", reason=reason),)
