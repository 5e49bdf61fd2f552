"""A real mail server (aiosmtpd) for tests, which takes or refuses every mail and keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller


@dataclass
class Received:
    """One mail: whom the envelope names, and the text as it was sent."""

    sender: str
    recipients: list[str]
    raw: bytes

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


class _Handler:
    """What the server does with each mail, called by aiosmtpd by these names."""

    def __init__(self, received: list[Received], refusal: str) -> None:
        self._received = received
        self._refusal = refusal

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self._refusal:
            return self._refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = Received(envelope.mail_from, list(envelope.rcpt_tos), envelope.content)
        self._received.append(mail)
        return "250 OK"


class _OnAnyPort(Controller):
    """Learns which port it was given before it asks itself whether it answers."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class MailServer:
    """Runs for the length of a `with` block on a free port of this machine.

    With a `refusal`, such as “451 Later”, it says that to every recipient.
    """

    def __init__(self, refusal: str = "") -> None:
        self.received: list[Received] = []
        handler = _Handler(self.received, refusal)
        self._controller = _OnAnyPort(handler, hostname="127.0.0.1", port=0)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._controller.stop()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return self._controller.hostname, self._controller.port
