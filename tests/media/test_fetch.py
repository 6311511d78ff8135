"""The way to the web: only public places, the same error always, caps on size, time and redirects."""

from __future__ import annotations

import asyncio
import gzip
import http.server
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import addresses
from sensorium.media.fetch import Fetched, fetch

PUBLIC = "93.184.215.14"
PRIVATE = """
127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200
198.18.0.1 192.0.0.1 192.0.2.1 198.51.100.1 203.0.113.1 192.88.99.1 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 168.63.129.16
::1 :: fe80::1 fe80::1%25eth0 fc00::1 fd00:ec2::254 fec0::1 ff02::1 2001:db8::1 2001::1 2002:7f00:1:: 2002:0a00:0001::
64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1
::127.0.0.1 ::ffff:93.184.215.14 3fff::1 5f00::1 4000::1 100::1
""".split()
ODD_NUMBERS = """
2130706433 0x7f000001 017700000001 127.1 127.0.1 0x7f.0.0.1 0177.0.0.1 0x7f.0x0.0x0.0x1 127.0.0.01 127.0.0.1.
1572395022 0x5db8d70e 93.184.215.014 93.12113678 0x7F.1 00.0.0.0 256.256.256.256 1.2.3.4.5 0x 127.0.0.0x1
""".split()
NAMES = """
localhost LOCALHOST localhost. a.localhost metadata.google.internal printer.local host.docker.internal router.lan
nas.home box.corp intranet kubernetes.default.svc.cluster.local x.home.arpa
""".split()
FORMS = [
    "file:///etc/passwd", "ftp://example.com/a", "gopher://example.com/", "dict://example.com:11211/", "//example.com/",
    "https:///path", "http://", "http:example.com", "https://user@example.com/", "https://user:pw@example.com/",
    "https://example.com@127.0.0.1/", "https://example.com:22/", "https://example.com:80/", "http://example.com:443/",
    "http://example.com:6379/", "https://example.com:0/", "https://example.com:99999/", "https://exa mple.com/",
    "https://example.com/\r\nHost: localhost", "https://example.com\\@127.0.0.1/", "https://example.com\x00.org/",
    "https://[::1", "https://::1/", "https://[v1.a]/", "https://１２７.０.０.１/", "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/", "https://%31%32%37.0.0.1/", "https://example.com/" + "a" * 2100, "", "https://",
    "jar:http://example.com!/", "data://example.com/", " https://example.com/", "https://.../",
]  # fmt: skip


