"""One page by http or https, within limits of size, time and redirects, and not from private networks."""

import re
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..errors import ReadError
from ..settings import Settings
from ..version import __version__
from .address import checked_address
from .source import KIND_OF_SUFFIX
from .story import Raw, quoted

if TYPE_CHECKING:
    import httpx

# What the server calls the content decides how it is read; null: look at the content itself.
KIND_OF_TYPE: dict[str, str | None] = {
    "": None,
    "application/octet-stream": None,
    "binary/octet-stream": None,
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/json": "json",
    "application/ld+json": "json",
    "text/json": "json",
    "application/jsonl": "jsonl",
    "application/x-jsonlines": "jsonl",
    "application/jsonlines": "jsonl",
    "application/x-ndjson": "jsonl",
}
_HEADERS = {
    "User-Agent": f"summarizer/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/*;q=0.9,application/json;q=0.8,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
_NOT_FETCHED = "only those are fetched; for a file, name its path itself."
_INSTEAD = "save the page from a browser and read the file"


def fetch(url: str, settings: Settings) -> Raw:
    """The page behind an address, redirects followed. Raises ReadError with what went wrong and what to do."""
    import httpx

    if not re.match("https?:", url, re.I):  # before httpx spells it in its own way
        raise ReadError(f"{quoted(url)} is no http or https address, and {_NOT_FETCHED}")
    deadline = time.monotonic() + settings.url_timeout
    try:
        # No proxies: behind one, the address that was checked would not be the address that is reached.
        with httpx.Client(trust_env=False, follow_redirects=False, headers=_HEADERS) as client:
            here = httpx.URL(url)
            for _ in range(settings.max_redirects + 1):
                request = _request(client, url, here, settings, deadline)
                response = client.send(request, stream=True)
                try:
                    if not response.has_redirect_location:
                        return _raw(url, here, response, settings, deadline)
                    here = here.join(response.headers["location"])
                finally:
                    response.close()
    except httpx.TimeoutException:
        raise _too_slow(url, settings) from None
    except (httpx.InvalidURL, ValueError) as error:
        raise ReadError(f"{quoted(url)} or where it redirects is no valid address ({error}); check it.") from error
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise ReadError(f"{quoted(url)} cannot be fetched ({reason}); try again later, or {_INSTEAD}.") from error
    raise ReadError(
        f"{quoted(url)} redirects more than {settings.max_redirects} times; give the last address, "
        "or raise the setting max_redirects (SUMMARIZER_MAX_REDIRECTS)."
    )


def _request(
    client: "httpx.Client", url: str, here: "httpx.URL", settings: Settings, deadline: float
) -> "httpx.Request":
    """A request to the checked IP address, which still names the host to the server and to TLS."""
    if here.scheme not in ("http", "https"):
        where = f"{quoted(url)} redirects to {quoted(str(here))}"
        raise ReadError(f"{where}, which is no http or https address, and {_NOT_FETCHED}")
    if here.userinfo:
        raise ReadError("An address with a user name or password in it is not fetched; " + _INSTEAD + ".")
    if not here.host:
        raise ReadError(f"{quoted(str(here))} names no host; check the address.")
    port = here.port or (443 if here.scheme == "https" else 80)
    address = checked_address(here.raw_host.decode("ascii").strip("[]"), port, settings.allow_private_urls)
    return client.build_request(
        "GET",
        here.copy_with(host=address, fragment=None),
        headers={"Host": here.netloc.decode("ascii")},
        extensions={"sni_hostname": here.raw_host.decode("ascii").strip("[]")},
        timeout=max(0.001, deadline - time.monotonic()),
    )


def _raw(asked: str, here: "httpx.URL", response: "httpx.Response", settings: Settings, deadline: float) -> Raw:
    if response.status_code != 200:
        said = f"{response.status_code} {response.reason_phrase}".strip()
        raise ReadError(f"{quoted(asked)} answers {said}; check the address, or {_INSTEAD}.")
    media = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if media not in KIND_OF_TYPE and not media.startswith("text/"):
        raise ReadError(f"{quoted(asked)} is {quoted(media)}, not a page or a text; look for a page that is.")
    kind = KIND_OF_TYPE.get(media) or KIND_OF_SUFFIX.get(PurePosixPath(here.path).suffix.lower())
    # A server that knows no type for .md or .jsonl says text/plain: the name then says more.
    if media == "text/plain":
        kind = KIND_OF_SUFFIX.get(PurePosixPath(here.path).suffix.lower(), "text")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", response.headers.get("content-type", ""), re.I)
    content = _body(asked, response, settings, deadline)
    return Raw(asked, content, kind, charset[1] if charset else None, str(here.copy_with(fragment=None)))


def _body(asked: str, response: "httpx.Response", settings: Settings, deadline: float) -> bytes:
    """The body, read only as far as the limits go: a header may understate it, and compression may hide it."""
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > settings.max_bytes:
            raise ReadError(
                f"{quoted(asked)} is larger than {settings.max_bytes:,} bytes; "
                "raise the setting max_bytes (SUMMARIZER_MAX_BYTES) if you want it."
            )
        if time.monotonic() > deadline:
            raise _too_slow(asked, settings)
    return bytes(content)


def _too_slow(url: str, settings: Settings) -> ReadError:
    return ReadError(
        f"{quoted(url)} took longer than {settings.url_timeout:g} s; try again, "
        f"raise the setting url_timeout (SUMMARIZER_URL_TIMEOUT), or {_INSTEAD}."
    )
