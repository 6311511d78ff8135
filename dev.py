#!/usr/bin/env python3
"""Everything a checkout needs, with nothing but Python: `python3 dev.py COMMAND`.

setup              make .venv and install Sensorium and its test tools there
demo [FILE ...]    the tour: every modality in and out, as one HTML page
test [--all] ...   the tests; --all adds the slow ones and those that need programs of the system
hostile [--short]  hostile files by every way into a server, damaged files for every decoder, kills of a server
check              lint, format, types, import layers, generated docs
studio [--check]   build the studio's page from studio/, which needs Node (or only say whether it is out of date)
docs [--check]     write what is generated: docs/cli.md, docs/conformance.md, figures in README.md (or only say whether
                    it is out of date)

Each command first brings .venv up to date; that is skipped while its inputs are unchanged. Other arguments of
`demo` go to `sensorium demo`, those of `test` to pytest. The file keeps to the syntax of old Pythons, so that they
can say that they are too old.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST = (3, 11)
INTERRUPTED = 130  # the exit status of what was interrupted
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / ".sensorium-stamp"
EXTRA = "test"
CLI_REFERENCE = ROOT / "docs" / "cli.md"
CONFORMANCE = ROOT / "docs" / "conformance.md"
CONFORMANCE_ROWS = ROOT / "tests" / "surfaces" / "server" / "conformance" / "conformance_rows.py"
STUDIO = ROOT / "studio"
TESTS = ROOT / "tests"
PAGE = ROOT / "src" / "sensorium" / "surfaces" / "studio" / "static"
README = ROOT / "README.md"
CARD = ROOT / "src" / "sensorium" / "weights" / "seedling" / "README.md"
IN_SHORT, FIGURES = "## In short\n", ("<!-- figures of the model card -->\n", "<!-- end of figures -->\n")

# Runs inside .venv: prints the requirements of the package and of EXTRA that are not met there.
LIST_UNMET = """
import sys, tomllib
from importlib import metadata
from pip._vendor.packaging.requirements import Requirement

project = tomllib.load(open(sys.argv[1], "rb"))["project"]
extras = project.get("optional-dependencies", {})
queue = [*project["dependencies"], *extras.get(sys.argv[2], [])]
while queue:
    wanted = Requirement(queue.pop(0))
    if wanted.name == project["name"]:
        queue += [line for extra in wanted.extras for line in extras[extra]]
    elif wanted.marker is None or wanted.marker.evaluate():
        try:
            met = wanted.specifier.contains(metadata.version(wanted.name), prereleases=True)
        except metadata.PackageNotFoundError:
            met = False
        if not met:
            print(wanted.name)
"""


class Stop(Exception):
    """Ends the run with one line for the reader."""


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit status."""
    commands = {
        "setup": setup,
        "demo": demo,
        "test": test,
        "hostile": hostile,
        "check": check,
        "studio": studio,
        "docs": docs,
    }
    if not arguments or arguments[0] not in commands:
        wants_help = bool(arguments) and arguments[0] in ("-h", "--help", "help")
        print(__doc__, file=sys.stdout if wants_help else sys.stderr)
        return 0 if wants_help else 2
    try:
        prepare()
        return commands[arguments[0]](arguments[1:])
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def setup(arguments: list[str]) -> int:
    """Say how to go on; `main` has done the work."""
    if arguments:
        raise Stop("setup takes no arguments")
    print("Ready. Next: python3 dev.py demo")
    return 0


def demo(arguments: list[str]) -> int:
    """Run the tour where the user stands, so that file names mean what they say."""
    return run("-m", "sensorium", "demo", *arguments, cwd=Path.cwd())


def test(arguments: list[str]) -> int:
    """Run pytest on as many workers as there are idle cores."""
    everything = "--all" in arguments
    rest = [argument for argument in arguments if argument != "--all"]
    selection = [] if everything else ["-m", "not system and not slow"]
    workers = idle_cores()
    shared = ["-n", str(workers), "--dist", "worksteal"] if workers > 1 else ["-n", "0"]
    return run("-m", "pytest", *shared, *selection, *rest)


