"""Getting a file from another host: with limits, and never from inside our own network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

MAX_REDIRECTS = 5
_CHUNK = 65_536
_AGENT = "Masthead importer (+https://github.com/masthead)"


class FetchRefused(ValueError):
    """Something could not be fetched. The message is a sentence for the operator."""


@dataclass(frozen=True)
class Limits:
    """How much and how long: bytes of the body, seconds to wait for an answer, seconds in all."""

    max_bytes: int
    timeout: float = 20.0
    total: float = 120.0


def fetch(address: str, limits: Limits, *, trusted_host: str = "") -> bytes:
    """Return the body at an http(s) address, following a few redirects (RFC 9110, section 15.4).

    `trusted_host` (host or host:port) is the one the operator named; any other may not be an
    address of this machine or of a private network, so that a feed can't make us ask around there.
    Raises FetchRefused.
    """
    deadline = time.monotonic() + limits.total
    for _ in range(MAX_REDIRECTS + 1):
        connection, path = _connection(address, limits, trusted_host)
        try:
            moved, body = _ask(connection, path, limits, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchRefused(f"{address} could not be fetched: {_reason(error)}.") from error
        finally:
            connection.close()
        if moved is None:
            return body
        address = urljoin(address, moved)
    raise FetchRefused(f"{address} redirects more than {MAX_REDIRECTS} times.")


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).rstrip(".")


def _connection(
    address: str, limits: Limits, trusted_host: str
) -> tuple[http.client.HTTPConnection, str]:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchRefused(f"{address} is no address that can be fetched.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchRefused(f"{address} is not fetched: only http and https addresses are.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    may_be_private = bool(trusted_host) and trusted_host in (host, parts.netloc.rpartition("@")[2])
    kind: Callable[..., http.client.HTTPConnection] = http.client.HTTPConnection
    options = {}
    if parts.scheme == "https":
        kind = http.client.HTTPSConnection
        options["context"] = ssl.create_default_context()
    connection = kind(host, port, timeout=limits.timeout, **options)
    if not may_be_private:
        # The address that is really connected to is checked, not one looked up before.
        connection._create_connection = _connect_outside  # type: ignore[attr-defined]  # noqa: SLF001
    return connection, path


def _connect_outside(
    address: tuple[str, int], timeout: float | None = None, source_address: None = None
) -> socket.socket:
    connected = socket.create_connection(address, timeout, source_address)
    peer = ipaddress.ip_address(connected.getpeername()[0].partition("%")[0])
    peer = getattr(peer, "ipv4_mapped", None) or peer
    if not peer.is_global or peer.is_multicast:
        connected.close()
        raise OSError(f"{address[0]} is inside a private network")
    return connected


def _ask(
    connection: http.client.HTTPConnection, path: str, limits: Limits, deadline: float
) -> tuple[str | None, bytes]:
    """Return where the answer points to, or None and the body."""
    headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    connection.request("GET", _encoded(path), headers=headers)
    response = connection.getresponse()
    if response.status in (301, 302, 303, 307, 308) and (
        location := response.getheader("Location")
    ):
        return location, b""
    if response.status != 200:
        raise ValueError(f"the server answered {response.status} {response.reason}".strip())
    if int(response.getheader("Content-Length") or 0) > limits.max_bytes:
        raise ValueError(f"it is larger than {_megabytes(limits.max_bytes)}")
    return None, _body(response, limits, deadline)


def _encoded(path: str) -> str:
    return "".join(c if "!" <= c <= "~" else "".join(f"%{b:02X}" for b in c.encode()) for c in path)


def _body(response: http.client.HTTPResponse, limits: Limits, deadline: float) -> bytes:
    received = bytearray()
    while chunk := response.read1(_CHUNK):
        received += chunk
        if len(received) > limits.max_bytes:
            raise ValueError(f"it is larger than {_megabytes(limits.max_bytes)}")
        if time.monotonic() > deadline:
            raise ValueError(f"it took longer than {limits.total:.0f} seconds")
    if response.length:
        raise ValueError("it ended too early")
    return bytes(received)


def _megabytes(number: int) -> str:
    return f"{number / 1_000_000:g} MB"
