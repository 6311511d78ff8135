"""train, evaluate, demo, models, doctor, version."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import shellingham
from cli_program import Program, Scripted
from safetensors.numpy import save_file

import sensorium
from sensorium import models
from sensorium.abilities.card import Trained
from sensorium.abilities.documents.readers.rapid import RapidOCR
from sensorium.abilities.documents.readers.tesseract import Tesseract
from sensorium.abilities.evaluation import calibration, contribution, run
from sensorium.abilities.evaluation.contribution import Contribution
from sensorium.abilities.evaluation.directions import DIRECTIONS, Direction
from sensorium.abilities.evaluation.intervals import Figure
from sensorium.abilities.evaluation.row import Row
from sensorium.abilities.evaluation.wording import Lost
from sensorium.errors import InvalidInput, MissingDependency
from sensorium.models.native import NativeModel
from sensorium.native.confidence import Confidence
from sensorium.native.train import processes, recipes, sources
from sensorium.native.worlds.blocks import BlockWorld
from sensorium.surfaces import demo as tour
from sensorium.surfaces.cli import cards, doctor, figures, sets

FIGURE = Figure(0.75, 0.6, 0.86, 0.25, 40)
LOST = Lost(taught=0.8, points=5.0, low=1.0, high=9.0, error=2.0)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, dict[str, object]]]:
    """Calls of the recipe, which trains nothing."""
    calls: list[tuple[Path, dict[str, object]]] = []

    def recipe(folder: Path, **wishes: object) -> None:
        calls.append((folder, wishes))

    monkeypatch.setitem(recipes.RECIPES, "seedling", recipe)  # type: ignore[arg-type]
    return calls


def test_train_hands_on_what_is_wished(program: Program, runs: list[tuple[Path, dict[str, object]]]) -> None:
    options = "--size nano --steps 5 --hours 0.5 --minutes 2 --codec-budget 0.5 --data none --folder here".split()
    otherwise = "--share blocks=0.3 --share echo=0 --rate 0.003 --cooldown 1".split()
    done = program("train", "seedling", *options, *otherwise)
    assert done.exit_code == 0
    budget = {"num_steps": 5, "seconds": 1800.0, "stop_after_s": 120.0}
    changes = recipes.Changes(
        shares={"blocks": 0.3, "echo": 0.0}, matrix_lr=0.003, cooldown_share=1.0, codec_budget=0.5
    )
    assert runs == [(Path("here"), {"data": None, "size": "nano", "changes": changes, **budget})]
    again = "sensorium train seedling --folder here --data none --size nano --steps 5 --hours 0.5 --minutes 2.0"
    changed = "--share blocks=0.3 --share echo=0 --rate 0.003 --cooldown 1.0 --codec-budget 0.5"
    assert f"{again} {changed}\n" in done.stderr


@pytest.mark.parametrize("share", ["blocks", "=0.3", "blocks=", "blocks=-1", "blocks=nan", "blocks=inf"])
def test_a_share_is_a_world_and_a_number(
    program: Program, runs: list[tuple[Path, dict[str, object]]], share: str
) -> None:
    done = program("train", "--data", "none", "--share", share)
    assert done.exit_code == 65
    assert f"{share!r} is no share; write WORLD=NUMBER" in done.stderr
    assert not runs


def test_a_card_is_not_written_of_a_broken_model(program: Program) -> None:
    done = program("evaluate", "--card", "made", "--break", "vision")
    assert done.exit_code == 65
    assert "a card is not written of a model that was broken" in done.stderr


def test_train_leaves_the_rest_to_the_recipe(program: Program, runs: list[tuple[Path, dict[str, object]]]) -> None:
    assert program("train", "--data", "none").exit_code == 0
    assert runs == [(Path("runs/seedling"), {"data": None, "size": "small", "changes": recipes.AS_USUAL})]


def test_train_starts_its_own_processes_and_ends_as_they_do(
    program: Program, runs: list[tuple[Path, dict[str, object]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[int, tuple[str, ...]]] = []

    def run_ranks(count: int, command: tuple[str, ...]) -> int:
        started.append((count, command))
        return 130

    monkeypatch.setattr(processes, "run_ranks", run_ranks)
    assert program("train", "--processes", "2").exit_code == 130
    assert [count for count, _ in started] == [2]
    assert started[0][1][:3] == (sys.executable, "-m", "sensorium")
    assert not runs
    monkeypatch.setenv("RANK", "1")
    done = program("train", "--data", "none", "--processes", "2")
    assert (done.exit_code, len(started), len(runs)) == (0, 1, 1)
    assert not done.stderr  # the first rank speaks for all


def test_train_goes_on_from_a_checkpoint(program: Program, runs: list[tuple[Path, dict[str, object]]]) -> None:
    done = program("train", "--data", "none", "--start", "grown")
    assert runs == [
        (Path("runs/seedling"), {"data": None, "size": "small", "changes": recipes.AS_USUAL, "start": Path("grown")})
    ]
    assert "--data none --size small --start grown" in done.stderr


def test_ctrl_c_says_how_to_go_on(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(folder: Path, **wishes: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(recipes.RECIPES, "seedling", interrupted)  # type: ignore[arg-type]
    typed = "--data none --size nano --steps 9 --share charts=0.3 --share lines=0 --keep-sight".split()
    done = program("train", "--folder", "my run", *typed)
    assert done.exit_code == 130
    again = "sensorium train seedling --folder 'my run' --data none --size nano --steps 9 --share charts=0.3"
    assert done.stderr == f"stopped; to go on: {again} --share lines=0 --keep-sight\n"


def test_an_unknown_recipe_is_named(program: Program) -> None:
    done = program("train", "gpt")
    assert done.exit_code == 65
    assert "seedling" in done.stderr


def test_a_recipe_takes_what_the_command_may_give() -> None:
    import inspect

    for recipe in recipes.RECIPES.values():
        assert {"data", "size", "start", "num_steps", "seconds", "stop_after_s", "changes"} <= set(
            inspect.signature(recipe).parameters
        )


TRAINED = Trained(name="seedling", size="nano", num_parameters=9_800_000, positions=2_000_000, sets=("fsdd",))


def test_figures_go_onto_the_card_of_the_checkpoint(program: Program, measured: list[Direction]) -> None:
    Path("made").mkdir()
    (Path("made") / cards.FACTS).write_text(json.dumps(asdict(TRAINED)))
    done = program("evaluate", "--card", "made", "-m", "another", "--only", "chart → value", "--data", "none")
    assert done.exit_code == 0
    assert program.model.name == "made"
    text = Path("made/README.md").read_text()
    assert "| chart → value | right | 0.750 |" in text
    assert "2.0 million positions" in text
    assert f"cases: 50; seconds: 0; machine: {figures.machine()}" in text


@pytest.mark.parametrize("content", [None, "", "{}", '{"sets": 3}', '{"sets": [], "smell": 1}'])
def test_a_folder_without_facts_is_refused_before_any_work(program: Program, content: str | None) -> None:
    Path("made").mkdir()
    if content is not None:
        (Path("made") / cards.FACTS).write_text(content)
    done = program("evaluate", "--card", "made")
    assert done.exit_code == 65
    assert done.stderr.startswith("error: no_training_facts: 'made' holds no training.json")


@pytest.fixture
def measured(program: Program, monkeypatch: pytest.MonkeyPatch) -> list[Direction]:
    """Directions that were measured; the figures are always the same, and clips lack a judge."""
    asked: list[Direction] = []

    def evaluate(
        model: Scripted,
        worlds: object,
        num_cases: int,
        *,
        directions: Sequence[Direction],
        progress: Callable[..., None],
        showcase: object,
        wording: bool,
    ) -> Iterator[Row]:
        for direction in directions:
            if direction.world == "clips":
                raise MissingDependency("no judge here: pip install judge")
            asked.append(direction)
            lost = LOST if wording else None
            yield Row(direction=direction.name, measure="right", figure=FIGURE, beside={"others": FIGURE}, lost=lost)

    monkeypatch.setattr(run, "evaluate", evaluate)
    worlds = sources.Worlds(worlds={name: BlockWorld() for name in ("scenes", "clips", "charts", "comparing")})
    monkeypatch.setattr(sources, "open_worlds", lambda **_: worlds)
    monkeypatch.setattr(sets, "PROGRAMS", ("no-such-program",))
    return asked


def test_evaluate_prints_a_row_for_each_figure(program: Program, measured: list[Direction]) -> None:
    done = program("evaluate", "--only", "CHART", "-n", "40", "--data", "none")
    assert done.exit_code == 0
    head, *rows = done.stdout.splitlines()
    columns = ["direction", "measure", "figure", "95% interval", "chance", "above?", "cases", "on the same cases"]
    assert re.split(r"\s{2,}", head) == columns
    assert [re.split(r"\s{2,}", row) for row in rows] == [
        [one.name, "right", "0.750", "0.600 – 0.860", "0.250", "yes", "40", "others 0.750"]
        for one in DIRECTIONS
        if "chart" in one.name
    ]


def test_evaluate_in_markdown(program: Program, measured: list[Direction]) -> None:
    lines = program("evaluate", "--only", "chart → value", "--markdown", "--data", "none").stdout.splitlines()
    assert lines[1] == "| --- | --- | --- | --- | --- | --- | --- | --- |"
    assert lines[2] == "| chart → value | right | 0.750 | 0.600 – 0.860 | 0.250 | yes | 40 | others 0.750 |"


def test_a_bar_in_a_name_does_not_part_a_cell(capsys: pytest.CaptureFixture[str]) -> None:
    figures.Table(("direction",), (9,), markdown=True).print(("unknown thing | known",))
    assert capsys.readouterr().out.splitlines()[-1] == r"| unknown thing \| known |"


def test_evaluate_tells_what_unseen_words_cost(program: Program, measured: list[Direction]) -> None:
    asked = ("evaluate", "--only", "chart → value", "--wording", "--data", "none")
    lines = program(*asked, "--markdown").stdout.splitlines()
    assert lines[2].endswith("| others 0.750 | 0.800 | +5.0 (+1.0 to +9.0) |")
    assert "words that training never used cost 5.0 points on average (1.1 to 8.9; 1 directions)" in lines[-1]
    record = json.loads(program(*asked, "--json").stdout)
    assert record["lost_by_wording"]["points"] == 5.0
    assert record["rows"][0]["lost"]["taught"] == 0.8


def test_evaluate_as_json_says_what_was_left_out(program: Program, measured: list[Direction]) -> None:
    record = json.loads(program("evaluate", "--json", "--data", "none").stdout)
    assert set(record) == {"model", "cases", "seconds", "machine", "typefaces held out", "rows", "left_out"}
    assert [row["direction"] for row in record["rows"]] == [one.name for one in measured]
    assert record["rows"][0]["interval"] == [0.6, 0.86]
    assert record["rows"][0]["above_chance"] is True
    reasons = record["left_out"]
    assert reasons["words → clip"] == "missing_dependency: no judge here: pip install judge"
    assert reasons["words → tune"] == "the world 'tunes' is not present"
    assert set(reasons) | {row["direction"] for row in record["rows"]} == {one.name for one in DIRECTIONS}


def test_a_scoreboard_is_a_page_of_the_figures(program: Program, measured: list[Direction]) -> None:
    done = program("scoreboard", "--only", "chart", "--seed", "4", "-o", "board.html", "--data", "none")
    assert done.exit_code == 0
    assert done.stdout == "board.html\n"
    html = Path("board.html").read_text(encoding="utf-8")
    assert len(measured) > 2
    assert all(one.name in html for one in measured)
    assert "seed of the drawn cases: 4" in html


def test_figures_are_kept_and_a_measurement_goes_on(program: Program, measured: list[Direction]) -> None:
    """What was measured is not measured again, and what it came to is told as before; a cut-off line is."""
    asked = ("evaluate", "--only", "chart", "--data", "none", "-n", "40", "--keep", "kept.jsonl")
    whole = program(*asked)
    number = len(measured)
    lines = Path("kept.jsonl").read_text().splitlines(keepends=True)
    assert len(lines) == number + 1
    Path("kept.jsonl").write_text("".join(lines[:3]) + lines[3][:30])
    again = program(*asked)
    assert again.stdout == whole.stdout
    assert len(measured) == number + number - 2
    assert [json.loads(line)["direction"] for line in Path("kept.jsonl").read_text().splitlines()[1:]] == [
        one.name for one in measured[:number]
    ]
    other = program(*asked[:-1], "kept.jsonl", "-n", "50")
    assert other.exit_code == 65
    assert "'kept.jsonl' holds figures of another model, or of other cases" in other.stderr
    Path("notes.txt").write_text("shopping\n")
    assert "does not hold figures" in program(*asked[:-1], "notes.txt").stderr
    assert Path("notes.txt").read_text() == "shopping\n"


def test_what_failed_is_measured_again(program: Program, measured: list[Direction]) -> None:
    asked = ("evaluate", "--only", "→ what", "--data", "none", "--keep", "kept.jsonl")
    assert "clip → what" in program(*asked).stderr
    _, *lines = map(json.loads, Path("kept.jsonl").read_text().splitlines())
    assert [line["direction"] for line in lines] == ["scene → what"]


def test_evaluate_fails_where_nothing_can_be_measured(program: Program, measured: list[Direction]) -> None:
    done = program("evaluate", "--only", "clip", "--data", "none")
    assert (done.exit_code, done.stdout) == (69, "")
    assert done.stderr == "error: missing_dependency: no judge here: pip install judge\n"


def test_evaluate_names_the_directions(program: Program, measured: list[Direction]) -> None:
    done = program("evaluate", "--only", "smell")
    assert done.exit_code == 65
    assert "words → picture" in done.stderr


OWED = Contribution(
    direction="scene → how many",
    measure="right",
    full=0.8,
    without=0.3,
    swapped=0.2,
    chance=0.2,
    share=(0.7, 0.83, 0.95),
    follows=Figure(0.9, 0.7, 1.0, 0.5, 20),
    lost=(-1.0, 4.0, 9.0),
)


def test_contribution_prints_what_is_owed(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def contributions(
        model: Scripted, worlds: object, num_cases: int, *, directions: Sequence[Direction], progress: object
    ) -> Iterator[Contribution]:
        asked.extend(one.name for one in directions)
        yield OWED
        yield replace(OWED, direction="scene → what", share=None, follows=None)

    monkeypatch.setattr(contribution, "contributions", contributions)
    monkeypatch.setattr(sources, "open_worlds", lambda **_: None)
    monkeypatch.setattr(sets, "PROGRAMS", ("no-such-program",))
    done = program("contribution", "--only", "scene", "--data", "none")
    assert done.exit_code == 0
    assert asked == [one.name for one in DIRECTIONS if "scene" in one.name]
    _, *rows = [re.split(r"\s{2,}", line) for line in done.stdout.splitlines()]
    figures = ["0.800", "0.300", "0.200", "0.200", "0.83 (0.70-0.95)", "0.90 of 20", "+4 (-1 to +9)"]
    assert rows[0] == [OWED.direction, *figures]
    assert rows[1][-3:-1] == ["-", "-"]
    lines = program("contribution", "--only", "scene", "--markdown", "--data", "none").stdout.splitlines()
    assert lines[2] == f"| {' | '.join([OWED.direction, *figures])} |"
    record = json.loads(program("contribution", "--json", "--data", "none").stdout)
    assert record["rows"][0]["share"] == [0.7, 0.83, 0.95]


def test_calibrate_keeps_the_map_in_the_checkpoint(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("made").mkdir()
    (Path("made") / "config.json").write_text(json.dumps({"architecture": "sensorium"}))
    known = Confidence(bias=1.0, weights=(0.5, 0.25))
    fitted = calibration.Calibrated(confidence=known, error=0.031, separation=0.9, num_answers=1200)
    monkeypatch.setattr(NativeModel, "open", lambda folder: folder)
    monkeypatch.setattr(calibration, "calibrate", lambda *_, **__: fitted)
    monkeypatch.setattr(sources, "open_worlds", lambda **_: None)
    monkeypatch.setattr(sets, "PROGRAMS", ("no-such-program",))
    done = program("calibrate", "made", "--data", "none")
    assert done.exit_code == 0
    assert "calibrated on 1200 answers: calibration error 0.031" in done.stderr
    assert json.loads(Path("made/config.json").read_text())["confidence"] == {"bias": 1.0, "weights": [0.5, 0.25]}


def test_demo_hands_over_and_prints_the_page(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def tell(files: Sequence[str], folder: Path, *, model: Scripted, seed: int, say: Callable[[str], None]) -> Path:
        calls.append((tuple(files), folder, model, seed))
        say("looking")
        return folder / "index.html"

    monkeypatch.setattr(tour, "run", tell, raising=False)
    done = program("demo", "a.jpg", "b.wav", "-o", "here", "--seed", "3")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "here/index.html\n", "looking\n")
    assert calls == [(("a.jpg", "b.wav"), Path("here"), program.model, 3)]


@pytest.fixture
def weights(program: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkpoint in name only: two tensors of 6 and 4 numbers, one of them with scales."""
    folder = program.folder / "weights"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    tensors = {"a": np.zeros((2, 3), np.int8), "a.scale": np.zeros(2, np.float16), "b": np.zeros(4, np.float16)}
    save_file(tensors, folder / "model.safetensors")
    monkeypatch.setattr(models, "WEIGHTS", folder)
    return folder


