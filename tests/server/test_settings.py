from pathlib import Path

import platformdirs
import pytest

from domain.media import MediaKind
from server.settings import SettingError, Settings, read_settings

SECRET = "c3RvcnlzdG9yeXN0b3J5c3RvcnlzdG9yeXN0b3J5c3RvcnlzdG9yeQ=="


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings(data=platformdirs.user_data_path("emergent-storyboard"))


def test_every_setting_is_read() -> None:
    environment = {
        "STORYBOARD_DATA": "/srv/board",
        "STORYBOARD_HOST": "0.0.0.0",  # noqa: S104 - a container listens everywhere
        "STORYBOARD_PORT": "8080",
        "MONGODB_URI": "mongodb://db.example/?replicaSet=rs0",
        "STORYBOARD_MONGOD": "/opt/mongod",
        "STORYBOARD_DATABASE": "studio-1",
        "STORYBOARD_DEVELOPMENT": "yes",
        "STORYBOARD_REGISTRATION": "closed",
        "STORYBOARD_SIGNING_KEYS": f"new:{SECRET}, old:{SECRET}",
        "STORYBOARD_SECRET_KEYS": f"locks:{SECRET}",
        "STORYBOARD_LOG_FORMAT": "JSON",
        "STORYBOARD_OPEN_BROWSER": "off",
        "STORYBOARD_WEB": "/srv/editor",
        "STORYBOARD_WORKER_HOSTS": "gpu.local, 10.0.0.0/8",
        "STORYBOARD_WORKFLOWS": "/srv/workflows",
        "STORYBOARD_MUSIC_MB": "80",
        "STORYBOARD_IMAGE_MB": "1",
        "STORYBOARD_VIDEO_MB": "4000",
    }
    assert read_settings(environment) == Settings(
        data=Path("/srv/board"),
        host="0.0.0.0",  # noqa: S104
        port=8080,
        mongodb_uri="mongodb://db.example/?replicaSet=rs0",
        mongod=Path("/opt/mongod"),
        database="studio-1",
        development=True,
        registration_open=False,
        signing_keys=f"new:{SECRET}, old:{SECRET}",
        secret_keys=f"locks:{SECRET}",
        log_format="json",
        open_browser=False,
        web=Path("/srv/editor"),
        worker_hosts=frozenset({"gpu.local", "10.0.0.0/8"}),
        workflows=Path("/srv/workflows"),
        largest={
            MediaKind.MUSIC: 80_000_000,
            MediaKind.IMAGE: 1_000_000,
            MediaKind.VIDEO: 4_000_000_000,
        },
    )


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert read_settings({"STORYBOARD_PORT": " ", "MONGODB_URI": ""}) == read_settings({})


def test_a_data_folder_may_begin_with_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert read_settings({"STORYBOARD_DATA": "~/board"}).data == Path("/home/ada/board")


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "STORYBOARD_MUSIC_MB",
            "0",
            "STORYBOARD_MUSIC_MB must be a whole number of megabytes from 1 on, not '0'.",
        ),
        (
            "STORYBOARD_VIDEO_MB",
            "2 GB",
            "STORYBOARD_VIDEO_MB must be a whole number of megabytes from 1 on, not '2 GB'.",
        ),
        ("STORYBOARD_PORT", "0", "STORYBOARD_PORT must be a port from 1 to 65535, not '0'."),
        ("STORYBOARD_PORT", "x", "STORYBOARD_PORT must be a port from 1 to 65535, not 'x'."),
        (
            "STORYBOARD_PORT",
            "99999",
            "STORYBOARD_PORT must be a port from 1 to 65535, not '99999'.",
        ),
        ("STORYBOARD_HOST", "a b", "STORYBOARD_HOST must be a host name or an address, not 'a b'."),
        ("MONGODB_URI", "db", "MONGODB_URI must begin with mongodb:// or mongodb+srv://."),
        (
            "STORYBOARD_DATABASE",
            "a.b",
            "STORYBOARD_DATABASE must be 1 to 60 letters, digits, - or _, not 'a.b'.",
        ),
        ("STORYBOARD_DEVELOPMENT", "2", "STORYBOARD_DEVELOPMENT must be yes or no, not '2'."),
        (
            "STORYBOARD_REGISTRATION",
            "no",
            "STORYBOARD_REGISTRATION must be open or closed, not 'no'.",
        ),
        (
            "STORYBOARD_LOG_FORMAT",
            "xml",
            "STORYBOARD_LOG_FORMAT must be console or json, not 'xml'.",
        ),
        (
            "STORYBOARD_SIGNING_KEYS",
            f"a:{SECRET},a:{SECRET}",
            "STORYBOARD_SIGNING_KEYS names a key twice. Give each its own id.",
        ),
        (
            "STORYBOARD_SECRET_KEYS",
            f"a:{SECRET},a:{SECRET}",
            "STORYBOARD_SECRET_KEYS names a key twice. Give each its own id.",
        ),
        (
            "STORYBOARD_SIGNING_KEYS",
            "a:short",
            (
                "STORYBOARD_SIGNING_KEYS is not a list of `id:secret`, newest first, separated by "
                "commas, where each secret is at least 32 random bytes in base64."
            ),
        ),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(variable: str, value: str, sentence: str) -> None:
    with pytest.raises(SettingError) as refusal:
        read_settings({variable: value})
    assert str(refusal.value) == sentence


def test_a_secret_is_never_shown() -> None:
    keys = f"a:{SECRET}"
    settings = read_settings({"STORYBOARD_SIGNING_KEYS": keys, "STORYBOARD_SECRET_KEYS": keys})
    assert SECRET not in repr(settings)
