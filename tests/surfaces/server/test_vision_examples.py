"""The two examples of the text that this project answers, as programs of their own, against `--alias gpt-4o=…`; only
the address they ask is another, and the SDK reads it from the environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from sensorium.content import Image
from sensorium.limits import Limits
from sensorium.media.fetch import Fetched
from sensorium.models import BUILT_IN
from sensorium.surfaces.cli.serving import pair
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

PICTURE = Image(np.full((240, 240, 3), (40, 90, 200), np.uint8))
FAVICON = (
    "https://upload.wikimedia.org/wikipedia/commons/thumb/2/21/Simple_English_Wikipedia_favicon.svg/"
    "240px-Simple_English_Wikipedia_favicon.svg.png"
)
FROM_A_FILE = '''
import base64
from pathlib import Path

from openai import OpenAI

client = OpenAI()


def analyze_image(image_path: str, question: str = "Describe this image in detail.") -> str:
    """Send an image + question to GPT-4o vision."""
    img_bytes = Path(image_path).read_bytes()
    b64_image = base64.b64encode(img_bytes).decode("utf-8")
    ext = Path(image_path).suffix.lstrip(".").lower()
    media_type = f"image/{ext}" if ext in ("jpg", "jpeg", "png", "gif", "webp") else "image/jpeg"
    response = client.chat.completions.create(
        model="gpt-4o",
        messages=[{
            "role": "user",
            "content": [
                {"type": "image_url",
                 "image_url": {"url": f"data:{media_type};base64,{b64_image}", "detail": "high"}},
                {"type": "text", "text": question},
            ],
        }],
        max_tokens=500,
    )
    return response.choices[0].message.content
'''
FROM_THE_WEB = """
response = client.chat.completions.create(
    model="gpt-4o",
    messages=[{
        "role": "user",
        "content": [
            {"type": "image_url",
             "image_url": {"url": "https://upload.wikimedia.org/wikipedia/commons/thumb/2/21/Simple_English_Wikipedia_favicon.svg/240px-Simple_English_Wikipedia_favicon.svg.png"}},
            {"type": "text", "text": "What is shown in this image?"},
        ],
    }],
    max_tokens=100,
)
print(response.choices[0].message.content)
"""


@pytest.fixture(scope="module")
def environment(serve: Callable[[Serving], AbstractContextManager[str]]) -> Iterator[dict[str, str]]:
    """The built-in model under the name that the examples ask for; the web holds one picture."""

    def fetch(address: str, limits: Limits) -> Fetched:
        assert address == FAVICON
        return Fetched(data=PICTURE.encode("png"), declared_type="image/png")

    desk = Desk((BUILT_IN,), dict([pair(f"gpt-4o={BUILT_IN}")]))
    with serve(Serving(desk=desk, fetch=fetch)) as address:
        yield {**os.environ, "OPENAI_BASE_URL": f"{address}/v1", "OPENAI_API_KEY": "none"}


def printed(program: str, environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=110)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


CALL = FROM_A_FILE + "\nimport sys\nprint(analyze_image(sys.argv[1]))"


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp", "a.pdf"])
def test_a_file_is_described(name: str, environment: dict[str, str], tmp_path: Path) -> None:
    Pillow.fromarray(PICTURE.pixels).save(tmp_path / name)
    assert printed(CALL, environment, str(tmp_path / name))


def test_a_picture_of_the_web_is_described(environment: dict[str, str]) -> None:
    assert printed("from openai import OpenAI\nclient = OpenAI()\n" + FROM_THE_WEB, environment)