def test_models_are_listed_without_loading_any(program: Program, weights: Path) -> None:
    done = program("models")
    assert done.exit_code == 0
    assert "sensorium/seedling" in done.stdout
    assert "openai/MODEL" in done.stdout
    assert "default: sensorium/seedling" in done.stdout
    record = json.loads(program("models", "--json").stdout)
    assert record["built_in"]["parameters"] == 10
    assert record["built_in"]["present"] is True
    assert record["built_in"]["bytes"] == sum(path.stat().st_size for path in weights.iterdir())


def test_absent_weights_are_said_to_be_absent(program: Program, weights: Path) -> None:
    for path in weights.iterdir():
        path.unlink()
    assert "its weights are absent" in program("models").stdout


def test_one_model_tells_its_abilities(program: Program) -> None:
    done = program("models", "http://here/v1#m")
    assert done.stdout.splitlines()[0] == "http://here/v1#m"
    assert "makes: image, music, sound, speech, text, video" in done.stdout
    assert json.loads(program("models", "x", "--json").stdout)["takes"][0] == "audio"


def test_doctor_finds_a_healthy_machine(program: Program, weights: Path) -> None:
    done = program("doctor", "--json")
    record = json.loads(done.stdout)
    failed = [finding for finding in record["findings"] if finding["state"] == "failed"]
    assert (done.exit_code, failed, record["well"]) == (0, [], True)
    names = {finding["name"] for finding in record["findings"]}
    assert {"Python", "machine", "packages", "PyTorch", "media worker", "weights", "an answer"} <= names
    assert program.model.settings[0]["seed"] == 0


