"""What a file is, judged by its bytes: a name or a declared type only says which kind of plain text it is.

Only formats on this list are ever handed to a decoder. Playlists, concat scripts, session descriptions and SVG can
name other files or addresses, so they are refused here even where a decoder library would accept them.
"""

from __future__ import annotations

import codecs
import re

from sensorium.errors import InvalidInput
from sensorium.media import text_signs

TIFF = "image/tiff"
PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif", TIFF)
SOUNDS = ("audio/wav", "audio/flac", "audio/mpeg", "audio/ogg", "audio/aac", "audio/mp4")
VIDEOS = ("video/mp4", "video/webm", "video/x-matroska", "video/quicktime")
PDF, TEXT = "application/pdf", text_signs.TEXT
HTML, MAIL, MARKDOWN = text_signs.HTML, text_signs.MAIL, text_signs.MARKDOWN
CSV, TSV = text_signs.CSV, text_signs.TSV
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OFFICE}.wordprocessingml.document"
PPTX = f"{_OFFICE}.presentationml.presentation"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"
EPUB = "application/epub+zip"
FLOWING = (DOCX, PPTX, XLSX, EPUB, HTML, MAIL, MARKDOWN, CSV, TSV)  # text and structure, but no pages
DOCUMENTS = (PDF, TEXT, *FLOWING)