class Web:
    """A transport that answers from a table and remembers what reached it."""

    def __init__(self, answer: Callable[[httpx2.Request], httpx2.Response]) -> None:
        self.requests: list[httpx2.Request] = []
        self.answer = answer
        self.transport = httpx2.MockTransport(self._handle)

    async def _handle(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self.answer(request)

    def fetch(self, address: str, limits: Limits = DEFAULT, found: Sequence[str] = (PUBLIC,)) -> Fetched:
        return fetch(address, limits, resolver=lambda host, port: list(found), transport=self.transport)


def answering(status: int = 200, content: bytes = b"GIF89a", **headers: str) -> Web:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Web(lambda request: httpx2.Response(status, headers=named, stream=httpx2.ByteStream(content)))


def error_of(web: Web, address: str, limits: Limits = DEFAULT, found: Sequence[str] = (PUBLIC,)) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        web.fetch(address, limits, found)
    return caught.value


def spelled(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def test_a_public_address_is_fetched_from_the_place_that_was_judged() -> None:
    web = answering(content=b"body", content_type="Image/PNG; charset=x")
    assert web.fetch("https://Example.com/a/b.png?x=1#part") == Fetched(data=b"body", declared_type="image/png")
    (request,) = web.requests
    assert str(request.url) == f"https://{PUBLIC}/a/b.png?x=1"
    assert request.headers["host"] == "example.com"
    assert request.extensions["sni_hostname"] == "example.com"
    assert "cookie" not in request.headers
    assert "authorization" not in request.headers


def test_public_numbers_and_ports_are_fetched_without_a_resolver() -> None:
    web = answering()
    for address in (
        f"https://{PUBLIC}/",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:8443/x",
        "http://1.1.1.1:8080",
    ):
        assert web.fetch(address, found=["127.0.0.1"]).data == b"GIF89a"
    assert [request.headers["host"] for request in web.requests] == [
        PUBLIC, "[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:8443", "1.1.1.1:8080",
    ]  # fmt: skip


ALL_FORMS = [f"http://{spelled(host)}/" for host in PRIVATE + ODD_NUMBERS + NAMES] + FORMS


def test_no_form_of_a_private_address_is_reached() -> None:
    assert len(ALL_FORMS) >= 60
    web, texts = answering(), set()
    for address in ALL_FORMS:
        error = error_of(web, address)
        assert error.code == "invalid_url", address
        texts.add(error.message)
    assert web.requests == []
    assert len(texts) == 1


@pytest.mark.parametrize("hops", [1, 2, 4])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_there(hops: int, status: int) -> None:
    for target in ALL_FORMS:

        def answer(request: httpx2.Request, target: str = target) -> httpx2.Response:
            hop = int(request.url.path.strip("/") or 0)
            location = target if hop + 1 == hops else f"/{hop + 1}"
            return httpx2.Response(status, headers={"location": location.encode("utf-8", "ignore").decode("latin-1")})

        web = Web(answer)
        assert error_of(web, "http://example.com/0").code == "invalid_url", target
        assert len(web.requests) >= hops
        assert {request.url.host for request in web.requests} == {PUBLIC}  # relative forms stay there


@pytest.mark.parametrize("found", [[private.replace("%25", "%")] for private in PRIVATE] + [[]])
def test_names_that_resolve_to_private_places_are_not_reached(found: list[str]) -> None:
    for addresses_found in (found, [PUBLIC, *found], [*found, PUBLIC]):
        if addresses_found == [PUBLIC]:
            continue
        web = answering()
        assert error_of(web, "https://example.com/", found=addresses_found).code == "invalid_url"
        assert web.requests == []


def test_a_name_that_changes_its_mind_is_asked_once_per_hop() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    web = answering()
    assert fetch("https://example.com/", resolver=lambda *_: next(answers), transport=web.transport).data == b"GIF89a"
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    web = answering(302, location="https://example.com/again")
    with pytest.raises(InvalidInput):
        fetch("https://example.com/", resolver=lambda *_: next(answers), transport=web.transport)
    assert len(web.requests) == 1


def test_redirects_are_followed_to_the_limit_and_never_down_to_http() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        hop = int(request.url.path.strip("/"))
        return (
            httpx2.Response(302, headers={"location": f"{hop + 1}"})
            if hop < 4
            else httpx2.Response(200, stream=httpx2.ByteStream(b"x"))
        )

    assert Web(answer).fetch("https://example.com/0").data == b"x"
    assert error_of(Web(answer), "https://example.com/0", Limits(fetch_redirects=3)).code == "invalid_url"
    assert error_of(answering(301, location="http://example.com/"), "https://example.com/").code == "invalid_url"


def test_cookies_are_not_carried_along() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert "cookie" not in request.headers
        if request.url.path == "/":
            return httpx2.Response(302, headers={"location": "/next", "set-cookie": "a=b"})
        return httpx2.Response(200, stream=httpx2.ByteStream(b"x"))

    assert Web(answer).fetch("https://example.com/").data == b"x"


@pytest.mark.parametrize("status", [204, 206, 304, 400, 401, 403, 404, 429, 500, 503])
def test_other_statuses_tell_nothing(status: int) -> None:
    assert error_of(answering(status), "https://example.com/").message == addresses.refused().message


def test_failures_on_the_way_tell_nothing() -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("connection refused by 10.0.0.1")

    error = error_of(Web(fail), "https://example.com/")
    assert error.message == addresses.refused().message
    assert error.__suppress_context__

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror("no such name")

    with pytest.raises(InvalidInput) as caught:
        fetch("https://example.com/", resolver=unknown, transport=answering().transport)
    assert caught.value.message == addresses.refused().message


def test_the_second_address_is_tried_when_the_first_does_not_connect() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == PUBLIC:
            raise httpx2.ConnectError("down")
        return httpx2.Response(200, stream=httpx2.ByteStream(b"x"))

    assert Web(answer).fetch("https://example.com/", found=[PUBLIC, "1.1.1.1"]).data == b"x"


def test_size_is_judged_from_the_header_and_while_reading() -> None:
    limits = Limits(fetched_bytes=1000)
    assert len(answering(content=bytes(1000)).fetch("https://example.com/", limits).data) == 1000
    error = error_of(answering(content=b"", content_length="5000"), "https://example.com/", limits)
    assert isinstance(error, TooLarge)
    assert (error.code, error.got) == ("request_too_large", 5000)
    num_sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal num_sent
        while True:
            num_sent += 100
            yield bytes(100)

    web = Web(lambda request: httpx2.Response(200, content=endless()))
    assert error_of(web, "https://example.com/", limits).code == "request_too_large"
    assert num_sent <= 1200


def test_compressed_answers_are_refused_unread() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    for name in ("gzip", "br", "deflate", "zstd", "identity, gzip"):
        web = answering(content=bomb, content_encoding=name)
        assert error_of(web, "https://example.com/").code == "invalid_url"
        assert web.requests[0].headers["accept-encoding"] == "identity"


def test_slow_answers_and_slow_names_are_left() -> None:
    async def dripping() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0.02)
            yield b"x"

    limits = Limits(fetch_seconds=0.2)
    for web, resolver in [
        (Web(lambda request: httpx2.Response(200, content=dripping())), lambda *_: [PUBLIC]),
        (answering(), lambda *_: time.sleep(2) or [PUBLIC]),
    ]:
        began = time.monotonic()
        with pytest.raises(InvalidInput) as caught:
            fetch("https://example.com/", limits, resolver=resolver, transport=web.transport)
        assert caught.value.code == "invalid_url"
        assert time.monotonic() - began < 1.7


def test_works_inside_a_running_event_loop() -> None:
    async def program() -> Fetched:
        return answering(content=b"x").fetch("https://example.com/")

    assert asyncio.run(program()).data == b"x"


class Rewired(httpx2.AsyncBaseTransport):
    """The real transport, its connections led to a server on this machine."""

    def __init__(self, port: int) -> None:
        self.port, self.real = port, httpx2.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        assert request.url.host == PUBLIC
        request.url = request.url.copy_with(host="127.0.0.1", port=self.port)
        return await self.real.handle_async_request(request)

    async def aclose(self) -> None:
        await self.real.aclose()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert self.headers["Host"] == "example.com"
        if self.path == "/from":
            self.send_response(302)
            self.send_header("Location", "/to")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "image/gif")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(3):
            self.wfile.write(b"4\r\nGIF8\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def port() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_real_connections_follow_redirects_and_read_chunks(port: int) -> None:
    found = fetch("http://example.com/from", resolver=lambda *_: [PUBLIC], transport=Rewired(port))
    assert found == Fetched(data=b"GIF8" * 3, declared_type="image/gif")


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://", "http://[", "https://a.b/", "http://1."]))
def test_any_text_is_judged_without_another_error(text: str, start: str) -> None:
    try:
        url = addresses.parse(start + text)
    except InvalidInput:
        return
    host = addresses.host_of(url)
    assert addresses.is_public(host) or "." in host


@given(st.ip_addresses())
def test_addresses_are_public_only_when_python_calls_them_global(address: object) -> None:
    if addresses.is_public(str(address)):
        assert address.is_global  # type: ignore[attr-defined]
        assert not address.is_private  # type: ignore[attr-defined]