def test_doctor_gives_advice_where_weights_are_absent(program: Program, weights: Path) -> None:
    for path in weights.iterdir():
        path.unlink()
    done = program("doctor")
    assert done.exit_code == 1
    assert "FAILED  weights: the built-in model has no weights here\n        → make them" in done.stdout


def test_doctor_tells_how_to_bring_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RapidOCR, "available", staticmethod(lambda: False))
    monkeypatch.setattr(Tesseract, "available", staticmethod(lambda: True))
    (finding,) = doctor.examined(doctor.readers_of_pages)
    assert (finding.state, finding.detail) == ("ok", "tesseract (asked in this order)")
    assert finding.advice == "rapidocr: pip install 'sensorium[ocr]'"
    monkeypatch.setattr(Tesseract, "available", staticmethod(lambda: False))
    (finding,) = doctor.examined(doctor.readers_of_pages)
    assert finding.state == "absent"
    assert "apt install tesseract-ocr" in finding.advice


def test_doctor_sees_that_weights_are_cut_off(program: Program, weights: Path) -> None:
    path = weights / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-4])
    done = program("doctor")
    assert done.exit_code == 1
    assert "weights: cut off: " in done.stdout


@pytest.mark.parametrize(
    "data", [b"", b"12345678", (3).to_bytes(8, "little") + b"[1]", (9).to_bytes(8, "little") + b"{"]
)
def test_doctor_sees_that_weights_are_something_else(program: Program, weights: Path, data: bytes) -> None:
    (weights / "model.safetensors").write_bytes(data)
    done = program("doctor")
    assert done.exit_code == 1
    assert "FAILED  weights: bad_checkpoint: model.safetensors is no safetensors file" in done.stdout


