"""What holds when nothing is said on the command line: the environment, then the user's own file, then the built-in.

The file is `config.toml` in the folder that the system keeps for settings of programs (`sensorium doctor` names it).
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from sensorium.errors import InvalidInput

FILE = "config.toml"
MODEL_VARIABLE = "SENSORIUM_MODEL"
KEYS = {"model": "the name of a model"}


def model_name(named: str | None) -> str | None:
    """The model to load: as `named`, else as the environment says, else the user's file, else None (built in)."""
    return named or os.environ.get(MODEL_VARIABLE) or user_settings().get("model")


def user_file() -> Path:
    """Where the user's settings are read from."""
    from platformdirs import user_config_path

    return user_config_path("sensorium") / FILE


def user_settings() -> dict[str, str]:
    """Settings of the user's file, {} where there is none. Raises `InvalidInput` (`invalid_configuration`)."""
    path = user_file()
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(f"is no TOML ({error})") from error
    for key, value in found.items():
        if key not in KEYS:
            raise _wrong(f"has the unknown key {key!r}; known are {', '.join(KEYS)}")
        if not isinstance(value, str) or not value:
            raise _wrong(f"has a {key} that is not {KEYS[key]}")
    return found


def _wrong(what: str) -> InvalidInput:
    return InvalidInput(f"your settings file {FILE} {what}", code="invalid_configuration", param=FILE)
