import re

import pytest

from blog.markup import PICTURE, VIDEO, Picture
from tests.blog.markup.rendering import feed

EVERYTHING = """\
## Head {#head}

[rel](../x/) [in page](#head) ![pic](p.png "Cap"){.wide} [^1]

https://www.youtube.com/watch?v=aaaaaaaaaaa

![clip](c.mp4){poster=p.jpg}

<video controls><source src="v.webm"></video> <audio src="a.mp3"></audio>

> [!NOTE]
> x

```mermaid
A
```

| a |
|:-:|
| b |

- [x] done

<details><summary>s</summary>d</details>

[^1]: note
"""


def test_no_address_in_a_feed_is_relative() -> None:
    html = feed(EVERYTHING).html

    addresses = re.findall(r'(?:href|src|poster|cite)="([^"]*)"', html)
    assert len(addresses) > 8
    assert all(address.startswith("https://") for address in addresses)


@pytest.mark.parametrize(
    "piece", ["<video", "<audio", "<iframe", "<input", "data-", "tabindex", "style="]
)
def test_a_feed_holds_nothing_that_needs_the_site(piece: str) -> None:
    html = feed(EVERYTHING).html

    assert piece not in html


def test_a_video_in_a_feed_is_its_poster_and_a_link() -> None:
    html = feed("![A walk](c.mp4){poster=p.jpg}").html

    assert (
        '<a class="remote-video" href="https://example.org/blog/post/c.mp4">'
        '<img src="https://example.org/blog/post/p.jpg" alt="Video: A walk"></a>'
    ) in html


def test_a_task_in_a_feed_is_a_character() -> None:
    html = feed("- [ ] open\n- [x] done").html

    assert "☐ open" in html
    assert "☑ done" in html


def test_remote_images_are_always_in_the_feed() -> None:
    html = feed("![a](https://other.example/x.png)", remote_images=False).html

    assert '<img src="https://other.example/x.png" alt="a">' in html


def test_the_poster_of_a_video_elsewhere_is_a_picture_with_its_size_and_leads_there() -> None:
    known = {"/media/p.jpg": Picture("/media/p.jpg", 320, 180, alt="The pier")}
    body = "https://www.youtube.com/watch?v=aaaaaaaaaaa\n"

    html = feed("{poster=/media/p.jpg}\n" + body, images=known).html

    assert (
        '<a href="https://www.youtube.com/watch?v=aaaaaaaaaaa">'
        '<img src="https://example.org/media/p.jpg" alt="The pier" width="320" height="180"><br>'
        "Watch on YouTube</a>"
    ) in html


STAND_INS = {
    PICTURE: Picture("/static/picture.png", 640, 360),
    VIDEO: Picture("/static/video.png", 640, 360),
}


@pytest.mark.parametrize(
    ("typed", "size"),
    [
        ("![a](https://other.example/p.png){width=300 height=200}", "300x200"),
        ("![a](https://other.example/p.png)", "unknown"),
        ("![a](https://other.example/p.png){width=300}", "unknown"),
        ('<img src="https://other.example/p.png" width="50%" height="0" alt="a">', "unknown"),
        ("![a](https://example.org/media/p.png)", "400x100"),
        ("![a](../../media/p.png){width=200}", "200x50"),
        ('<img src="/media/p.png" width="50%" alt="a">', "400x100"),
        (
            '<picture><source srcset="x"><img src="https://other.example/p.png" alt="a"></picture>',
            "unknown",
        ),
    ],
)
def test_a_picture_in_a_feed_has_a_size_or_another_stands_for_it(typed: str, size: str) -> None:
    known = {"/media/p.png": Picture("/media/p.png", 400, 100)}

    made = feed(typed, images=known | STAND_INS)

    tag = re.findall(r"<img [^>]*>", made.html)[0]
    stands_in = size == "unknown"
    width, height = ("640", "360") if stands_in else size.split("x")
    assert ' alt="a"' in tag
    assert f'width="{width}" height="{height}"' in tag
    assert ('src="https://example.org/static/picture.png"' in tag) == stands_in
    assert ('<a href="https://other.example/p.png"><img' in made.html) == stands_in
    assert made.unsized == (("https://other.example/p.png",) if stands_in else ())
    assert "<source" not in made.html


def test_a_poster_of_unknown_size_gives_way_to_the_one_that_all_share() -> None:
    made = feed(
        "![A walk](c.mp4){poster=https://other.example/p.jpg}\n\n"
        "{poster=https://other.example/q.jpg}\nhttps://vimeo.com/123456789\n",
        images=STAND_INS,
    )

    assert made.html.count('src="https://example.org/static/video.png"') == 2
    assert made.unsized == ("https://other.example/q.jpg", "https://other.example/p.jpg")


@pytest.mark.parametrize(
    "body",
    [
        "https://www.youtube.com/watch?v=aaaaaaaaaaa",
        "https://vimeo.com/123456789",
        'Look: <iframe src="https://player.vimeo.com/video/123456789"></iframe>',
        "![A walk](c.mp4)",
        '<video controls><source src="v.webm"></video>',
    ],
)
def test_a_video_without_a_poster_has_the_one_that_stands_for_all(body: str) -> None:
    known = {VIDEO: Picture("/static/video.png", 640, 360)}

    html = feed(body, images=known).html

    sized = 'alt="" width="640" height="360"'
    assert html.count(f'"><img src="https://example.org/static/video.png" {sized}>') == 1
    assert html.count("<a ") == 1


def test_a_formula_in_a_feed_says_its_source_once() -> None:
    html = feed("So $x^2 < \\text{“a”}$.").html

    assert 'alttext="x^2 &lt; \\text{“a”}"' in html
    assert "annotation" not in html
    assert "<msup>" in html


def test_code_in_a_feed_is_plain_and_keeps_its_name() -> None:
    html = feed('```python title="a.py"\nx = 1\n```').html

    assert "<figcaption>a.py</figcaption>" in html
    assert "<span" not in html


def test_a_caption_and_a_footnote_stay_and_lead_to_the_post() -> None:
    html = feed('![a](p.png "Cap")\n\nSaid[^1].\n\n[^1]: There.').html

    assert "<figcaption>" in html
    assert 'href="https://example.org/blog/post/#fn-1"' in html
    assert 'href="https://example.org/blog/post/#fnref-1"' in html