def test_doctor_goes_on_after_a_look_that_fails(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def _broken() -> Iterator[doctor.Finding]:
        yield doctor.Finding("first", "ok", "fine")
        raise ImportError("no such module")

    def _refused() -> Iterator[doctor.Finding]:
        raise InvalidInput("bad picture", code="invalid_image")
        yield

    monkeypatch.setattr(doctor, "LOOKS", (_broken, _refused, doctor._programs))
    monkeypatch.setattr(doctor, "PROGRAMS", {"no-such-program": "nothing"})
    done = program("doctor")
    assert done.exit_code == 1
    assert "ok      first: fine\nFAILED  broken: ImportError: no such module" in done.stdout
    assert "FAILED  refused: invalid_image: bad picture" in done.stdout
    assert "-       no-such-program (program, optional): not here" in done.stdout


def test_a_missing_package_fails_an_optional_one_does_not(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LOOKS", (doctor._packages,))
    monkeypatch.setattr(doctor, "NEEDED", ["numpy"])
    monkeypatch.setattr(doctor, "OPTIONAL", {"no-such-package": "nothing"})
    assert program("doctor").exit_code == 0
    monkeypatch.setattr(doctor, "NEEDED", ["numpy", "no-such-package"])
    done = program("doctor")
    assert done.exit_code == 1
    assert "missing: no-such-package\n        → pip install no-such-package" in done.stdout


def test_what_is_needed_is_what_pyproject_says() -> None:
    import tomllib

    root = Path(__file__).parents[3]
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[<>=\[ ]", line)[0] for line in project["dependencies"]}
    assert wanted == set(doctor.NEEDED) | {"huggingface_hub"}


@pytest.mark.parametrize("arguments", [("version",), ("--version",)])
def test_version(program: Program, arguments: tuple[str, ...]) -> None:
    assert program(*arguments).stdout == f"sensorium {sensorium.__version__}\n"


def test_without_a_verb_there_is_help(program: Program) -> None:
    done = program()
    made = "ask read listen classify draw film speak compose demo"
    looked_after = "train calibrate evaluate contribution data models doctor embed version"
    verbs = f"{made} {looked_after}"
    assert all(f" {verb} " in done.output for verb in verbs.split())


def test_completion_can_be_shown(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("bash", "/bin/bash"))  # whoever started the tests
    assert "_SENSORIUM_COMPLETE" in program("--show-completion").output