_TEXT_PROBE_BYTES = 65536
_ID3_HEADER_BYTES = 10
_MAX_ID3_TAGS = 4
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
)
_REFUSED_TEXT = re.compile(
    r"""\s*+(?:
        \#EXTM3U | \[playlist\] | ffconcat\b | (?:file|stream)\s+['"] | v=0\s
        | (?>\s | <\?[^>]*> | <!--.*?--> | <!DOCTYPE[^>]*>)*+ <(?:\w+:)?svg\b
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONTROLS_OF_BINARIES = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ARCHIVE_TAIL_BYTES = 66_000  # an archive may end in a comment
_ARCHIVE_PARTS = (
    (rb"META-INF/container\.xml", EPUB),
    (rb"word/", DOCX),
    (rb"ppt/", PPTX),
    (rb"xl/", XLSX),
)
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def detect(data: bytes, declared: str = "") -> str:
    """Media type of `data`, one of `PICTURES`, `SOUNDS`, `VIDEOS`, `DOCUMENTS`.

    declared: a name or a type that somebody gave it; it only decides which kind of plain text a plain text is.
    Raises `InvalidInput(code="unsupported_format")` for everything else, and `code="empty_file"` for no bytes.
    """
    if not data:
        raise InvalidInput("The file is empty; give a file with content.", code="empty_file")
    found = _by_signature(data) or _by_container(data) or _by_archive(data) or _by_audio_frame(data)
    found = found or _by_page(data) or _by_mail(data, declared) or _by_text(data, declared)
    if found is None:
        raise _unsupported("The bytes are of no known format")
    return found


def _unsupported(what: str) -> InvalidInput:
    allowed = (
        "PNG, JPEG, WebP, GIF, AVIF, TIFF, WAV, FLAC, MP3, Ogg, AAC, MP4, WebM, MKV, MOV, PDF, DOCX, PPTX, XLSX, EPUB, "
        "HTML, EML or plain text in UTF-8"
    )
    return InvalidInput(f"{what}; convert it to {allowed}.", code="unsupported_format")


def _by_signature(data: bytes) -> str | None:
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return media_type
    # Real PDFs may begin with a byte-order mark or blank lines; nothing else may precede the header.
    if data[:64].lstrip(b"\xef\xbb\xbf\r\n\t \x00").startswith(b"%PDF-"):
        return "application/pdf"
    return None


def _by_container(data: bytes) -> str | None:
    if data[:4] in (b"RIFF", b"RF64"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12])
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        header = data[:4096]
        return "video/webm" if b"webm" in header else "video/x-matroska" if b"matroska" in header else None
    if data[4:8] == b"ftyp":
        return _by_brand(data)
    if data[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip") and b"moov" in data:
        return "video/quicktime"
    return None


def _by_brand(data: bytes) -> str | None:
    """The ISO base media family: AVIF, M4A, MP4 and QuickTime share one container."""
    size = max(16, min(int.from_bytes(data[:4], "big"), 512))
    major, brands = data[8:12], {data[at : at + 4] for at in range(8, size, 4)}
    if brands & {b"avif", b"avis"}:
        return "image/avif"
    if brands & {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"crx ", b"jpx "}:
        return None
    if major == b"qt  ":
        return "video/quicktime"
    if major in (b"M4A ", b"M4B ", b"M4P "):
        return "audio/mp4"
    has_video = re.search(rb"hdlr.{8}vide", data, re.DOTALL)
    has_sound = re.search(rb"hdlr.{8}soun", data, re.DOTALL)
    return "audio/mp4" if has_sound and not has_video else "video/mp4"


def _by_audio_frame(data: bytes) -> str | None:
    """MP3 and AAC have no file header: an ID3 tag (which may be followed by either) or a frame's sync word."""
    start = 0
    for _ in range(_MAX_ID3_TAGS):
        tag = data[start : start + _ID3_HEADER_BYTES]
        if tag[:3] != b"ID3" or len(tag) < _ID3_HEADER_BYTES:
            break
        sizes = zip(tag[6:], (21, 14, 7, 0), strict=True)  # seven bits in each byte
        start += _ID3_HEADER_BYTES + sum((byte & 0x7F) << shift for byte, shift in sizes)
    frame = data[start : start + 4]
    if start and frame == b"fLaC":
        return "audio/flac"
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0:
        # A tag with padding before the first frame is common; only MP3 is written that way.
        return "audio/mpeg" if start and start < len(data) and not any(data[start : start + 64]) else None
    version, layer = frame[1] >> 3 & 3, frame[1] >> 1 & 3
    if layer == 0:  # the layer bits of ADTS are always zero
        return "audio/aac" if frame[1] & 0xF6 == 0xF0 and frame[2] >> 2 & 15 < 13 else None
    bit_rate, sample_rate = frame[2] >> 4, frame[2] >> 2 & 3
    # Layer I is not heard of any more, and its sync word is also the mark of UTF-16.
    return "audio/mpeg" if layer != 3 and version != 1 and bit_rate not in (0, 15) and sample_rate != 3 else None


def _by_archive(data: bytes) -> str | None:
    """Office's files and books, by the names in the archive's directory, or those of its first parts if it is cut."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    if data[30:38] == b"mimetype" and data[38:].startswith(EPUB.encode()):
        return EPUB
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _ARCHIVE_TAIL_BYTES))
    if end >= 0:
        start = int.from_bytes(data[end + 16 : end + 20], "little")
        directory, entry = data[start:end] if start < end else data[:end], rb"PK\x01\x02.{42}"
    else:
        directory, entry = data[:_TEXT_PROBE_BYTES], rb"PK\x03\x04.{26}"
    for name, media_type in _ARCHIVE_PARTS:
        if re.search(entry + name, directory, re.DOTALL | re.IGNORECASE):
            return media_type
    return None


def _by_page(data: bytes) -> str | None:
    """HTML by its first tag; its encoding may be any that it names."""
    head = data[:_TEXT_PROBE_BYTES]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    text = head.decode("latin-1")
    return (
        HTML
        if text_signs.is_page(text.removeprefix("\xef\xbb\xbf")) and not _CONTROLS_OF_BINARIES.search(text)
        else None
    )


def _by_mail(data: bytes, declared: str) -> str | None:
    """Mail by its head; its body may be in any encoding."""
    text = data[:_TEXT_PROBE_BYTES].decode("latin-1")
    return MAIL if text_signs.is_mail(text, declared) and "\0" not in text else None


def _by_text(data: bytes, declared: str) -> str | None:
    try:
        text = decode_text(data[:_TEXT_PROBE_BYTES], whole=len(data) <= _TEXT_PROBE_BYTES)
    except InvalidInput:
        return None
    if _REFUSED_TEXT.match(text):
        raise _unsupported("Playlists, concat scripts, session descriptions and SVG can name other files")
    return text_signs.kind_of(text, declared, whole=len(data) <= _TEXT_PROBE_BYTES)


def decode_text(data: bytes, *, whole: bool = True) -> str:
    """UTF-8 (with or without a mark) or UTF-16 with a mark → characters, none of them a control character.

    Where `data` is not the `whole` text, a character cut at its end is left out. Raises
    `InvalidInput(code="invalid_text")`.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final=whole)
    except UnicodeDecodeError:
        raise InvalidInput("The text is neither UTF-8 nor UTF-16; save it as UTF-8.", code="invalid_text") from None
    if _CONTROL_CHARACTERS.search(text):
        raise InvalidInput("The text holds control characters; save it as plain UTF-8.", code="invalid_text")
    return text
