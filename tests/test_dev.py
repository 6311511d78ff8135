"""dev.py: standard library only, installs once per set of inputs, and says in one line what is wrong."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py over an empty checkout whose .venv is this interpreter and whose pip is not called."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "pyvenv.cfg").write_text("home = here\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\ndependencies = ['pytest', 'no-such-thing>=2']\n")
    (tmp_path / "constraints.txt").write_text("pytest==9\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    return module


def pip_says(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, problem: str) -> list[str]:
    """Replace pip by one that says `problem`; the list grows with every call."""
    calls: list[str] = []

    def install() -> str:
        calls.append("install")
        return problem

    monkeypatch.setattr(dev, "install", install)
    return calls


def test_it_needs_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {str(name).partition(".")[0] for name in plain | named} <= sys.stdlib_module_names


def test_old_pythons_can_read_it() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(("arguments", "status"), [((), 2), (("fly",), 2), (("--help",), 0)])
def test_usage(arguments: tuple[str, ...], status: int) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert "python3 dev.py COMMAND" in (done.stdout if status == 0 else done.stderr)


def test_an_old_python_is_told_in_one_line(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "OLDEST", (99, 1))
    assert dev.main(["setup"]) == 1
    message = capsys.readouterr().err
    assert "99.1" in message
    assert message.count("\n") == 1


def test_a_python_without_ensurepip_is_told_what_to_install(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "PYTHON", dev.VENV / "bin" / "python")
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    with pytest.raises(dev.Stop, match="python3-venv"):
        dev.make_venv()


def test_a_folder_that_is_no_environment_is_left_alone(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "PYTHON", dev.VENV / "bin" / "python")
    (dev.VENV / "pyvenv.cfg").unlink()
    (dev.VENV / "precious").write_text("mine")
    with pytest.raises(dev.Stop, match="move it away"):
        dev.make_venv()
    assert (dev.VENV / "precious").read_text() == "mine"


def test_it_installs_once_for_the_same_inputs(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = pip_says(dev, monkeypatch, "")
    dev.prepare()
    dev.prepare()
    assert len(calls) == 1
    for name in ("pyproject.toml", "constraints.txt", ".venv/pyvenv.cfg"):
        path = dev.ROOT / name
        path.write_text(path.read_text() + "\n# changed\n")
        dev.prepare()
        dev.prepare()
    assert len(calls) == 4


def test_without_a_network_it_names_what_is_missing_and_leaves_no_stamp(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip_says(dev, monkeypatch, "no route to host")
    with pytest.raises(dev.Stop, match=r"no route to host.*no-such-thing") as stopped:
        dev.prepare()
    assert "pytest" not in str(stopped.value)
    assert not dev.STAMP.exists()


def test_without_a_network_it_goes_on_with_what_is_installed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (dev.ROOT / "pyproject.toml").write_text("[project]\nname = 'x'\ndependencies = ['pytest>=1']\n")
    pip_says(dev, monkeypatch, "no route to host")
    dev.prepare()
    assert "going on with what is installed" in capsys.readouterr().err
    assert not dev.STAMP.exists()


def test_unmet_reads_versions_and_extras(dev: ModuleType) -> None:
    (dev.ROOT / "pyproject.toml").write_text(
        "[project]\nname = 'x'\ndependencies = ['pytest>=1', 'hypothesis>=9999']\n"
        "[project.optional-dependencies]\ntest = ['absent-one', 'x[more]']\nmore = ['absent-two']\n"
    )
    assert dev.unmet() == ["hypothesis", "absent-one", "absent-two"]


def test_a_failing_pip_is_quoted_by_its_error(dev: ModuleType) -> None:
    assert dev.last_line("WARNING: slow\nERROR: No matching distribution found for torch.\n\n") == (
        "No matching distribution found for torch"
    )
    assert dev.last_line("") == "it said nothing"


def test_every_test_that_needs_programs_is_left_to_all(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[tuple[str, ...]] = []

    def run(*arguments: str) -> int:
        runs.append(arguments)
        return 0

    monkeypatch.setattr(dev, "run", run)
    assert dev.test(["tests/media"]) == 0
    assert dev.test(["--all"]) == 0
    assert "not system and not slow" in runs[0]
    assert runs[0][-1] == "tests/media"
    assert "-m" not in runs[1][2:]


@pytest.mark.parametrize(
    ("cores", "load", "workers"),
    [(1, 0.0, 1), (2, 0.0, 2), (2, 9.0, 2), (4, 0.4, 4), (4, 1.2, 3), (4, 9.0, 2), (64, 0.0, 8)],
)
def test_workers_follow_the_load(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, cores: int, load: float, workers: int
) -> None:
    monkeypatch.setattr(dev.os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    monkeypatch.setattr(dev.os, "getloadavg", lambda: (load, 0.0, 0.0), raising=False)
    assert dev.idle_cores() == workers


def test_check_names_every_step_that_failed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "run", lambda *arguments: int("mypy" in arguments))
    monkeypatch.setattr(dev, "docs", lambda arguments: 0)
    assert dev.check([]) == 1
    assert "check: failed: types (mypy)\n" in capsys.readouterr().out


def test_hostility_goes_on_after_a_failure_and_names_it(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs: list[tuple[str, ...]] = []

    def run(*arguments: str) -> int:
        runs.append(arguments)
        return int("fuzz.py" in arguments[0])

    monkeypatch.setattr(dev, "run", run)
    monkeypatch.setenv("PYTHONPATH", "")
    assert dev.hostile(["--short"]) == 1
    assert all(Path(script).exists() for script, *_ in runs)
    assert "hostile: failed: decoders\n" in capsys.readouterr().out
    with pytest.raises(dev.Stop, match="--short"):
        dev.hostile(["--long"])


def test_hostility_that_is_interrupted_ends_there(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs: list[str] = []

    def run(script: str, *options: str) -> int:
        runs.append(script)
        return 130 if "fuzz.py" in script else 1

    monkeypatch.setattr(dev, "run", run)
    monkeypatch.setenv("PYTHONPATH", "")
    assert dev.hostile([]) == 130
    assert [Path(script).name for script in runs] == ["hostile.py", "fuzz.py"]
    assert "hostile: interrupted in decoders; failed: files, by every way in\n" in capsys.readouterr().out


def test_hostile_scripts_find_what_they_share(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts: list[str] = []
    monkeypatch.setattr(dev, "run", lambda *arguments: scripts.append(arguments[0]) or 0)
    monkeypatch.setenv("PYTHONPATH", "")
    assert dev.hostile([]) == 0
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ["PYTHONPATH"]])}
    for script in scripts:
        command = [sys.executable, script, "--help"]
        told = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert told.returncode == 0, told.stderr


def test_docs_are_compared_and_written(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*arguments: str, quiet: bool = False) -> int:
        assert quiet
        Path(arguments[-1]).write_text("# sensorium\n")
        return 0

    monkeypatch.setattr(dev, "run", run)
    monkeypatch.setattr(dev, "CLI_REFERENCE", dev.ROOT / "cli.md")
    monkeypatch.setattr(dev, "CONFORMANCE", dev.ROOT / "conformance.md")
    monkeypatch.setattr(dev, "README", dev.ROOT / "README.md")
    monkeypatch.setattr(dev, "CARD", dev.ROOT / "card.md")
    begin, end = dev.FIGURES
    (dev.ROOT / "README.md").write_text(f"# Us\n{begin}old\n{end}Bye.\n")
    (dev.ROOT / "card.md").write_text("# Model\n\n## In short\n\n| sees | 0.90 |\n\n## Figures\n\nAll.\n")
    with pytest.raises(dev.Stop, match=r"figures in README\.md"):
        dev.docs(["--check"])
    assert dev.docs([]) == 0
    (dev.ROOT / "cli.md").write_text("old")
    with pytest.raises(dev.Stop, match=r"cli\.md is out of date"):
        dev.docs(["--check"])
    assert dev.docs([]) == 0
    (dev.ROOT / "conformance.md").write_text("old")
    with pytest.raises(dev.Stop, match=r"conformance\.md is out of date"):
        dev.docs(["--check"])
    assert dev.docs([]) == 0
    assert dev.docs(["--check"]) == 0
    assert (dev.ROOT / "cli.md").read_text() == "# sensorium\n"
    assert (dev.ROOT / "README.md").read_text() == f"# Us\n{begin}| sees | 0.90 |\n{end}Bye.\n"
