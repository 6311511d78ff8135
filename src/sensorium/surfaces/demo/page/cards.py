"""One step as HTML: what was asked, what came, how it was judged, what it cost."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sensorium.content import Image, Modality, Part, Text, Video
from sensorium.native.engine.trace import Segment
from sensorium.surfaces.demo.page import ledger, rankings
from sensorium.surfaces.demo.page.tokens import Json, TokenView
from sensorium.surfaces.demo.steps import Attachment, Mark, Moment, Outcome, Ranking, Result
from sensorium.surfaces.page import players
from sensorium.surfaces.page.markup import Markup, element, joined
from sensorium.surfaces.page.verdicts import badge, first_word, verdict_of

OUTPUTS = "outputs"  # the folder of the files that were made
KEPT: dict[Modality, str] = {"image": "png", "video": "mp4", "music": "mid", "speech": "wav", "sound": "wav"}
HINT = "Click a part, or use the arrow keys: its codes appear here."


@dataclass(eq=False)
class Cards:
    """Makes cards, and gathers the data that the token view of the page needs."""

    view: TokenView | None
    seed: int
    parts: dict[str, Json] = field(default_factory=dict)

    def card(self, number: int, result: Result) -> Markup:
        """The card of step `number`, counted from 1."""
        title = element("h3", element("span", f"{number}", class_="number"), result.step.title)
        head = element("header", title, badge(result.verdict))
        body = _ranking(result) if isinstance(result, Ranking) else self._outcome(number, result)
        note = element("p", result.step.note, class_="note") if result.step.note else None
        return element("article", head, note, body, id=f"step-{number}", class_="card")

    def _outcome(self, number: int, outcome: Outcome) -> Markup:
        asked = element("div", element("h4", "asked"), *map(_asked, outcome.step.prompt), class_="asked")
        answer = element("div", element("h4", "answered"), self._answer(number, outcome), class_="answered")
        return joined([element("div", asked, answer, class_="exchange"), _truth(outcome), self._cost(outcome)])

    def _answer(self, number: int, outcome: Outcome) -> Markup:
        if outcome.error is not None or outcome.reply is None:
            return _failure(outcome)
        segments: list[Segment | None] = [None] * len(outcome.reply.parts)
        if outcome.trace is not None:
            segments[:] = outcome.trace.segments()
        pairs = zip(outcome.reply.parts, segments, strict=True)
        made = [self._part(f"{number}-{index}", part, segment, outcome) for index, (part, segment) in enumerate(pairs)]
        return joined([*made, _sketches(outcome), _files(outcome)])

    def _part(self, key: str, part: Part, segment: Segment | None, outcome: Outcome) -> Markup:
        alt = outcome.step.words
        if segment is None or self.view is None:
            return players.shown(part, alt)
        if isinstance(part, Text):
            return element("p", self.view.words(segment) or "(no words)", class_="said")
        codes = self.view.part(segment, part)
        if codes is None:
            return players.shown(part, alt)
        self.parts[key] = codes
        seen = self._clip(part, alt, outcome) if isinstance(part, Video) else players.shown(part, alt)
        seen = _sight(seen, 0) if isinstance(part, Image) else seen  # a sound brings its own
        words = None if segment.output != "speech" else element("p", self.view.words(segment), class_="said small")
        readout = element("aside", HINT, class_="readout", aria_live="polite")
        return element("div", seen, words, readout, class_=f"codes {codes['kind']}", data_part=key)

    def _clip(self, video: Video, alt: str, outcome: Outcome) -> Markup:
        """The film, and under it the frames that have codes."""
        assert self.view is not None
        frames = [
            _sight(players.picture(frame, f"key frame {number} of {alt}"), number)
            for number, frame in enumerate(self.view.key_frames(video))
        ]
        begun = any(isinstance(given.part, Image) for given in outcome.step.attachments)
        first = "The first has the codes of the picture that was given; " if begun else ""
        text = f"{first}{'t' if first else 'T'}he decoder makes the frames between these {len(frames)}."
        caption = element("figcaption", text)
        strip = element("figure", element("div", *frames, class_="keys"), caption, class_="strip")
        return joined([players.film(video, alt), strip])

    def _cost(self, outcome: Outcome) -> Markup:
        times = [element("span", f"{outcome.duration_s:.2f} s", class_="time")]
        times += [element("span", text) for text in _streamed(outcome.moments)]
        if outcome.reply is None:
            return element("footer", element("div", *times, class_="times"))
        usage = outcome.reply.usage
        inside = [ledger.table(usage), _counted(outcome), _settings(outcome), self._again(outcome)]
        if outcome.trace is not None and self.view is not None:
            inside.append(element("details", element("summary", "the stream"), self.view.stream(outcome.trace)))
        summary = element("summary", f"{usage.prompt_tokens} tokens read, {usage.completion_tokens} written")
        return element(
            "footer",
            ledger.bar(usage),
            element("div", *times, class_="times"),
            element("details", summary, *inside, class_="cost"),
        )

    def _again(self, outcome: Outcome) -> Markup:
        """The same request on the command line."""
        step = outcome.step
        words = ["sensorium", "ask", step.words]
        words += [word for given in step.attachments for word in ("-a", given.name)]
        words += ["-O", ",".join(step.outputs)]
        words += [word for output in step.outputs if output in KEPT for word in ("-o", f"{step.name}.{KEPT[output]}")]
        line = shlex.join([*words, "--seed", str(self.seed)])
        return element("p", "on the command line: ", element("code", line), class_="again")


def script_data(view: TokenView | None, parts: dict[str, Json]) -> Markup:
    """What the page's script reads. Nothing in it can end the element that holds it."""
    data = {"parts": parts, **({} if view is None else view.codebooks())}
    text = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="codes">{text}</script>')


