"""The Dockerfile and compose.yaml fit the package: every path, command, option and route in them is there.

No image is built here: a container engine is not a tool of the tests.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from sensorium.surfaces.cli.program import app
from sensorium.surfaces.cli.serving import KEYS_VARIABLE
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with what follows them."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert list(composed["services"]) == ["sensorium"]
    found: dict[str, Any] = composed["services"]["sensorium"]
    assert set(composed["volumes"]) == {volume.partition(":")[0] for volume in found["volumes"]}
    return found


def only(steps: list[tuple[str, str]], word: str) -> str:
    """What follows the last instruction of a kind."""
    return [rest for found, rest in steps if found == word][-1]


def command(steps: list[tuple[str, str]]) -> list[str]:
    words: list[str] = json.loads(only(steps, "ENTRYPOINT")) + json.loads(only(steps, "CMD"))
    return words


def test_what_is_copied_is_there_and_not_ignored(steps: list[tuple[str, str]]) -> None:
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    kept = {rule[1:] for rule in rules if rule.startswith("!")}
    assert "*" in rules
    copied = {name for word, rest in steps if word == "COPY" and "--from" not in rest for name in rest.split()[:-1]}
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {project["project"]["readme"], *project["project"]["license-files"]}
    assert needed | {"pyproject.toml"} <= copied
    (package,) = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert package.startswith("src/")
    weights = (ROOT / package / "weights" / "seedling").iterdir()
    left_out = [rule for rule in rules if rule and rule[0] not in "!#" and rule != "*"]
    assert not any(fnmatch(str(file.relative_to(ROOT)), rule) for file in weights for rule in left_out)


def test_where_pip_finds_builds_without_cuda_is_handed_on(
    steps: list[tuple[str, str]], service: dict[str, Any]
) -> None:
    words = [word for word, _ in steps]
    name, *_ = (rest for word, rest in steps if word == "ARG")
    assert words.index("ARG") < words.index("RUN")
    assert service["build"]["args"] == {name: f"${{{name}:-}}"}


def test_what_is_installed_beside_the_package_are_extras_of_it(steps: list[tuple[str, str]]) -> None:
    name, _, extras = only(steps, "ARG").partition("=")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(extras.split(",")) <= project["optional-dependencies"].keys()
    assert any(rest.endswith(f'".[${name}]"') for word, rest in steps if word == "RUN")


def test_the_python_is_one_that_the_package_takes(steps: list[tuple[str, str]]) -> None:
    (version,) = {rest.split()[0] for word, rest in steps if word == "FROM"}
    found = re.fullmatch(r"python:3\.(\d+)-slim", version)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert found is not None
    assert int(found.group(1)) >= int(project["requires-python"].removeprefix(">=3."))
    assert only(steps, "ENTRYPOINT") == json.dumps(list(project["scripts"]))


def test_what_it_runs_is_what_the_command_line_takes(steps: list[tuple[str, str]]) -> None:
    _, verb, *options = command(steps)
    told = CliRunner().invoke(app, [verb, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"}).output
    for option in [one for one in options if one.startswith("--")]:
        assert option in told
    refused = CliRunner().invoke(app, [verb, *options], env={KEYS_VARIABLE: ""})
    assert refused.exit_code != 0  # all interfaces without keys


def test_it_is_nobody_in_particular_and_can_write_in_one_place(
    steps: list[tuple[str, str]], service: dict[str, Any]
) -> None:
    user, _, group = only(steps, "USER").partition(":")
    assert int(user) > 0
    assert int(group) > 0
    run = " ".join(rest for word, rest in steps if word == "RUN")
    for number in (user, group):
        assert number in shlex.split(run)
    options = command(steps)
    place = options[options.index("--keep") + 1]
    assert place == only(steps, "VOLUME") == service["volumes"][0].partition(":")[2]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [entry.partition(":")[0] for entry in service["tmpfs"]] == ["/tmp"]


def test_keys_come_from_outside_and_must(service: dict[str, Any]) -> None:
    (name,) = service["environment"]
    assert name == KEYS_VARIABLE
    assert service["environment"][name].startswith(f"${{{KEYS_VARIABLE}:?")


def test_ports_meet(steps: list[tuple[str, str]], service: dict[str, Any]) -> None:
    options = command(steps)
    inside = only(steps, "EXPOSE")
    assert options[options.index("--port") + 1] == inside
    address, _, target = service["ports"][0].rpartition(":")
    assert target == inside
    assert address.startswith("127.0.0.1:")
    assert f":{inside}/ready" in only(steps, "HEALTHCHECK")


def test_it_is_given_the_time_that_it_takes_to_stop(steps: list[tuple[str, str]], service: dict[str, Any]) -> None:
    patience_s = int(service["stop_grace_period"].removesuffix("s"))
    serving = Serving(desk=Desk())
    assert patience_s > serving.stop_s + serving.limits.decode_seconds
    assert only(steps, "STOPSIGNAL") == "SIGTERM"


class Answering(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/ready" else 404)
        self.end_headers()

    def log_message(self, *told: object) -> None: ...


@pytest.fixture
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(("status", "well"), [(200, True), (503, False)])
def test_the_health_check_tells_ready_from_not(
    steps: list[tuple[str, str]], port: int, status: int, well: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answering, "status", status)
    _, _, words = only(steps, "HEALTHCHECK").partition("CMD ")
    python, flag, code = json.loads(words)
    assert python == "python"
    done = subprocess.run([sys.executable, flag, code.replace("8000", str(port))], capture_output=True, check=False)
    assert (done.returncode == 0) == well