def hostile(arguments: list[str]) -> int:
    """Run what is hostile, all of it also after one has failed; Ctrl-C ends it, and what was found is told. The long
    form takes an hour or more on two cores.
    """
    if arguments not in ([], ["--short"]):
        raise Stop("hostile takes nothing or --short")
    long = not arguments
    steps = {
        "files, by every way in": ["surfaces/server/hostile.py", *([] if long else ["--every", "7", "--damaged", "1"])],
        "decoders": ["media/fuzz.py", "--inputs", "30000" if long else "2000"],
        "kills": ["surfaces/server/kills.py", "--kills", "100" if long else "4"],
    }
    found = [str(TESTS), str(TESTS / "media"), os.environ.get("PYTHONPATH", "")]  # what the scripts share
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, found))
    failed = []
    for name, (script, *options) in steps.items():
        print(f"== {name}", flush=True)
        status = run(str(TESTS / script), *options)
        if status == INTERRUPTED:
            print(f"hostile: interrupted in {name}{'; failed: ' + ', '.join(failed) if failed else ''}")
            return INTERRUPTED
        if status != 0:
            failed.append(name)
    print(f"hostile: {'failed: ' + ', '.join(failed) if failed else 'all held'}")
    return 1 if failed else 0


def check(arguments: list[str]) -> int:
    """Run every check, also after one has failed, and name those that failed."""
    if arguments:
        raise Stop("check takes no arguments")
    steps = {
        "lint (ruff check)": ["-m", "ruff", "check", "."],
        "format (ruff format)": ["-m", "ruff", "format", "--check", "."],
        "types (mypy)": ["-m", "mypy"],
        "import layers": ["-m", "pytest", "-q", "-p", "no:xdist", "tests/test_layers.py"],
    }
    failed = []
    for name, command in steps.items():
        print(f"== {name}", flush=True)
        if run(*command) != 0:
            failed.append(name)
    print("== generated docs", flush=True)
    try:
        docs(["--check"])
    except Stop as stop:
        print(stop)
        failed.append("generated docs")
    print(f"check: {'failed: ' + ', '.join(failed) if failed else 'all passed'}")
    return 1 if failed else 0