def _asked(part: str | Attachment) -> Markup:
    if isinstance(part, str):
        return element("p", part, class_="prompt")
    caption = element("figcaption", element("code", part.name))
    return element("figure", players.shown(part.part, part.name), caption, class_="given")


def _sight(picture: Markup, key: int) -> Markup:
    """A picture in the frame that the script listens to; `key` is the number of the key frame."""
    label = "picture whose cells can be chosen with the arrow keys"
    return element("div", picture, class_="sight", tabindex=0, data_key=key, role="application", aria_label=label)


def _truth(outcome: Outcome) -> Markup | None:
    """What would have been right, the marks, and what the judge noticed."""
    judgement = outcome.judgement
    wanted = None
    if outcome.step.wanted:
        wanted = element("p", element("b", "right would be: "), element("span", outcome.step.wanted, class_="wanted"))
    marks = [
        element("li", f"{mark.what}: ", element("b", f"{mark.share:.0%}"), _aside(mark), class_=_class(mark))
        for mark in judgement.marks
    ]
    seen = element("p", judgement.seen, class_="seen") if judgement.seen else None
    if not (wanted or marks or seen):
        return element("p", "Nobody told us what is right, so this is not judged.", class_="truth seen")
    return element("div", wanted, element("ul", *marks, class_="marks") if marks else None, seen, class_="truth")


def _ranking(ranking: Ranking) -> Markup:
    return _failure(ranking) if ranking.scores is None else rankings.found(ranking, ranking.scores)


def _failure(result: Result) -> Markup:
    assert result.error is not None
    return element("p", element("code", result.error.code), " ", result.error.message, class_="failure")


def _class(mark: Mark) -> str | None:
    return None if mark.given else first_word(verdict_of([mark.share]))


def _aside(mark: Mark) -> str:
    return " by construction" if mark.given else ""


def _sketches(outcome: Outcome) -> Markup | None:
    if not outcome.sketches:
        return None
    pictures = [players.picture(image, "unfinished") for image in outcome.sketches]
    return element("details", element("summary", "as it came"), element("div", *pictures, class_="sketches"))


def _files(outcome: Outcome) -> Markup | None:
    if not outcome.files:
        return None
    links = [element("a", name, href=f"{OUTPUTS}/{name}") for name in outcome.files]
    return element("p", "kept as ", joined(links, ", "), class_="files")


def _streamed(moments: Sequence[Moment]) -> Iterator[str]:
    """For every part when its first piece came and when it was whole."""
    begun = None
    for moment in moments:
        begun = moment.at_s if begun is None else begun
        if moment.done:
            whole = f"{moment.what} whole after {moment.at_s:.2f} s"
            yield whole if moment.at_s - begun < 0.01 else f"{whole}, first piece after {begun:.2f} s"
            begun = None


def _counted(outcome: Outcome) -> Markup | None:
    if outcome.counted is None or outcome.reply is None:
        return None
    told, billed = sum(outcome.counted.values()), outcome.reply.usage.prompt_tokens
    same = "as many as were read" if told == billed else f"but {billed} were read"
    return element("p", f"counted before it ran: {told}, {same}.")


def _settings(outcome: Outcome) -> Markup | None:
    if outcome.reply is None:
        return None
    settings = {key: value for key, value in outcome.reply.settings.items() if key != "outputs"}
    return element("p", "settings: ", element("code", json.dumps(settings, default=str, ensure_ascii=False)))
