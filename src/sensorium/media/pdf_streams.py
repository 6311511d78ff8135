"""What the streams of a PDF unpack to, judged in the decoding process before pdfium sees them.

pdfium reads all instructions of a page before it can be stopped, and 100 MB of them weigh 100 kB when packed. So every
stream is unpacked here first, piece by piece, and its bytes and words (numbers, names, operators) are counted. Nothing
is believed that a file says of itself: streams are looked for in the bytes, `/Length` is not read, and what is called a
picture but reads like instructions is counted as such. Whatever is doubtful is counted once too often.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from sensorium.errors import TooLarge
from sensorium.limits import Limits
from sensorium.media.pdf_filters import SLOW, UNPACKING, Pieces, undone

_STREAM = re.compile(rb"(?<!end)stream[^\r\n]{0,80}(?:\r\n|\n|\r)")
_END = b"endstream"
_WHITE_SPACE = rb"[\0\t\n\f\r ]"
_REFERENCE = rb"(?<!\d)(\d{1,10})" + _WHITE_SPACE + rb"{1,9}\d{1,5}" + _WHITE_SPACE + rb"{1,9}"
_OBJECT = re.compile(_REFERENCE + rb"obj\b")
_REFERENCED = re.compile(_REFERENCE + rb"R\b")
_CONTENTS = re.compile(rb"/Contents" + _WHITE_SPACE + rb"*(\[[^\[\]/<>()]{0,20000}\]|" + _REFERENCE + rb"R\b)")
_NAMED = rb"/([^\0\t\n\f\r ()<>\[\]{}/%]{1,80})"
_NAME = re.compile(_NAMED)
_FILTER = re.compile(
    rb"/Filter" + _WHITE_SPACE + rb"*(?:(\[[^\[\]<>()]{0,400}\]|" + _NAMED + rb")|" + _REFERENCE + rb"R\b)"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_PICTURE = re.compile(rb"/Subtype" + _WHITE_SPACE + rb"*/Image\b|/(?:DCT|JPX|JBIG2|CCITTFax)Decode\b|/(?:DCT|CCF)\b")
_FORETELLS = re.compile(
    rb"/Predictor" + _WHITE_SPACE + rb"*+(?!1\b)|/(?:DecodeParms|DP)" + _WHITE_SPACE + rb"*\[?" + _WHITE_SPACE + rb"*\d"
)
_HEAD_BYTES = 1 << 16  # of what stands before a stream, in which its dictionary is
_MOST_STREAMS = 100_000
_NOTHING_DONE = "Crypt"  # a filter that leaves a stream as it is
_MOST_RESOLVED = 50  # filters that are objects of their own: hardly any file has one
_MOST_SLOW_BYTES = 4_000_000  # of LZW and run lengths: some 3 s
_PICTURES = 5  # times `document_bytes_unpacked` for pictures: no more of them can be shown in time
_WORDS_A_BYTE = 0.2  # of a picture, before it is taken for instructions; random bytes have .1, instructions .3 to .5
_WORD_OF_TWO = 2  # bytes that the shortest word takes, with what parts it from the next

_WHITE, _SIGN, _LETTER = b"\0", b"\1", b"\2"
_KINDS = bytes(
    (_WHITE if byte in b"\0\t\n\f\r " else _SIGN if byte in b"()<>[]{}/%" else _LETTER)[0] for byte in range(256)
)


def judge(data: bytes, limits: Limits) -> None:
    """Judge the streams of a PDF. Raises `TooLarge(code="document_too_complex")`."""
    tally = _Tally(limits)
    contents: Counter[int] = Counter()
    words: Counter[int] = Counter()
    for stream in _streams(data):
        contents.update(_contents(stream.before))
        words[stream.number] += tally.take(stream)
        contents.update(_contents(stream.objects()))
    shown = sum(count * max(1, contents[number]) for number, count in words.items())
    _judge(shown, limits.document_instructions, "instructions")


def judge_decrypted(document: pypdfium2.PdfDocument, limits: Limits) -> None:
    """Judge the streams of an open PDF if it was encrypted, which hides them from `judge`. Raises the same."""
    if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) == -1:
        return
    copy = io.BytesIO()
    document.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
    judge(copy.getvalue(), limits)


@dataclass(frozen=True, eq=False, kw_only=True)
class _Stream:
    """A place where a stream begins. number: of its object, 0 where none is found."""

    number: int
    before: bytes  # what stands between the stream before and this one; its dictionary is the last of it
    own: bytes  # the dictionary, from its number on
    data: memoryview  # to the end of the file: where a stream ends is for its filters to say
    raw_bytes: int  # to the last mark of an end before the next stream
    chains: Sequence[Sequence[str]]  # of filters

    @property
    def is_picture(self) -> bool:
        return _PICTURE.search(self.own) is not None

    @property
    def foretells(self) -> bool:
        """Whether what is unpacked are differences from what is foretold."""
        return _FORETELLS.search(self.own) is not None

    def unpacked(self, chain: Sequence[str]) -> Pieces:
        whole = UNPACKING.isdisjoint(chain) or not SLOW.isdisjoint(chain)
        return undone(self.data[: self.raw_bytes] if whole else self.data, chain)

    def objects(self) -> bytes:
        """What it holds, if that are objects; it was counted before."""
        if b"/ObjStm" not in self.own:
            return b""
        return b"".join(piece for chain in self.chains for piece in self.unpacked(chain))


def _streams(data: bytes) -> Iterator[_Stream]:
    view, places, filters = memoryview(data), _places(data), _Filters(data)
    behind = 0
    for place, following in zip(places, [*places[1:], None], strict=False):
        start = place.end()
        end = max(start, data.rfind(_END, start, len(data) if following is None else following.start()))
        before = _plain(data[max(behind, place.start() - _HEAD_BYTES) : place.start()])
        at = max((found.start() for found in _OBJECT.finditer(before)), default=0)
        number = _OBJECT.match(before, at)
        yield _Stream(
            number=0 if number is None else int(number[1][:12]),
            before=before,
            own=before[at:],
            data=view[start:],
            raw_bytes=end - start,
            chains=filters.chains(before, bytes(view[start : start + 2])),
        )
        behind = end


def _places(data: bytes) -> list[re.Match[bytes]]:
    found = []
    for place in _STREAM.finditer(data):
        found.append(place)
        _judge(len(found), _MOST_STREAMS, "streams")
    return found


def _plain(text: bytes) -> bytes:
    """Names as they are meant: `/F#6clter` is `/Filter`."""
    return _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), text) if b"#" in text else text


class _Filters:
    """Finds the filters of streams."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._resolved: dict[int, tuple[str, ...]] = {}

    def chains(self, before: bytes, first: bytes) -> list[tuple[str, ...]]:
        """Every chain that a stream may have, by what stands before it and by its first two bytes."""
        found = {self._chain(one) for one in _FILTER.finditer(before)}
        inflates = len(first) == 2 and first[0] & 15 == 8 and int.from_bytes(first, "big") % 31 == 0
        if inflates and not any(chain[:1] in (("FlateDecode",), ("Fl",)) for chain in found):
            found.add(("FlateDecode",))
        return sorted(found) or [()]

    def _chain(self, one: re.Match[bytes]) -> tuple[str, ...]:
        return _names(one[1]) if one[3] is None else self._object(int(one[3]))

    def _object(self, number: int) -> tuple[str, ...]:
        """The names in an object, as the file has it last; one that is packed itself is taken for the usual chain."""
        if number not in self._resolved:
            _judge(len(self._resolved) + 1, _MOST_RESOLVED, "filters apart from their streams")
            found = re.findall(
                rb"(?<!\d)%d[\0\t\n\f\r ]{1,9}\d{1,5}[\0\t\n\f\r ]{1,9}obj\b([^<>()]{0,400}?)endobj" % number,
                self._data,
            )
            self._resolved[number] = _names(_plain(found[-1])) if found else ("ASCII85Decode", "FlateDecode")
        return self._resolved[number]


