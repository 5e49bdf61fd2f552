"""A visitor who sends a body slowly, or never, keeps no thread from others for long."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from blog import gunicorn, patience

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """A visitor's end of a connection, and ours."""
    monkeypatch.setattr(patience, "IDLE", 0.05)
    visitor, ours = socket.socketpair()
    with visitor, ours:
        yield visitor, ours


def asked_by(connection: socket.socket) -> SimpleNamespace:
    """Return a request as gunicorn has it when its head was read."""
    request = SimpleNamespace(unreader=SimpleNamespace(sock=connection))
    gunicorn.pre_request(None, request)
    return request


def test_a_body_that_comes_is_read(pair: Pair) -> None:
    visitor, ours = pair
    request = asked_by(ours)
    visitor.sendall(b"a=1")

    assert request.unreader.sock.recv(100) == b"a=1"


def test_a_body_that_does_not_come_is_given_up(pair: Pair) -> None:
    request = asked_by(pair[1])

    with pytest.raises(TimeoutError):
        request.unreader.sock.recv(100)


def test_a_body_that_comes_in_drops_is_given_up(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, ours = pair
    monkeypatch.setattr(patience, "START", 0)
    request = asked_by(ours)
    visitor.sendall(b"a")

    with pytest.raises(TimeoutError, match="too slowly"):
        request.unreader.sock.recv(1)


def test_the_next_request_of_a_connection_has_its_own_time(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, ours = pair
    monkeypatch.setattr(patience, "START", 0)
    request = asked_by(ours)
    monkeypatch.setattr(patience, "START", 30)
    gunicorn.pre_request(None, request)
    visitor.sendall(b"a")

    assert request.unreader.sock.recv(1) == b"a"


def test_an_answer_that_nobody_fetches_is_given_up(pair: Pair) -> None:
    asked_by(pair[1])

    with pytest.raises(TimeoutError):
        pair[1].sendall(b"x" * 50_000_000)
