"""Every format of every feed is in order, whatever its posts are like."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from django.test import Client

from blog.editing.revisions import save
from blog.editing.workflow import publish
from blog.models import Credit, Post, SiteSettings
from tests.blog.feeds.checking import atom, json_feed, rss
from tests.blog.feeds.polling import FILES, poll
from tests.blog.feeds.test_rss import full_post
from tests.factories import AuthorFactory, ImageFactory, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CHECKS = {"index.xml": rss.faults, "feed.atom": atom.faults, "feed.json": json_feed.faults}
SCOPES = (
    *("/", "/blog/", "/tag/tides/", "/category/notes/", "/series/gauges/", "/author/ada/"),
    *("/collaborators/harbour/", "/language/en/", "/search/", "/archive/2024-01-1/"),
    "/tag/tides/archive/2024-01-1/",
)
EVERYTHING = """\
## Head {#head}

[rel](../x/) [in page](#head) <hello@example.org> ![pic](/media/images/p.png "Cap"){.wide} [^1]

https://www.youtube.com/watch?v=aaaaaaaaaaa

![clip](c.mp4){poster=p.jpg} ![sound](/media/a.mp3)

<form action="/x"><input name="a"></form><style>p{}</style><p onclick="x()">y</p>

> [!NOTE]
> $x^2 < y$

```python title="a.py"
x = "]]>"
```

- [x] done

[^1]: note
"""
ODDITIES: dict[str, dict[str, Any]] = {
    "plain": {},
    "everything": {"body": EVERYTHING},
    "end of CDATA": {"title": "]]>", "body": "a ]]> b", "summary": "]]>"},
    "markup": {"title": "<b>&amp;", "summary": "<script>alert(1)</script>", "body": "`<b>`"},
    "controls": {"title": "a\x0bb", "body": "a\x01b \ufffe", "summary": "\x1f"},
    "right to left": {"title": "\u202eabc\u202c שלום", "body": "\u200fשלום", "language": "he"},
    "emoji": {"title": "🐟👩‍🔬", "body": "𝒜 🐟", "summary": "🐟"},
    "only markup characters": {"title": "<>&\"'", "body": "x"},
    "long": {"body": "Words and words. \n\n" * 10_400},
    "link": {"body": "", "external_url": "https://there.example/a?b=1&c=2"},
    "empty": {"body": "&nbsp;", "summary": ""},
    "no summary": {"body": "<div></div>\n\n---"},
}


def paths(file: str) -> list[str]:
    return [f"{scope}{file}{'?q=the' if 'search' in scope else ''}" for scope in SCOPES]


@pytest.mark.parametrize("oddity", ODDITIES)
def test_every_format_and_scope_is_in_order(client: Client, oddity: str) -> None:
    SiteSettings.objects.update(logo=ImageFactory(), licence_name="CC BY 4.0")
    fields = {"title": "The tides", **ODDITIES[oddity]}
    post = full_post(**fields, featured=ImageFactory(caption="Cap", credit="Bela"))
    Credit.objects.create(post=post, author=AuthorFactory(), role="edited")
    Post.objects.filter(pk=post.pk).update(published_at=datetime(2024, 1, 5, tzinfo=UTC))
    post.listings.update(at=datetime(2024, 1, 5, tzinfo=UTC))

    found = {}
    for file in FILES:
        for path in paths(file):
            response = poll(client, path)
            if response.status_code == 200:
                found[path] = CHECKS[file](response.content)
            elif "search" not in path and fields.get("language", "en") == "en":
                found[path] = [f"answered {response.status_code}"]

    assert {path: faults for path, faults in found.items() if faults} == {}
    assert len(found) > 25


@pytest.mark.parametrize("settings", [{"feed_content": "summary"}, {"link_posts": "here"}])
@pytest.mark.parametrize("fields", [{}, {"external_url": "https://there.example/"}])
def test_every_setting_gives_feeds_in_order(
    client: Client, settings: dict[str, str], fields: dict[str, str]
) -> None:
    SiteSettings.objects.update(**settings)
    full_post(body="Something long.", **fields)

    found = {file: CHECKS[file](poll(client, f"/{file}").content) for file in FILES}

    assert [faults for faults in found.values() if faults] == []


@pytest.mark.parametrize("file", ["index.xml", "feed.atom"])
def test_a_reader_understands_what_was_meant(client: Client, file: str) -> None:
    post = full_post(title="Tides & <b>bold</b> ideas", summary="1 < 2", body="Whole *text*.")
    Credit.objects.create(post=post, author=AuthorFactory(name="Cora"), role="edited")
    save(post, post.newest_snapshot(), by=None)

    feed = feedparser.parse(poll(client, f"/{file}").content, sanitize_html=False)
    entry = feed.entries[0]

    assert not feed.bozo
    assert entry.id == post.guid
    assert entry.link == post.absolute_url
    assert entry.title == "Tides & <b>bold</b> ideas"
    assert [author.name for author in entry.authors][:2] == ["Ada", "Bela & Co"]
    assert [tag.term for tag in entry.tags] in (
        ["Notes", "tides", "salt marsh"],
        ["notes", "tides", "salt-marsh"],
    )
    assert "<em>text</em>" in entry.content[0].value
    assert entry.published_parsed is not None


def test_atom_names_editors_as_contributors(client: Client) -> None:
    post = make_post(published=True, credits=[AuthorFactory(name="Ada")])
    Credit.objects.create(post=post, author=AuthorFactory(name="Cora"), role="edited")
    Post.objects.filter(pk=post.pk).update(live_at=datetime(2024, 1, 1, tzinfo=UTC))

    text = poll(client, "/feed.atom").content.decode()

    assert "<contributor><name>Cora</name>" in text
    assert "<author><name>Ada</name>" in text


@pytest.mark.parametrize("file", FILES)
def test_only_a_material_edit_moves_what_readers_take_for_news(client: Client, file: str) -> None:
    post = make_post(at=datetime(2024, 1, 5, tzinfo=UTC))
    before = poll(client, f"/{file}").content.decode()

    save(post, post.newest_snapshot().changed(body="Small.", address="other-address"), by=None)
    publish(post, by=None)
    small = poll(client, f"/{file}").content.decode()
    save(post, post.newest_snapshot().changed(body="Large."), by=None)
    publish(post, by=None, material=True)
    large = poll(client, f"/{file}").content.decode()

    assert all(post.guid in text for text in (before, small, large))
    assert moments(small, file) == moments(before, file)
    assert moments(large, file) != moments(before, file)


def moments(text: str, file: str) -> list[str]:
    """What an item says of when it was published and changed."""
    item = text[
        text.index("<item>" if file == "index.xml" else "<entry" if "atom" in file else '"items"') :
    ]
    parsed = {
        "index.xml": ("<pubDate>", "<atom:updated>"),
        "feed.atom": ("<published>", "<updated>"),
        "feed.json": ('"date_published":"', '"date_modified":"'),
    }
    return [item.partition(name)[2][:24] for name in parsed[file]]