def _names(value: bytes) -> tuple[str, ...]:
    found = (name.decode("latin-1") for name in _NAME.findall(value))
    return tuple(name for name in found if name != _NOTHING_DONE)


def _contents(text: bytes) -> Iterator[int]:
    """The numbers of the streams that pages show, as often as they show them."""
    for one in _CONTENTS.finditer(text):
        yield from (int(number[:12]) for number in _REFERENCED.findall(one[1]))


class _Tally:
    """What all streams came to."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._words = self._bytes = self._picture_bytes = self._slow_bytes = 0

    def take(self, stream: _Stream) -> int:
        """Count a stream; how many words it holds."""
        found = 0
        for chain in stream.chains:
            if stream.foretells and len(UNPACKING.intersection(chain)) > 1:
                _judge(len(chain), 1, "filters")
            if not SLOW.isdisjoint(chain):
                self._slow_bytes += stream.raw_bytes
                _judge(self._slow_bytes, _MOST_SLOW_BYTES, "bytes of LZW and run lengths")
            found += self._count(stream, chain)
        return found

    def _count(self, stream: _Stream, chain: Sequence[str]) -> int:
        words = size = 0
        for piece in stream.unpacked(chain):
            size += len(piece)
            hidden = stream.foretells and not stream.is_picture
            words += len(piece) // _WORD_OF_TWO if hidden else words_in(piece)
            self._check(stream.is_picture, size, words)
        if stream.is_picture:
            self._picture_bytes += size
            words = words if words > size * _WORDS_A_BYTE else 0
        else:
            self._bytes += size
        self._words += words
        return words

    def _check(self, is_picture: bool, size: int, words: int) -> None:
        most = self._limits.document_bytes_unpacked
        if is_picture:
            _judge(size, most, "bytes unpacked")
            _judge(self._picture_bytes + size, _PICTURES * most, "bytes unpacked")
        else:
            _judge(self._bytes + size, most, "bytes unpacked")
        if not is_picture or words > size * _WORDS_A_BYTE:
            _judge(self._words + words, self._limits.document_instructions, "instructions")


def words_in(piece: bytes) -> int:
    """How many words a reader of instructions would find: signs, and whatever stands between them and white space."""
    kinds = piece.translate(_KINDS)
    begun = kinds.count(_WHITE + _LETTER) + kinds.count(_SIGN + _LETTER) + kinds.startswith(_LETTER)
    return begun + kinds.count(_SIGN)


def _judge(got: int, limit: int, unit: str) -> None:
    if got > limit:
        what = "The PDF holds more than can be read in time; split it, or print it to a new PDF"
        raise TooLarge(what, limit=limit, got=got, unit=unit, code="document_too_complex")
