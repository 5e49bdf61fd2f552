"""A mail server for tests: it takes every mail (RFC 5321, the few commands Django sends)."""

from __future__ import annotations

import socketserver
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self


@dataclass
class Received:
    """One mail: whom the envelope names, and the text without its transfer encoding."""

    sender: str = ""
    recipients: list[str] = field(default_factory=list)
    raw: bytes = b""

    @property
    def message(self) -> EmailMessage:
        """The mail with its headers."""
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def text(self) -> str:
        """The body's text."""
        body = self.message.get_body(("plain",))
        return body.get_content() if body else ""

    @property
    def html(self) -> str:
        """The body's HTML; empty where it has none."""
        body = self.message.get_body(("html",))
        return body.get_content() if body else ""


class _Conversation(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        mail = Received()
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            match verb.upper():
                case "MAIL":
                    mail.sender = rest.partition("<")[2].partition(">")[0]
                case "RCPT" if self.server.refusal:
                    self._say(self.server.refusal)
                    continue
                case "RCPT":
                    mail.recipients.append(rest.partition("<")[2].partition(">")[0])
                case "DATA":
                    self._say("354 go on")
                    mail.raw = self._data()
                    self.server.received.append(mail)
                case "QUIT":
                    self._say("221 bye")
                    return
            self._say("250 done")

    def _data(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line.removeprefix(b".") if line[:2] == b".." else line for line in lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    received: list[Received]
    refusal: str


class MailServer:
    """Runs for the length of a `with` block on a free port of this machine.

    With a `refusal`, such as “451 Later”, it says that to every recipient.
    """

    def __init__(self, refusal: str = "") -> None:
        self._refusal = refusal

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self.received: list[Received] = []
        self._server.received = self.received
        self._server.refusal = self._refusal
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        host, port = self._server.server_address[:2]
        return str(host), int(port)
