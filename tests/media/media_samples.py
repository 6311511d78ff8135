"""Files that the tests make by hand, because no encoder writes them: bombs, 16-bit colour, odd profiles."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, TiffImagePlugin

from sensorium.media import worker


def encoded(image: Image.Image, name: str, **options: object) -> bytes:
    """The bytes of `image` as Pillow writes them."""
    file = io.BytesIO()
    image.save(file, name, **options)
    return file.getvalue()


def scene(width: int, height: int, seed: int = 0) -> np.ndarray:
    """A smooth picture with edges, no symmetry, uint8 (height, width, 3)."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    phase = np.random.default_rng(seed).uniform(0, 3, 3)
    waves = np.stack([127 + 90 * np.sin(x / 17 + phase[0]), 127 + 90 * np.cos(y / 23 + phase[1]), x / width * 200], -1)
    waves[(x - width * 0.3) ** 2 + (y - height * 0.4) ** 2 < (height * 0.2) ** 2] = (230, 40, 60)
    waves[int(height * 0.7) :, int(width * 0.6) :] = (20, 60, 200)
    return waves.round().clip(0, 255).astype(np.uint8)


def png(width: int, height: int, bits: int, colour_type: int, rows: bytes | None = None) -> bytes:
    """A PNG of raw `rows` (each with its filter byte); None: a picture of zeros that is never unpacked here."""
    if rows is None:
        channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour_type]
        packer = zlib.compressobj(9)
        row = bytes(1 + (width * channels * bits + 7) // 8)
        data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    else:
        data = zlib.compress(rows)
    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def gif_of_frames(num_frames: int, width: int = 1, height: int = 1, extent: tuple[int, int] = (1, 1)) -> bytes:
    """A GIF whose frames are one pixel of data each, whatever they declare."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, *extent, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * num_frames + b";"


def swapping_profile() -> bytes:
    """An ICC profile (v2, matrix) like sRGB's, but its first channel is green and its second red."""
    red, green, blue = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)

    def s15(*values: float) -> bytes:
        return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))

    def xyz(values: tuple[float, ...]) -> bytes:
        return b"XYZ \0\0\0\0" + s15(*values)

    gamma = b"curv\0\0\0\0" + struct.pack(">IHH", 1, 0x0233, 0)
    text = b"text\0\0\0\0none\0\0\0\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"swap\0" + bytes(8 + 4 + 67 + 3)
    tags = {
        b"desc": name, b"cprt": text, b"wtpt": xyz((0.9642, 1.0, 0.8249)), b"rXYZ": xyz(green), b"gXYZ": xyz(red),
        b"bXYZ": xyz(blue), b"rTRC": gamma, b"gTRC": gamma, b"bTRC": gamma,
    }  # fmt: skip
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, value in tags.items():
        table += tag + struct.pack(">II", start + len(body), len(value))
        body += value
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + s15(0.9642, 1.0, 0.8249) + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + body


def pdf(pages: list[bytes], *, count: int | None = None, box: str = "0 0 200 100", title: str = "") -> bytes:
    """A PDF of content streams; `count` is how many pages its tree declares, `box` their size in points."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages) if count is None else count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, content in enumerate(pages):
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {resources} /Contents {5 + 2 * index} 0 R >>"
        objects += [page.encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)]
    objects.append(f"<< /Title ({title}) >>".encode())
    file, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    trailer %= (len(objects) + 1, len(objects), len(file))
    return file + head + table + trailer


def pdf_with_a_form(*, value: str) -> bytes:
    """A PDF with one text field, called "who" and labelled "Your name", and a ticked box "ok"."""
    text = b"/FT /Tx /T (who) /TU (Your name) /V (%s) /Rect [20 20 120 40]" % value.encode()
    box = b"/FT /Btn /T (ok) /V /Yes /AS /Yes /Rect [150 20 160 30]"
    annotations = b"".join(b"<< /Type /Annot /Subtype /Widget %s >>" % one for one in (text, box))
    plain = pdf([b"BT /F1 10 Tf 20 60 Td (Fill in) Tj ET"])
    plain = plain.replace(b"/Type /Page /Parent", b"/Annots [%s] /Type /Page /Parent" % annotations)
    form = b"/AcroForm << /Fields [%s] >> /Type /Catalog" % annotations
    return plain.replace(b"/Type /Catalog", form).replace(b"startxref", b"startxxx")  # its places are sought anew


def peak_bytes_of_workers() -> int:
    """The most memory any warm decoding process has held at once."""
    peaks = []
    for process in worker._idle:
        status = Path(f"/proc/{process._popen.pid}/status").read_text()
        peaks += [int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")]
    return max(peaks)


def tiff(*pages: Image.Image, thumbnails: tuple[int, ...] = (), **options: object) -> bytes:
    """Pages of a TIFF; `thumbnails`: which of them say that they are smaller copies."""
    file = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(file) as writer:
        for place, page in enumerate(pages):
            tags = TiffImagePlugin.ImageFileDirectory_v2()
            tags[254] = int(place in thumbnails)
            page.save(writer, "TIFF", tiffinfo=tags, **options)
            writer.newFrame()
    return file.getvalue()
