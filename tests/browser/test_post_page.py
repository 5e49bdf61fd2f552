"""What a post's page does beyond being read, by keyboard, and what is left without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import SHIFTS, open_page, problems_of
from tests.factories import make_post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

BODY = """
## First

Words with a note[^1] and more words.

::: gallery
![A red square](/static/images/favicon.svg "Red"){width=900}
![A blue square](/static/images/favicon.svg "Blue"){width=900}
:::

## Second

```python
print("copied")
```

| one column | another one | a third | a fourth | a fifth | the last one of them all |
|------------|-------------|---------|----------|---------|--------------------------|
| incomprehensibilities | incomprehensibilities | incomprehensibilities | a | b | c |

## Third

```mermaid
flowchart TD
  A[Ice] --> B[Mud]
```

```mermaid
nonsense that draws nothing
```

{}

[^1]: The note, with a [link](/about/).
"""
FILLER = "More words to read on. " * 20


@pytest.fixture(autouse=True)
def post() -> None:
    """A post with one of each thing."""
    body = BODY.replace("{}", "\n\n".join([FILLER] * 8))
    make_post(title="Everything", address="all", body=body, at=timezone.now() - timedelta(days=3))


def test_pictures_open_large_by_keyboard_and_give_the_focus_back(page: Page) -> None:
    open_page(page, "/blog/all/")
    first = page.get_by_role("button", name="Enlarge the picture: A red square")
    dialog = page.get_by_role("dialog")

    first.focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Red")).to_be_visible()
    expect(dialog.locator("img")).to_have_attribute("alt", "A red square")
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_text("Blue")).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text("2 of 2")
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_text("Red")).to_be_visible()
    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    expect(first).to_be_focused()


def test_a_note_opens_where_its_mark_is_and_closes_by_escape(page: Page) -> None:
    open_page(page, "/blog/all/")
    mark = page.locator("[role=doc-noteref]")
    note = page.locator(".note-here")

    mark.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_focused()
    expect(note).to_contain_text("The note, with a link.")
    page.keyboard.press("Tab")
    expect(note.get_by_role("link", name="link", exact=True)).to_be_focused()
    page.keyboard.press("Escape")

    expect(note).to_be_hidden()
    expect(mark).to_be_focused()


def test_code_is_copied_and_it_is_said(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, "/blog/all/")

    page.get_by_role("button", name="Copy the code").focus()
    page.keyboard.press("Enter")

    expect(page.locator("main > [role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == 'print("copied")\n'


def test_contents_mark_the_section_and_only_tables_that_scroll_take_the_focus(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    open_page(page, "/blog/all/")
    table = page.locator(".table-scroll")

    page.locator("#second").evaluate("heading => heading.scrollIntoView()")
    expect(page.locator(".toc [aria-current]")).to_have_text("Second")
    page.locator("#third").evaluate("heading => heading.scrollIntoView()")
    expect(page.locator(".toc [aria-current]")).to_have_text("Third")
    page.set_viewport_size({"width": 390, "height": 700})
    expect(table).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1280, "height": 700})
    table.evaluate("box => { box.querySelector('tr:last-child').remove(); }")
    expect(table).not_to_have_attribute("tabindex", "0")


def test_diagrams_are_drawn_near_the_window_in_the_pages_theme(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 200})
    open_page(page, "/blog/all/")
    page.wait_for_load_state("networkidle")
    before = [url for url in asked if "mermaid" in url]

    page.locator("#third").evaluate("heading => heading.scrollIntoView()")
    frame = page.frame_locator(".diagram-frame").first
    expect(frame.get_by_text("Mud")).to_be_visible()
    light = frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(frame.locator("body")).not_to_have_css("background-color", light)

    assert before == []
    assert page.locator("iframe.diagram-frame").get_attribute("sandbox") == "allow-scripts"
    expect(page.get_by_text("nonsense that draws nothing")).to_be_visible()
    # Until the one that can't be drawn is back as text, what lies around it may still move.
    expect(page.locator(".is-waiting")).to_have_count(0)
    page.get_by_text("The diagram as text").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("A[Ice] --> B[Mud]")).to_be_visible()
    assert problems_of(page) == []


TALL = "flowchart TD\n" + "\n".join(
    f"  A{n}[Step {n}] --> A{n + 1}[Step {n + 1}]" for n in range(12)
)
DIAGRAMS = {
    "small": "flowchart LR\n  A[Step 1] --> B[Step 2]",
    "tall": TALL,
    "wrong": "nonsense that draws nothing",
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", DIAGRAMS)
def test_nothing_moves_when_a_diagram_in_the_window_is_drawn(
    page: Page, kind: str, width: int
) -> None:
    body = f"```mermaid\n{DIAGRAMS[kind]}\n```\n\n{FILLER}\n\nThe end."
    make_post(title="Drawn", address="drawn", body=body, at=timezone.now() - timedelta(days=3))
    page.set_viewport_size({"width": width, "height": 1000})
    page.emulate_media(reduced_motion="reduce")

    open_page(page, "/blog/drawn/")
    expect(page.get_by_text("The end.")).to_be_in_viewport()
    if kind == "wrong":
        expect(page.locator(".diagram")).to_have_count(0)
        expect(page.get_by_text(DIAGRAMS["wrong"])).to_be_in_viewport()
    else:
        drawn = page.frame_locator(".diagram-frame").get_by_text("Step 1", exact=True)
        expect(drawn).to_be_in_viewport()
        expect(page.get_by_text("The diagram as text")).to_be_visible()
        room = page.locator(".diagram-frame").evaluate("frame => frame.offsetHeight")
        assert room > 200, "Too little room was kept to read it."

    assert page.evaluate(SHIFTS) == 0


def test_a_diagram_that_was_made_small_is_shown_whole_when_asked(page: Page) -> None:
    body = f"```mermaid\n{TALL}\n```"
    make_post(title="Drawn", address="drawn", body=body, at=timezone.now() - timedelta(days=3))
    open_page(page, "/blog/drawn/")
    frame = page.locator(".diagram-frame")
    button = page.get_by_role("button", name="Full size")
    expect(button).to_be_visible()
    small = frame.evaluate("frame => frame.offsetHeight")

    button.focus()
    page.keyboard.press("Enter")

    expect(button).to_have_count(0)
    expect(page.get_by_text("The diagram as text")).to_be_focused()
    assert frame.evaluate("frame => frame.offsetHeight") > 2 * small
    assert problems_of(page) == []


def test_without_javascript_everything_is_there_to_read(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/blog/all/")

    page.locator(".toc summary").click()
    page.locator(".toc").get_by_role("link", name="Second").click()
    address = page.url
    page.locator("[role=doc-noteref]").click()
    note = page.url
    source = page.get_by_text("A[Ice] --> B[Mud]").is_visible()
    buttons = page.locator("main button").count()
    context.close()

    assert (address.rpartition("/")[2], note.rpartition("/")[2]) == ("#second", "#fn-1")
    assert source
    assert buttons == 0


def test_a_video_plays_as_large_as_the_place_that_was_kept_for_it(page: Page) -> None:
    at = timezone.now() - timedelta(days=2)
    make_post(address="film", body="https://www.youtube.com/watch?v=aaaaaaaaaaa", at=at)
    open_page(page, "/blog/film/")
    kept = page.locator(".embed").bounding_box()

    page.locator(".embed button").click()

    player = page.locator(".embed iframe").bounding_box()
    assert kept
    assert player
    assert player["height"] == pytest.approx(kept["height"], abs=4)
    assert player["width"] == pytest.approx(kept["width"], abs=4)