def studio(arguments: list[str]) -> int:
    """Install the pinned tools, check the source, build into the package; with --check build aside and compare."""
    if arguments not in ([], ["--check"]):
        raise Stop("studio takes nothing or --check")
    if shutil.which("npm") is None:
        raise Stop("the studio is built with Node 20 or newer: install it, or leave the page as it is")
    lock, installed = STUDIO / "package-lock.json", STUDIO / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm("ci", "--silent")
    npm("run", "--silent", "check")
    if not arguments:
        npm("run", "--silent", "build")
        print(f"wrote {PAGE.relative_to(ROOT).as_posix()}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        npm("run", "--silent", "build", "--", folder)
        if contents(Path(folder)) != contents(PAGE):
            raise Stop("the studio's page is out of date: run python3 dev.py studio")
    return 0


def npm(*arguments: str) -> None:
    """Run npm in studio/; it says itself what is wrong."""
    if subprocess.run(["npm", *arguments], cwd=STUDIO, check=False).returncode != 0:
        raise Stop(f"npm {' '.join(arguments[:3])} failed (see above)")


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def docs(arguments: list[str]) -> int:
    """Write docs/cli.md from the command line's own help, docs/conformance.md from the rows that its tests ask, and the
    figures in README.md from the model card; with --check only compare.
    """
    if arguments not in ([], ["--check"]):
        raise Stop("docs takes nothing or --check")
    readme = README.read_text(encoding="utf-8")
    figured = with_figures(readme)
    if figured != readme:
        if arguments:
            raise Stop("the figures in README.md are out of date: run python3 dev.py docs")
        README.write_text(figured, encoding="utf-8")
        print("wrote README.md")
    command_line = ["-m", "typer", "sensorium.surfaces.cli", "utils", "docs", "--name", "sensorium", "--output"]
    for page, source in ((CLI_REFERENCE, command_line), (CONFORMANCE, [str(CONFORMANCE_ROWS)])):
        generate(page, source, only_compare=bool(arguments))
    return 0


def generate(page: Path, source: list[str], *, only_compare: bool) -> None:
    """Write a page as `source` does, or stop where it is not what `source` writes."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / page.name
        if run(*source, str(fresh), quiet=True) != 0:
            raise Stop(f"{page.name} could not be made; try .venv/bin/python {' '.join(source)}")
        name = page.relative_to(ROOT).as_posix()
        if not only_compare:
            shutil.copyfile(fresh, page)
            print(f"wrote {name}")
        elif not page.exists() or page.read_bytes() != fresh.read_bytes():
            raise Stop(f"{name} is out of date: run python3 dev.py docs")


def with_figures(readme: str) -> str:
    """The README with the figures that the model card tells in short."""
    before, begin, rest = readme.partition(FIGURES[0])
    _, end, after = rest.partition(FIGURES[1])
    _, _, told = CARD.read_text(encoding="utf-8").partition(IN_SHORT)
    return before + begin + told.partition("\n## ")[0].strip() + "\n" + end + after if told and end else readme


def prepare() -> None:
    """Bring .venv up to date. The stamp is written only when pip has succeeded with these very inputs."""
    if sys.version_info < OLDEST:
        found, wanted = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST))
        raise Stop(f"Sensorium needs Python {wanted} or newer, this is {found}: run it as python{wanted} dev.py")
    make_venv()
    inputs = fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == inputs:
        return
    problem = install()
    if not problem:
        STAMP.write_text(inputs, encoding="utf-8")
        return
    missing = unmet()
    if missing:
        raise Stop(f"pip failed ({problem}) and .venv lacks {', '.join(missing)}: connect, then python3 dev.py setup")
    print(f"dev.py: pip failed ({problem}); going on with what is installed", file=sys.stderr)


def make_venv() -> None:
    """Make .venv unless a working one is there; an existing one is adopted as it is."""
    if works(PYTHON):
        return
    if VENV.exists() and not (VENV / "pyvenv.cfg").exists():
        raise Stop(".venv exists and is no virtual environment: move it away")
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Stop("this Python cannot make a virtual environment: on Debian, run sudo apt-get install python3-venv")
    done = capture(sys.executable, "-m", "venv", "--clear", str(VENV))
    if done.returncode != 0:
        raise Stop(f"making .venv failed ({last_line(done.stdout + done.stderr)})")


def works(python: Path) -> bool:
    """Whether this interpreter starts and is new enough: after an upgrade of the system, a link may lead nowhere."""
    return (
        python.exists()
        and capture(str(python), "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})").returncode == 0
    )


def fingerprint() -> str:
    """What an installation depends on: requirements, pins, the interpreter, and where the checkout lies."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (ROOT / "pyproject.toml", ROOT / "constraints.txt", VENV / "pyvenv.cfg"):
        digest.update(path.read_bytes() if path.exists() else b"-")
    return digest.hexdigest()


def install() -> str:
    """Install the package, editable, with its tests' extra; returns '' or why pip failed."""
    os.environ.setdefault("PIP_RETRIES", "1")  # known without a network soon, also by the processes that pip starts
    print("Installing into .venv (some minutes the first time) ...", file=sys.stderr, flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    done = capture(*command, "-c", str(ROOT / "constraints.txt"), "-e", f"{ROOT}[{EXTRA}]")
    return "" if done.returncode == 0 else last_line(done.stderr)


def unmet() -> list[str]:
    """Requirements that .venv does not meet, by name."""
    done = capture(str(PYTHON), "-c", LIST_UNMET, str(ROOT / "pyproject.toml"), EXTRA)
    return done.stdout.split() if done.returncode == 0 else ["a working pip"]


def capture(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it says."""
    return subprocess.run(command, check=False, capture_output=True, text=True)


def last_line(text: str) -> str:
    """The last error in what a program said, or else its last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line.partition("ERROR: ")[2] for line in lines if "ERROR: " in line]
    return (errors or lines or ["it said nothing"])[-1].rstrip(".")


def idle_cores() -> int:
    """Workers for pytest: cores that have nothing to do, two at least where there are two (the load of the last minute
    may be our own, and half of what tests do is wait), eight at most.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return max(min(2, cores), min(8, round(cores - load)))


def run(*arguments: str, cwd: Path = ROOT, quiet: bool = False) -> int:
    """Run the environment's Python; the package is found even where pip could not link it."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": path}
    output = subprocess.DEVNULL if quiet else None
    with subprocess.Popen([str(PYTHON), *arguments], cwd=cwd, env=environment, stdout=output) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the child has heard it too, and may have a summary to print
                continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
