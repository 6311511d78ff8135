"""XML of strangers: read as it is written, refused where it declares, nests or holds too much, never a failure."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import pytest
from fuzz import ALLOWED_ERRORS
from hypothesis import given
from hypothesis import strategies as st

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import markup, markup_decoding
from sensorium.media.markup import Element

LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
names = st.from_regex(r"[A-Za-zÄé][A-Za-z0-9._-]{0,8}", fullmatch=True)
texts = st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF), max_size=20).map(str.strip)


def trees() -> st.SearchStrategy[Element]:
    def grown(children: st.SearchStrategy[Element]) -> st.SearchStrategy[Element]:
        return st.builds(
            lambda name, text, attributes, below: Element(
                name=name, text=text, attributes=attributes, children=tuple(below)
            ),
            names, texts, st.dictionaries(names, texts, max_size=3), st.lists(children, max_size=3),
        )  # fmt: skip

    leaves = st.builds(Element, name=names, text=texts, attributes=st.dictionaries(names, texts, max_size=2))
    return st.recursive(leaves, grown, max_leaves=10)


def written(element: Element) -> str:
    told = "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes.items())
    below = "".join(map(written, element.children))
    return f"<{element.name}{told}>{escape(element.text)}{below}</{element.name}>"


@given(trees())
def test_what_was_written_is_read(tree: Element) -> None:
    decoded = markup_decoding.decode_markup(written(tree).encode(), DEFAULT)
    assert markup._tree(decoded.facts["namespaces"], decoded.facts["elements"]) == tree


@given(st.binary(max_size=200).map(lambda data: b"<a>" + data), st.booleans())
def test_no_bytes_make_it_fail(data: bytes, whole: bool) -> None:
    code = ""
    try:
        markup_decoding.decode_markup(data + b"</a>" * whole, DEFAULT)
    except InvalidInput as error:
        code = error.code
    assert code in ("", "invalid_document", "document_too_complex")


def test_elements_are_found_by_path_whatever_their_prefixes() -> None:
    root = markup.read(b'<x:a xmlns:x="urn:x"><b/><x:b x:k="v"> 1 <!-- - -->2 </x:b><c><d>3</d></c></x:a>')
    assert (root.name, root.namespace) == ("a", "urn:x")
    assert [one.text for one in root.every("b")] == ["", "1 2"]
    assert root.told("b") == "1 2"
    assert root.told("c|e", "d") == "3"
    assert [dict(one.attributes) for one in root.every("b")] == [{}, {"k": "v"}]
    assert root.first("c", "e") is None


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252", "iso8859-15", "cp1250", "cp850"]
)
def test_encodings_that_a_file_names_are_read(encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    assert markup.read(f'<?xml version="1.0" encoding="{named}"?><a>Müller</a>'.encode(encoding)).text == "Müller"


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="utf-8"?><a>M\xfcller</a>',  # which is Latin-1
        b'<?xml version="1.0" encoding="no-such"?><a>1</a>',
        b"<a><b></a>",
        b"<a>",
        b"",
        b"no markup",
        b"<a>&unknown;</a>",
        b"<a>\0</a>",
    ],
)
def test_what_is_no_xml_is_told(data: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        markup.read(data)
    assert caught.value.code == "invalid_document"


@pytest.mark.parametrize(
    "data", [LAUGHS, OUTSIDE, b"<!DOCTYPE a SYSTEM 'x.dtd'><a/>", LAUGHS.decode().encode("utf-16")]
)
def test_no_document_type_and_no_entity_is_taken(data: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        markup.read(data)
    assert caught.value.code == "document_too_complex"


@pytest.mark.parametrize(
    ("data", "unit"),
    [
        (b"<a>" * 5_000 + b"</a>" * 5_000, "elements in each other"),
        (b"<a>" + b"<b/>" * (markup_decoding.MOST_ELEMENTS + 1) + b"</a>", "elements"),
        (b"<a>" + b"".join(b'<b xmlns="u:%d"/>' % at for at in range(2_000)) + b"</a>", "namespaces"),
        (b"<a>" + b"x" * (DEFAULT.attachment_bytes + 1) + b"</a>", "bytes"),
    ],
)
def test_too_much_is_refused(data: bytes, unit: str) -> None:
    with pytest.raises(TooLarge) as caught:
        markup.read(data)
    assert (caught.value.code, caught.value.unit) == ("document_too_complex", unit)


def test_much_text_between_many_elements_is_read_in_time() -> None:
    root = markup.read(b"<a>" + b"<b/>0123456789" * 150_000 + b"</a>", Limits(decode_seconds=10))
    assert len(root.text) == 1_500_000


def test_an_answer_that_is_no_tree_is_refused() -> None:
    assert "decode_failed" in ALLOWED_ERRORS
    for rows in ([], [[-1, 0, "a", "", {}], [5, 0, "b", "", {}]]):
        with pytest.raises(ValueError, match="element"):
            markup._tree([""], rows)
