"""The public pages in a browser: for everybody, in light and dark, narrow and wide, by keyboard."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from blog.editing.workflow import archive
from blog.models import MenuItem
from tests.browser.looking import open_page
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    make_page,
    make_post,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

BODY = """
## First

Words, *more* words and [a link](/about/).[^1]

> [!WARNING]
> Take care.

## Second

```python title="tide.py" {1}
print("a line of code that is rather longer than a telephone's screen is wide, and then some")
```

| place | height |
|-------|-------:|
| here  |    1.2 |

## Third

- [x] done
- [ ] to do

$$\\frac{a}{b}$$

https://www.youtube.com/watch?v=aaaaaaaaaaa

[^1]: A note.
"""


@pytest.fixture(autouse=True)
def site() -> None:
    """A small site that has every kind of public page."""
    kin: dict[str, Any] = {
        "credits": [AuthorFactory(name="Ada", affiliation="Lab", bio_html="<p>Sails.</p>")],
        "thanks": [CollaboratorFactory(name="Harbour")],
        "tags": ["sea", "mud"],
        "category": CategoryFactory(name="Notes"),
        "series": SeriesFactory(title="Gauges"),
    }
    MenuItem.objects.create(label="About", address="/about/")
    make_page(title="About", address="about", body=BODY)
    week_ago = timezone.now() - timedelta(days=7)
    make_post(title="On tides", address="tides", body=BODY, at=week_ago, **kin)
    make_post(title="Newer", published=True, **kin)
    archive(make_post(address="gone", published=True), by=None, successor="/about/")


def test_code_keeps_its_distance_from_the_paragraph_before_it(page: Page) -> None:
    make_post(address="code", body="Before.\n\n```\nplain\n```", published=True)

    page.goto("/blog/code/")
    before = page.locator(".prose > p").bounding_box()
    code = page.locator(".prose pre").bounding_box()

    assert before is not None
    assert code is not None
    assert code["y"] - before["y"] - before["height"] > 10


def test_keyboard_leads_past_the_menu_to_the_content(page: Page) -> None:
    page.goto("/blog/tides/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_a_video_contacts_nobody_before_the_click_and_plays_here_after_it(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, "/blog/tides/")
    before = [url for url in asked if "youtube" in url]

    page.get_by_role("button", name="Play the video here").click()
    player = page.locator(".embed iframe")

    assert before == []
    expect(player).to_have_attribute(
        "src", "https://www.youtube-nocookie.com/embed/aaaaaaaaaaa?autoplay=1&start=0"
    )


def test_without_javascript_the_video_is_a_link_and_the_search_works(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/blog/tides/")

    link = page.locator(".embed a").get_attribute("href")
    page.get_by_role("searchbox").fill("code")
    page.get_by_role("button", name="Search").click()
    titles = [title.strip() for title in page.locator("h3").all_text_contents()]
    context.close()

    assert link == "https://www.youtube.com/watch?v=aaaaaaaaaaa"
    assert sorted(titles) == ["About", "On tides"]
