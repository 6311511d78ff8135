"""The real sets: what each is, where it comes from, under which licence, and how people elsewhere make it.

Data only. Revisions are commits of the origin repositories; a set made of several has several origins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """One repository a set was made from."""

    address: str
    revision: str
    licence: str
    credit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RealSet:
    """One set. `tasks` are the directions it teaches; `conversion` is what was changed on the way from its origins.

    `kind` says which files the folder holds besides `manifest.jsonl`: pictures and sounds in `media.zip`
    (stored, one manifest line per file), texts in `data.jsonl.zst` (one line per document).
    """

    name: str
    kind: str  # picture, sound, text
    about: str
    origins: tuple[Origin, ...]
    conversion: str
    tasks: tuple[str, ...]
    held_out: str  # how our test split is cut

    @property
    def files(self) -> tuple[str, ...]:
        return ("manifest.jsonl", "data.jsonl.zst" if self.kind == "text" else "media.zip")

    @property
    def licence(self) -> str:
        return "; ".join(dict.fromkeys(origin.licence for origin in self.origins))


def _github(repository: str, revision: str, licence: str, credit: str) -> Origin:
    return Origin(address=f"https://github.com/{repository}", revision=revision, licence=licence, credit=credit)


def _openstax(book: str, revision: str) -> Origin:
    return _github(f"openstax/osbooks-{book}", revision, "CC-BY-4.0", "OpenStax, Rice University")


_OPENSTAX = (
    _openstax("microbiology", "ecf34dad129d686703780e87ab5aa2e59c577a6a"),
    _openstax("astronomy", "63157f370b09c06a4cc12832384aaaf4de1ced3b"),
    _openstax("psychology", "e061043bf2f9e86ace51c4e8dc9555160f60a99d"),
    _openstax("us-history", "046331cfcea0ac1b1a8fd461b3e6aae638845af3"),
    _openstax("principles-economics-bundle", "cd31beb103fffbc09cc81ebfe117d8c40cc12d1a"),
)

_ALL = (
    RealSet(
        name="clothing_photos",
        kind="picture",
        about="3,409 photographs of clothes in ten classes",
        origins=(
            _github(
                "alexeygrigorev/clothing-dataset-small",
                "11961516512414bf9f6c150a832cfd21b54a6b54",
                "CC0-1.0",
                "Alexey Grigorev and the people who sent photographs",
            ),
        ),
        conversion="train and validation folders; JPEG to WebP, longest side 128; text = class name spelled out",
        tasks=("photo", "retrieval"),
        held_out="the origin's validation split",
    ),
    RealSet(
        name="esc10",
        kind="sound",
        about="318 environmental sounds in ten classes, about five seconds each",
        origins=(
            _github(
                "karoldvl/ESC-10",
                "553c8f1743b9dba6b282e1323c3ca8fa76923448",
                "CC-BY-3.0",
                "Karol J. Piczak; authors of each clip in the set's ATTRIBUTION.txt",
            ),
        ),
        conversion="folds 1 to 4 without the two CC-Sampling+ clips; Ogg/Vorbis to mono Opus at 24 kHz",
        tasks=("hear", "sound", "retrieval"),
        held_out="fold 4",
    ),
    RealSet(
        name="folk_tunes",
        kind="text",
        about="3,977 dance and song tunes in ABC notation, printed 1778 to 1903",
        origins=(
            _github(
                "cuthbertLab/music21",
                "3146cb08762979cd6aae7dc95f246144026eb3cd",
                "public domain tunes, transcriptions distributed in music21 (BSD-3-Clause)",
                "music21 corpus (oneills1850, ryansMammoth, airdsAirs) and its transcribers",
            ),
        ),
        conversion="one JSON line per tune: header fields parsed, body in `abc`; repeated titles and openings left out",
        tasks=("compose",),
        held_out="one title in ten, by hash; tests pass over tunes that training has under another title",
    ),
    RealSet(
        name="fsdd",
        kind="sound",
        about="2,250 spoken digits of five speakers",
        origins=(
            _github(
                "Jakobovski/free-spoken-digit-dataset",
                "26eb9aaf76e81b692f806f9140c2d2777410d7a1",
                "CC-BY-SA-4.0",
                "Zohar Jackson and the speakers",
            ),
        ),
        conversion="speakers but theo, takes 5 and up; 8 kHz WAV padded with 50 ms of silence, to Opus",
        tasks=("transcribe",),
        held_out="the speaker nicolas",
    ),
    RealSet(
        name="grocery_photos",
        kind="picture",
        about="2,640 photographs of 81 groceries in 43 coarse classes",
        origins=(
            _github(
                "marcusklasson/GroceryStoreDataset",
                "fc80ba90f803d79d0383df52c5a4ac5de99ff6fc",
                "MIT",
                "Marcus Klasson, Cheng Zhang, Hedvig Kjellström",
            ),
        ),
        conversion="the origin's training split; JPEG to WebP, longest side 128; text = fine class, coarse = its group",
        tasks=("photo", "retrieval"),
        held_out="one picture in ten, by hash",
    ),
    RealSet(
        name="gsm8k",
        kind="text",
        about="7,473 school sums in words, with worked answers",
        origins=(_github("openai/grade-school-math", "3101c7d5072418e28b9008a6636bde82a006892c", "MIT", "OpenAI"),),
        conversion="the origin's training file, one JSON line per question",
        tasks=("prose",),
        held_out="one question in twenty, by hash",
    ),
    RealSet(
        name="ljspeech100",
        kind="sound",
        about="70 read sentences of one speaker",
        origins=(
            _github(
                "Aliaa-Kashwa/Deep-learning-based-end-to-end-speech-recognition",
                "ac5950f9a87e754e655ba32db1d98598b22ac0c7",
                "public domain",
                "Keith Ito and Linda Johnson (LJ Speech 1.1), LibriVox",
            ),
        ),
        conversion="clips LJ001-0001 to 0070; 22.05 kHz WAV to mono Opus at 16 kHz",
        tasks=("transcribe", "retrieval"),
        held_out="all of it: a speaker and a set never trained on",
    ),
    RealSet(
        name="lucide_icons",
        kind="picture",
        about="1,776 line icons with names and tags",
        origins=(
            _github(
                "lucide-icons/lucide",
                "33a44aa8b0b43d9b0ed14eb08860a1b5550a1573",
                "ISC",
                "Lucide contributors; parts from Feather by Cole Bemis (MIT)",
            ),
        ),
        conversion="SVG drawn at 64 pixels, to WebP; text = file name with spaces",
        tasks=("what", "retrieval"),
        held_out="nothing: a name must be seen; other sizes, colours and grounds are new",
    ),
    RealSet(
        name="nlvr",
        kind="picture",
        about="3,914 pictures of blocks with a sentence that is true or false of them",
        origins=(
            _github(
                "lil-lab/nlvr",
                "18924841aa96d519cfb8584f0945350f07a6d860",
                "CC-BY-4.0",
                "Alane Suhr, Mike Lewis, James Yeh, Yoav Artzi",
            ),
        ),
        conversion="dev and former hidden test, two box orders each; PNG to WebP, longest side 200",
        tasks=("nlvr",),
        held_out="one sentence in ten, by hash, with all its pictures",
    ),
    RealSet(
        name="noto_emoji",
        kind="picture",
        about="1,903 emoji with names and keywords",
        origins=(
            _github(
                "googlefonts/noto-emoji",
                "b3e3051a088047d19fd4d49b1c3ac42fb8c3aaf8",
                "Apache-2.0",
                "Google; region flags public domain or exempt",
            ),
            _github(
                "muan/emojilib", "4e1c15de584dd07af4a7f580c8c57d1da616c89e", "MIT", "Mu-An Chiou (names, keywords)"
            ),
        ),
        conversion="128-pixel PNG on white without skin tones, to WebP; text = name, keywords = the first 14",
        tasks=("what", "retrieval"),
        held_out="nothing: a name must be seen; other sizes, colours and grounds are new",
    ),
    RealSet(
        name="picovoice_intent",
        kind="sound",
        about="550 spoken coffee orders with intent and slots",
        origins=(
            _github(
                "Picovoice/speech-to-intent-benchmark",
                "47b1ca63afe4f08cb83e1f70fec16764879bd130",
                "Apache-2.0",
                "Picovoice",
            ),
        ),
        conversion="WAV, silence at both ends cut, to mono Opus at 16 kHz",
        tasks=("intent",),
        held_out="one clip in ten, by hash; speakers are not known",
    ),
    RealSet(
        name="picovoice_keywords",
        kind="sound",
        about="924 spoken key phrases of six kinds",
        origins=(
            _github(
                "Picovoice/wake-word-benchmark", "84919190fb1891bf0936dcb577d9268e467f876f", "Apache-2.0", "Picovoice"
            ),
        ),
        conversion="up to 170 clips a phrase, silence at both ends cut, to mono Opus at 16 kHz",
        tasks=("keyword", "transcribe"),
        held_out="one clip in ten, by hash; speakers are not known",
    ),
    RealSet(
        name="plain_text",
        kind="text",
        about="192 texts: US speeches, eight plays of Shakespeare, articles of WikiText-2",
        origins=(
            _github(
                "nltk/nltk_data",
                "5db857e6f7df11eabb5e5665836db9ec8df07e28",
                "public domain",
                "NLTK project (state_union, inaugural, shakespeare)",
            ),
            _github(
                "pytorch/examples",
                "77f55b912142e11fcfdf5b530231fb9c52f181e8",
                "CC-BY-SA-3.0",
                "Wikipedia contributors; WikiText by Stephen Merity and others",
            ),
        ),
        conversion="plain text, one JSON line per work; WikiText-2 valid, detokenised",
        tasks=("prose",),
        held_out="one title in twenty, by hash",
    ),
    RealSet(
        name="seed_tasks",
        kind="text",
        about="175 instructions with answers, written by people",
        origins=(
            _github(
                "tatsu-lab/stanford_alpaca",
                "761dc5bfbdeeffa89b8bff5d038781a4055f796a",
                "Apache-2.0",
                "Yizhong Wang and others (Self-Instruct)",
            ),
        ),
        conversion="unchanged",
        tasks=("prose",),
        held_out="one task in twenty, by hash",
    ),
    RealSet(
        name="speechocean762",
        kind="sound",
        about="4,480 read English sentences of 224 speakers whose first language is Mandarin, children and adults",
        origins=(
            _github(
                "jimbozhang/speechocean762",
                "613968e3b0b789fc33936fb5eba1973176ba7d11",
                "free for commercial and non-commercial purposes (README of the origin)",
                "Junbo Zhang and others, SpeechOcean, Xiaomi",
            ),
        ),
        conversion="16 kHz WAV to mono Opus; training split and 100 test speakers, no sentence of the 25 others",
        tasks=("transcribe", "retrieval"),
        held_out="one speaker in ten, by hash",
    ),
    RealSet(
        name="stories",
        kind="text",
        about="676 stories for children",
        origins=(
            _github(
                "global-asp/asp-source", "99e022369a980bd52bce8c6f86d5f24e9a4ada9d", "CC-BY-4.0", "African Storybook"
            ),
            _github("global-asp/pb-source", "9ea530dfb0011dd1cbaf42e6ffe74aa3ef5733ed", "CC-BY-4.0", "Pratham Books"),
        ),
        conversion="text only; stories under a non-commercial licence left out",
        tasks=("prose",),
        held_out="one title in ten, by hash, the same as in storybook_pages",
    ),
    RealSet(
        name="storybook_pages",
        kind="picture",
        about="2,812 illustrated pages of 259 stories with their words",
        origins=(
            _github(
                "global-asp/asp-imagebank", "a56e6dbe7aeeb8ea3e53d9941664416e2e7356ad", "CC-BY", "African Storybook"
            ),
            _github("global-asp/asp-source", "99e022369a980bd52bce8c6f86d5f24e9a4ada9d", "CC-BY", "African Storybook"),
        ),
        conversion="pictures paired with text by the order of pages; longest side 224, WebP",
        tasks=("page_story", "retrieval"),
        held_out="one story in ten, by hash, less the pictures that it shares with others",
    ),
    RealSet(
        name="textbook_figures",
        kind="picture",
        about="2,658 figures of five textbooks with alternative text and captions",
        origins=_OPENSTAX,
        conversion="longest side 256 (photographs) or 480 (others), WebP; figures of others' copyright left out",
        tasks=("figure", "retrieval"),
        held_out="one section in ten, by hash",
    ),
    RealSet(
        name="textbook_text",
        kind="text",
        about="the prose of 819 sections of the same five textbooks",
        origins=_OPENSTAX,
        conversion="prose of each section out of CNXML, without figures, tables and exercises",
        tasks=("prose",),
        held_out="one section in ten, by hash, the same as in textbook_figures",
    ),
    RealSet(
        name="vegalite_charts",
        kind="picture",
        about="628 charts with their specification, some with a description",
        origins=(
            _github(
                "vega/vega-lite",
                "4c03edb62dbc1cee09a5ab3b25efb1fce367de54",
                "BSD-3-Clause",
                "University of Washington Interactive Data Lab",
            ),
        ),
        conversion="compiled example PNG to WebP, longest side 384; description and specification kept",
        tasks=("chart_caption", "retrieval"),
        held_out="one specification in ten, by hash, less those that look like another to the last pixel",
    ),
)

SETS: Mapping[str, RealSet] = MappingProxyType({item.name: item for item in _ALL})
