"""Pages by address, from a real server on loopback: formats, limits, redirects, and what is never fetched."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import ClassVar

import pytest

from summarizer.errors import ReadError
from summarizer.read import read
from summarizer.read.address import is_private
from summarizer.settings import Settings

LEAD = "The crews and the harbour board agreed on Tuesday to pause the strike for ten days, the mediator said."
HTML = f"<html><head><title>Pause</title></head><body><article><p>{LEAD}</p></article></body></html>"
OPEN = Settings(allow_private_urls=True, url_timeout=5)
Answer = tuple[int, dict[str, str], bytes]


class Handler(BaseHTTPRequestHandler):
    """Answers from a table; `/drip` sends its bytes one by one until the test lets it go."""

    answers: ClassVar[dict[str, Answer]] = {}
    asked: ClassVar[list[tuple[str, str | None]]] = []
    stop = threading.Event()

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        if self.path == "/drip":
            return self.drip()
        status, headers, body = self.answers[self.path]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):  # the reader has had enough: that is what some tests are about
            self.wfile.write(body)
        return None

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        with suppress(ConnectionError):
            while not self.stop.wait(0.02):
                self.wfile.write(b"a")
                self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def server() -> Iterator[str]:
    Handler.answers, Handler.asked = {}, []
    Handler.stop.clear()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    Handler.stop.set()
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def serve(path: str, body: str | bytes, kind: str = "text/html", status: int = 200, **headers: str) -> None:
    content = body if isinstance(body, bytes) else body.encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    Handler.answers[path] = (status, {"Content-Type": kind, **named}, content)


def failure(url: str, settings: Settings = OPEN) -> str:
    with pytest.raises(ReadError) as caught:
        read(url, settings)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/a", "text/html; charset=utf-8", HTML),
        ("/a.txt", "application/xhtml+xml", HTML),
        ("/a", "text/plain", LEAD),
        ("/a.md", "text/plain", f"---\ntitle: Pause\n---\n{LEAD}"),
        ("/a", "application/json", f'{{"text": "{LEAD}"}}'),
        ("/a", "application/x-ndjson", f'{{"text": "{LEAD}"}}\n'),
        ("/a.html", "application/octet-stream", HTML),
        ("/a", "", HTML),
    ],
)
def test_the_content_type_decides(server: str, path: str, kind: str, body: str) -> None:
    serve(path, body, kind)
    [article] = read(server + path, OPEN)
    assert article.text == LEAD
    assert (article.source, article.url) == (server + path, server + path)


def test_the_servers_charset_counts(server: str) -> None:
    serve(
        "/a",
        "Стороны договорились о паузе на десять дней, сообщил посредник.".encode("koi8-r"),
        "text/plain; charset=koi8-r",
    )
    [article] = read(f"{server}/a", OPEN)
    assert (article.encoding, "посредник" in article.text) == ("koi8-r", True)


def test_redirects_lead_to_the_pages_own_address(server: str) -> None:
    serve("/1", "", status=302, Location="/2?x=1#top")
    serve("/2?x=1", HTML)
    [article] = read(f"{server}/1", OPEN)
    assert article.source == f"{server}/1"
    assert article.url == f"{server}/2?x=1"


def test_redirects_have_an_end(server: str) -> None:
    serve("/1", "", status=301, Location="/1")
    assert "redirects more than 5 times" in failure(f"{server}/1")
    assert len(Handler.asked) == 6


@pytest.mark.parametrize("target", ["ftp://files.example/a", "file:///etc/hosts", "http://", "http://bad host/"])
def test_redirects_elsewhere(server: str, target: str) -> None:
    serve("/1", "", status=302, Location=target)
    assert failure(f"{server}/1")


def test_a_redirect_to_a_file_names_both_addresses(server: str) -> None:
    serve("/1", "", status=302, Location="file:///srv/talks.txt")
    message = failure(f"{server}/1")
    assert f"{server}/1" in message
    assert "only those are fetched" in message


def test_a_page_sent_as_plain_text_is_a_page(server: str) -> None:
    serve("/a.txt", HTML, "text/plain")
    article = read(f"{server}/a.txt", OPEN)[0]
    assert (article.title, article.text) == ("Pause", LEAD)


def test_private_addresses_are_refused_by_default(server: str) -> None:
    serve("/a", HTML)
    message = failure(f"{server}/a", Settings())
    assert "allow_private_urls" in message
    assert "allow_private_urls" in failure(server.replace("127.0.0.1", "localhost") + "/a", Settings())
    assert Handler.asked == []


def test_a_redirect_to_a_private_address_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop passes, as a public one would; the second is checked like the first."""
    serve("/1", "", status=302, Location=server.replace("127.0.0.1", "localhost") + "/secret")
    serve("/secret", HTML)
    monkeypatch.setattr("summarizer.read.address.is_private", lambda address: len(Handler.asked) > 0)
    assert "'localhost' is an address of this machine" in failure(f"{server}/1", Settings())
    assert [path for path, _ in Handler.asked] == ["/1"]


def test_the_host_is_still_named_to_the_server(server: str) -> None:
    serve("/a", HTML)
    named = server.replace("127.0.0.1", "localhost")
    read(f"{named}/a", OPEN)
    assert Handler.asked == [("/a", named.removeprefix("http://"))]


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("192.168.1.1", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),
        ("224.0.0.1", True),
        ("::1", True),
        ("fe80::1", True),
        ("fc00::1", True),
        ("::ffff:10.0.0.1", True),
        ("64:ff9b::a00:1", True),
        ("2002:a00:1::1", True),
        ("93.184.216.34", False),
        ("2606:2800:220:1:248:1893:25c8:1946", False),
    ],
)
def test_what_is_private(address: str, private: bool) -> None:
    assert is_private(ip_address(address)) is private


def test_size_is_limited_whatever_the_header_says(server: str) -> None:
    small = Settings(allow_private_urls=True, max_bytes=1000)
    serve("/big", "a" * 2000, "text/plain")
    assert "max_bytes" in failure(f"{server}/big", small)
    serve("/bomb", gzip.compress(b"a" * 100_000), "text/plain", Content_Encoding="gzip")
    assert "max_bytes" in failure(f"{server}/bomb", small)


def test_a_slow_server_is_given_up(server: str) -> None:
    assert "url_timeout" in failure(f"{server}/drip", Settings(allow_private_urls=True, url_timeout=1))


@pytest.mark.parametrize(("status", "said"), [(404, "404 Not Found"), (403, "403 Forbidden"), (500, "500")])
def test_what_the_server_refuses(server: str, status: int, said: str) -> None:
    serve("/a", HTML, status=status)
    assert said in failure(f"{server}/a")


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4"])
def test_other_content(server: str, kind: str) -> None:
    serve("/a", b"x", kind)
    assert kind in failure(f"{server}/a")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://files.example/a", "no http or https address"),
        ("http://me:secret@news.example/a", "user name or password"),
        ("http://", "names no host"),
        ("http://127.0.0.1:no/", "no valid address"),
        ("http://127.0.0.1:1/a", "cannot be fetched"),
        ("http://no-such-host.invalid/a", "does not resolve"),
    ],
)
def test_addresses_that_cannot_work(url: str, said: str) -> None:
    message = failure(url)
    assert said in message
    assert "secret" not in message


def test_no_proxy_of_the_environment_is_used(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    serve("/a", HTML)
    assert read(f"{server}/a", OPEN)[0].text == LEAD
