"""A real browser for tests: Debian's Chromium, driven over a pipe (Chrome DevTools Protocol), nothing in between."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--mute-audio",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
    "--remote-debugging-pipe",
)
# Chromium reads descriptor 3 and writes descriptor 4, whatever numbers the pipes have here.
START = """
import fcntl, os, sys
high = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
for target, descriptor in zip((3, 4), high):
    os.dup2(descriptor, target)
os.execvp("chromium", ["chromium", *sys.argv[3:]])
"""


class Browser:
    """One page. `requests` are the addresses it asked for, `complaints` its errors and refusals."""

    def __init__(self, profile: Path, *, width: int = 1200, height: int = 900, dark: bool = False) -> None:
        reads, self._write = os.pipe()
        self._read, writes = os.pipe()
        arguments = [str(reads), str(writes), *FLAGS, f"--user-data-dir={profile}"]
        command = [sys.executable, "-I", "-S", "-c", START, *arguments]
        self._process = subprocess.Popen(
            command, pass_fds=(reads, writes), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(reads)
        os.close(writes)
        self._rest = b""
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self.requests: list[str] = []
        self.complaints: list[str] = []
        try:
            self._prepare(width, height, "dark" if dark else "light")
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Chromium ends when its pipe does."""
        os.close(self._write)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)

    def _prepare(self, width: int, height: int, scheme: str) -> None:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", features=features)
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, path: Path) -> None:
        """Show a file and wait until it is loaded with all its media."""
        self.call("Page.navigate", url=path.resolve().as_uri())
        self.wait_for("document.readyState === 'complete' && location.protocol === 'file:'")

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression; promises are awaited."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait_for(self, script: str, timeout_s: float = 20.0) -> None:
        """Wait until an expression is true."""
        self.evaluate(f"""new Promise((resolve, reject) => {{
            const latest = Date.now() + {timeout_s * 1000};
            const look = () => {{
                if ({script}) resolve(true);
                else if (Date.now() > latest) reject(new Error("waited in vain"));
                else setTimeout(look, 50);
            }};
            look();
        }})""")

    def click(self, selector: str, x: float = 0.5, y: float = 0.5) -> None:
        """Click inside an element, at shares of its width and height."""
        place = self._place(selector, x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, **place, button="left", clickCount=1)

    def hover(self, selector: str) -> None:
        self.call("Input.dispatchMouseEvent", type="mouseMoved", **self._place(selector, 0.5, 0.5))

    def press(self, key: str) -> None:
        """Press a named key, such as ArrowRight, where the focus is."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    def screenshot(self, path: Path, selector: str | None = None) -> None:
        """A PNG of what is in view, or of one whole element."""
        clip = {}
        if selector is not None:
            box = self.evaluate(f"""(() => {{ const b = document.querySelector({json.dumps(selector)})
                .getBoundingClientRect(); return [b.left + scrollX, b.top + scrollY, b.width, b.height]; }})()""")
            keys = ("x", "y", "width", "height")
            clip = {"clip": {**dict(zip(keys, box, strict=True)), "scale": 1}, "captureBeyondViewport": True}
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", **clip)["data"]))

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol and its answer."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, (method, answer)
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._read, 1 << 16)
            assert piece, "the browser has gone"
            self._rest += piece
        whole, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(whole)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        parameters = event.get("params", {})
        if event["method"] == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif event["method"] == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.complaints.append(parameters["entry"]["text"])
        elif event["method"] == "Runtime.exceptionThrown":
            self.complaints.append(str(parameters["exceptionDetails"]))

    def _place(self, selector: str, x: float, y: float) -> dict[str, float]:
        box = self.evaluate(f"""(() => {{
            const node = document.querySelector({json.dumps(selector)});
            node.scrollIntoView({{block: "center", behavior: "instant"}});
            const b = node.getBoundingClientRect();
            return [b.left, b.top, b.width, b.height];
        }})()""")
        return {"x": box[0] + x * box[2], "y": box[1] + y * box[3]}
