"""What the browser tests of the editor share."""

from __future__ import annotations

import base64
from io import BytesIO

from django.conf import settings
from django.test import Client
from PIL import Image as Pillow
from playwright.sync_api import ConsoleMessage, Locator, Page

from accounts.models import User

ADD = "/admin/blog/post/add/"
PASTE = """
([pictures, type]) => {
  const transfer = new DataTransfer();
  for (const [name, data] of pictures) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type: "image/png" }));
  }
  const options = { bubbles: true, cancelable: true };
  const event = type === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
    : new DragEvent("drop", { ...options, dataTransfer: transfer });
  document.querySelector(".editor textarea").dispatchEvent(event);
}
"""


def open_signed_in(page: Page, user: User, path: str) -> None:
    """Open a page of the live server as this user."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": settings.SITE_URL}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto(path)


def text_of(page: Page) -> Locator:
    """Return the field that a post's text is written in."""
    return page.get_by_label("Text", exact=True)


def listen(page: Page) -> list[str]:
    """Collect what the browser complains of: a refused style or script is such a message."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            found.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def png(shade: int = 0) -> bytes:
    """Return a small picture; another shade is another picture."""
    out = BytesIO()
    Pillow.new("RGB", (60, 40), (shade, 90, 120)).save(out, "PNG")
    return out.getvalue()


def bring(page: Page, pictures: list[tuple[str, bytes]], how: str = "paste") -> None:
    """Paste or drop pictures into the text, once the editor is there."""
    page.get_by_role("toolbar").wait_for()
    sent = [[name, base64.b64encode(data).decode()] for name, data in pictures]
    page.evaluate(PASTE, [sent, how])
