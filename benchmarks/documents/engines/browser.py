"""Chromium without a window, spoken to over its DevTools protocol: pages printed, pictured and asked.

One browser serves many pages. Dates that it writes into a PDF are set to a fixed one, so that equal pages give equal
bytes.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.documents.blocks import Sheet
from benchmarks.documents.engines.markup import page
from websockets.sync.client import connect

OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
    "--disable-pdf-tagging",
)
START_S = 60
DATE = re.compile(rb"/(Creation|Mod)Date \(D:[^)]*\)")
NODE = re.compile(rb"\(node(\d{8})\)")  # chromium counts the parts of all pages that it has shown
FAMILIES = (
    "Lato",
    "Noto Serif",
    "Open Sans",
    "Caladea",
    "EB Garamond",
    "Gentium Book Basic",
    "PT Sans",
    "Nimbus Roman",
    "Noto Sans",
    "Liberation Sans",
)
MONOSPACED = ("PT Mono", "Go Mono", "Courier Prime", "Noto Sans Mono")


class Browser:
    """A running chromium; to be used in a `with` statement. Raises `RuntimeError` where it does not start."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="chromium-")
        command = ["chromium", *OPTIONS, f"--user-data-dir={self._folder.name}", "about:blank"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._numbers = itertools.count(1)
        self._socket = connect(self._address(), max_size=None, proxy=None)
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._ask("Browser.close")
        self._socket.close()
        self._process.wait(timeout=START_S)
        self._folder.cleanup()

    def set(self, sheet: Sheet) -> bytes:
        """A sheet as PDF."""
        return self.printed(page(sheet))

    def printed(self, html: str) -> bytes:
        """HTML as PDF, on the paper that its styles name."""
        self._show(html)
        data = self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        dated = DATE.sub(lambda found: b"/" + found[1] + b"Date (D:20250101000000+00'00')", base64.b64decode(data))
        return _renumbered(dated)

    def pictured(self, html: str, width_px: int, height_px: int) -> bytes:
        """HTML as a PNG picture of the window."""
        self._ask(
            "Emulation.setDeviceMetricsOverride", width=width_px, height=height_px, deviceScaleFactor=1, mobile=False
        )
        self._show(html)
        return base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"])

    def value(self, script: str) -> Any:  # noqa: ANN401 - whatever the page says
        """What a script says about the page shown last."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return answer["result"].get("value")

    def _show(self, html: str) -> None:
        frame = self._ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._ask("Page.setDocumentContent", frameId=frame, html=html)
        self.value("document.fonts.ready.then(() => true)")

    def _address(self) -> str:
        told = Path(self._folder.name) / "DevToolsActivePort"
        for _ in range(START_S * 10):
            lines = told.read_text(encoding="utf-8").split() if told.exists() else []
            if len(lines) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            time.sleep(0.1)
        raise RuntimeError("chromium did not start: install Debian's `chromium`.")

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        message: dict[str, object] = {"id": number, "method": method, "params": parameters}
        if hasattr(self, "_session") and not method.startswith(("Target.", "Browser.")):
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv(timeout=START_S))
            if answer.get("id") == number:
                break
        if "error" in answer:
            raise RuntimeError(f"chromium refused {method}: {answer['error']['message']}")
        found: dict[str, Any] = answer["result"]
        return found


def _renumbered(pdf: bytes) -> bytes:
    """The parts of a tagged PDF counted from its own first one, so that equal pages give equal bytes."""
    first = min(map(int, NODE.findall(pdf)), default=0)
    return NODE.sub(lambda found: b"(node%08d)" % (int(found[1]) - first), pdf)
