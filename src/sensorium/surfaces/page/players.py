"""Values as HTML that stands alone: pictures, players, scores, pages, with everything inside data URLs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image as Pillow

from sensorium.content import Audio, Document, Image, Music, Part, Text, ToolCall, Video
from sensorium.content.saving import data_url
from sensorium.errors import InvalidInput
from sensorium.native.layers.spectrogram import LogMel
from sensorium.surfaces.page.markup import Markup, element, joined

LOSSLESS_S = 12.0  # longer sounds are packed smaller
LONGEST_S = 60.0  # of a sound in the page
MAX_SIDE_PX = 720  # of a picture in the page; the file beside it has all pixels
SMALL_PX = 160  # up to which pictures are shown enlarged, pixel by pixel
SPECTROGRAM_RATE_HZ = 16_000
MAX_COLUMNS = 900  # of a spectrogram
DYNAMIC = (-1.4, 3.2)  # of log-mel units: black to white
SHADES = np.array(  # dark to light, through violet and orange: readable on any ground
    [(10, 8, 30), (58, 20, 96), (136, 34, 106), (213, 72, 66), (249, 148, 40), (250, 230, 150)], np.float64
)


def shown(part: Part, alt: str) -> Markup:  # noqa: PLR0911 - one return a kind
    """A value as somebody sees or hears it."""
    match part:
        case Text():
            return element("p", part.text, class_="said")
        case ToolCall():
            return element("code", f"{part.name}({part.arguments})", class_="said")
        case Image():
            return picture(part, alt)
        case Audio():
            return sound(part, alt)
        case Video():
            return film(part, alt)
        case Music():
            return score(part, alt)
        case Document():
            return joined([_page(part, number, alt) for number in range(len(part.pages))])


def picture(image: Image, alt: str, class_: str = "") -> Markup:
    """An <img>; small pictures keep their pixels when they are enlarged."""
    small = max(image.width, image.height) <= SMALL_PX
    kind = joined([class_, "pixels" if small else ""], " ")
    return element("img", src=picture_url(image), alt=alt, class_=kind, width=image.width, height=image.height)


def picture_url(image: Image) -> str:
    """PNG for small pictures, JPEG of at most MAX_SIDE_PX for large ones."""
    side = max(image.width, image.height)
    if side <= MAX_SIDE_PX:
        return data_url("image/png", image.encode("png"))
    size = (max(1, image.width * MAX_SIDE_PX // side), max(1, image.height * MAX_SIDE_PX // side))
    smaller = Pillow.fromarray(image.pixels).resize(size, Pillow.Resampling.BOX, reducing_gap=2)
    return data_url("image/jpeg", Image(np.asarray(smaller)).encode("jpeg", quality=85))


def sound(audio: Audio, alt: str) -> Markup:
    """A player under a picture of the sound; of a long one its beginning."""
    if audio.duration_s > LONGEST_S:
        begun = replace(audio, samples=audio.samples[:, : round(LONGEST_S * audio.sample_rate_hz)])
        caption = element("figcaption", f"the first {LONGEST_S:g} s of {audio.duration_s:.0f} s")
        return joined([sound(begun, alt), caption])
    seen = element("img", src=picture_url(spectrogram(audio)), alt=f"spectrogram of {alt}", class_="spectrogram")
    return element("div", element("div", seen, class_="sight"), player(audio, alt), class_="sound")


def player(audio: Audio, alt: str) -> Markup:
    """Controls alone."""
    name, media_type = ("flac", "audio/flac") if audio.duration_s <= LOSSLESS_S else ("mp3", "audio/mpeg")
    address = data_url(media_type, audio.encode(name))
    return element("audio", controls=True, preload="metadata", src=address, aria_label=alt)


def film(video: Video, alt: str) -> Markup:
    """A film with its sound; short silent ones go round."""
    return element(
        "video",
        controls=True,
        loop=True,
        playsinline=True,
        muted=video.soundtrack is None,
        autoplay=video.soundtrack is None,
        preload="auto",
        aria_label=alt,
        class_="pixels" if max(video.width, video.height) <= SMALL_PX else None,
        src=data_url("video/mp4", video.encode("mp4")),
    )


def score(music: Music, alt: str) -> Markup:
    """Staff notation, a player, and the ABC text; the text alone of what is no tune."""
    try:
        notes = data_url("image/svg+xml", music.encode("svg"))
    except InvalidInput:
        return element("div", element("pre", music.abc), class_="score")
    text = element("details", element("summary", "ABC text"), element("pre", music.abc))
    paper = element("div", element("img", src=notes, alt=f"score of {alt}"), class_="paper")
    return element("div", paper, player(music.audio().mono(), alt), text, class_="score")


def spectrogram(audio: Audio) -> Image:
    """Power over time (left to right) and mel bands (low at the bottom)."""
    mono = audio.mono().resampled(SPECTROGRAM_RATE_HZ)
    bands = LogMel()(torch.tensor(mono.samples))[0].numpy()[::-1]
    if bands.shape[1] > MAX_COLUMNS:
        bands = bands[:, np.linspace(0, bands.shape[1] - 1, MAX_COLUMNS).round().astype(int)]
    if not bands.shape[1]:
        bands = np.full((bands.shape[0], 1), DYNAMIC[0], np.float32)
    return Image(_shaded((bands - DYNAMIC[0]) / (DYNAMIC[1] - DYNAMIC[0])))


def _shaded(shares: NDArray[np.float32]) -> NDArray[np.uint8]:
    """0 … 1 → uint8 RGB along SHADES."""
    stops = np.linspace(0, 1, len(SHADES))
    channels = [np.interp(shares, stops, SHADES[:, channel]) for channel in range(3)]
    return np.stack(channels, axis=-1).round().astype(np.uint8)


def _page(document: Document, number: int, alt: str) -> Markup:
    page = document.pages[number]
    note = "" if page.text else " without a text layer"
    caption = element("figcaption", f"page {number + 1} of {len(document.pages)}{note}")
    return element("figure", picture(page.picture, f"{alt}, page {number + 1}"), caption, class_="page")
