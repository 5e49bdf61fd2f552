import pytest

from blog.markup.embeds import video_at
from tests.blog.markup.rendering import feed, page

ID = "abcDEF-_123"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"https://youtube.com/watch?list=x&v={ID}",
        f"https://youtu.be/{ID}?si=abc",
        f"https://www.youtube-nocookie.com/embed/{ID}?rel=0",
        f"https://m.youtube.com/shorts/{ID}",
        f"http://www.youtube.com/live/{ID}",
    ],
)
def test_addresses_of_youtube_are_known(address: str) -> None:
    video = video_at(address)

    assert video is not None
    assert (video.provider, video.id) == ("youtube", ID)


@pytest.mark.parametrize(
    ("address", "identifier"),
    [
        ("https://vimeo.com/123456789", "123456789"),
        ("https://player.vimeo.com/video/123456789?h=x", "123456789"),
        ("https://vimeo.com/channels/staff/123456789", "123456789"),
    ],
)
def test_addresses_of_vimeo_are_known(address: str, identifier: str) -> None:
    video = video_at(address)

    assert video is not None
    assert (video.provider, video.id) == ("vimeo", identifier)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/@somebody",
        "https://www.youtube.com/watch?v=short",
        f"https://youtube.com.evil.example/watch?v={ID}",
        f"https://evil.example/?v={ID}",
        "https://vimeo.com/about",
        "https://[",
        f'https://youtu.be/{ID[:-1]}"',
        f"javascript://youtube.com/watch?v={ID}",
    ],
)
def test_other_addresses_are_no_videos(address: str) -> None:
    assert video_at(address) is None


@pytest.mark.parametrize(
    ("offset", "seconds"), [("90", 90), ("1m5s", 65), ("1h2m3s", 3723), ("x", 0)]
)
def test_a_video_can_begin_later(offset: str, seconds: int) -> None:
    video = video_at(f"https://youtu.be/{ID}?t={offset}")

    assert video is not None
    assert video.start == seconds


def test_a_bare_address_alone_is_loaded_on_a_click() -> None:
    rendered = page(f"https://youtu.be/{ID}")

    assert f'<figure class="embed" data-embed="youtube" data-id="{ID}"' in rendered.html
    assert f'<a href="https://youtu.be/{ID}">Watch on YouTube</a>' in rendered.html
    assert "<iframe" not in rendered.html
    assert "<img" not in rendered.html
    assert rendered.links == (f"https://youtu.be/{ID}",)
    assert rendered.text == ""


@pytest.mark.parametrize(
    "text",
    [
        f"Watch https://youtu.be/{ID}",
        f"<https://youtu.be/{ID}>",
        f"[Film](https://youtu.be/{ID})",
        f"- https://youtu.be/{ID}",
    ],
)
def test_an_address_in_a_text_stays_a_link(text: str) -> None:
    html = page(text).html

    assert "embed" not in html
    assert f'<a href="https://youtu.be/{ID}">' in html


def test_a_typed_frame_of_a_provider_is_loaded_on_a_click() -> None:
    text = f'<iframe src="https://www.youtube.com/embed/{ID}?start=5" title="My film"></iframe>'

    alone, in_block, in_text = page(text), page(f"<div>\n{text}\n</div>"), page(f"See {text} now")

    assert "<figure" in alone.html
    assert "<p>" not in alone.html
    assert 'data-start="5"' in in_block.html
    assert "<div><figure" in in_block.html.replace("\n", "")
    assert '<p>See <span class="embed"' in in_text.html
    assert "My film – Watch on YouTube" in alone.html


def test_a_typed_frame_of_another_host_is_a_link_to_it() -> None:
    rendered = page('<iframe src="https://maps.example/?a=1&amp;b=2" onload="x"></iframe>')

    assert rendered.html == (
        '<p><a class="embedded-page" href="https://maps.example/?a=1&amp;b=2">'
        "Embedded page (maps.example)</a></p>\n"
    )
    assert rendered.links == ("https://maps.example/?a=1&b=2",)


def test_a_feed_gets_a_link() -> None:
    html = feed(f"https://youtu.be/{ID}").html

    assert html == f'<p><a href="https://youtu.be/{ID}">Watch on YouTube</a></p>\n'


@pytest.mark.parametrize(("poster", "shown"), [("/a.jpg", True), ("https://there.example/", False)])
def test_a_poster_is_shown_only_where_it_is_ours(poster: str, shown: bool) -> None:
    text = f'{{poster={poster} title="The talk"}}\nhttps://www.youtube.com/watch?v={ID}'

    html = page(text).html

    assert ('<img class="embed-poster"' in html) is shown
    assert "The talk – Watch on YouTube" in html
    assert "embed-poster" not in feed(text).html
