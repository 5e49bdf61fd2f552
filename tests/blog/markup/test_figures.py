import re

import pytest

from blog.markup import Picture
from tests.blog.markup.rendering import feed, page

FACTS = {
    "/m/a.jpg": Picture("/m/a.webp", 1200, 800, "Known", "A caption", "Ada", "/m/a-400.webp 400w"),
    "/m/é.jpg": Picture("/m/e.webp", 100, 50),
}


def test_an_image_alone_with_a_title_is_a_figure() -> None:
    html = page('![alt](/a.png "A <caption>"){.wide #fig width=400}').html

    assert html == (
        '<figure class="wide" id="fig"><img src="/a.png" alt="alt" width="400" loading="lazy" '
        'decoding="async"><figcaption>A &lt;caption&gt;</figcaption></figure>\n'
    )


def test_a_linked_image_alone_with_a_title_is_a_figure_too() -> None:
    html = page('[![alt](/a.png "Cap")](/b/)').html

    assert html.startswith('<figure><a href="/b/"><img')
    assert html.endswith("</a><figcaption>Cap</figcaption></figure>\n")


def test_an_image_in_a_text_keeps_its_title() -> None:
    html = page('Text ![alt](/a.png "Title")').html

    assert 'title="Title"' in html
    assert "<figure" not in html


def test_an_image_alone_without_title_is_a_paragraph() -> None:
    html = page("![alt](/a.png)").html

    assert html.startswith("<p><img")


def test_the_library_adds_what_it_knows() -> None:
    html = page("![](/m/a.jpg)", images=FACTS).html

    assert (
        '<img src="/m/a.webp" alt="Known" srcset="/m/a-400.webp 400w" '
        'sizes="(min-width: 48rem) 46rem, 100vw" width="1200" height="800"'
    ) in html
    assert '<figcaption>A caption <small class="credit">Ada</small></figcaption>' in html


def test_what_is_typed_wins_over_the_library() -> None:
    html = page('![Typed](/m/a.jpg "My caption"){width=300}', images=FACTS).html

    assert 'alt="Typed"' in html
    assert "<figcaption>My caption</figcaption>" in html
    assert 'width="300" height="200"' in html


@pytest.mark.parametrize(
    "source", ["/m/é.jpg", "/m/%C3%A9.jpg", "https://example.org/m/%C3%A9.jpg", "../../m/é.jpg"]
)
def test_facts_are_found_however_the_address_is_written(source: str) -> None:
    images = {**FACTS, "https://example.org/m/%C3%A9.jpg": FACTS["/m/é.jpg"]}

    html = page(f"![x](<{source}>)", images=images).html

    assert 'src="/m/e.webp"' in html


def test_a_figure_block_takes_its_last_paragraph_as_the_caption() -> None:
    html = page("::: figure {.wide #f}\n![a](/a.png)\n\nBy [Ada](/ada/)\n:::").html

    assert html.startswith('<figure class="wide" id="f">')
    assert '<figcaption>By <a href="/ada/">Ada</a></figcaption>' in html
    assert "<p>" not in html


def test_a_figure_block_can_hold_a_table() -> None:
    html = page("::: figure\n| a |\n|---|\n| b |\n\nCaption\n:::").html

    assert html.index("</table>") < html.index("<figcaption>Caption")


def test_a_gallery_holds_a_figure_for_every_image() -> None:
    html = page('::: gallery\n![a](/a.png "One")\n![b](/b.png)\n\n![c](/c.png)\n\nAll\n:::').html

    assert html.startswith('<figure class="gallery">')
    assert html.count("<figure><img") == 3
    assert "<figcaption>One</figcaption>" in html
    assert "<figcaption>All</figcaption>" in html


def test_images_are_collected_absolute_and_once() -> None:
    rendered = page("![a](/a.png) ![b](b.png) ![again](/a.png)")

    assert rendered.images == ("https://example.org/a.png", "https://example.org/blog/post/b.png")


def test_the_text_alternative_holds_no_markup() -> None:
    html = page("![a *b* `c` $d$ <b>e</b> :tada: \\* &amp; ![f](/g.png)](/a.png)").html

    assert 'alt="a b c $d$ e 🎉 * &amp; f"' in html


@pytest.mark.parametrize(
    ("width", "written", "in_feed"),
    [
        ("400", 'width="400"', 'width="400"'),
        ("400px", 'width="400"', 'width="400"'),
        ("50%", 'class="w50"', 'width="50%"'),
        ("33%", 'class="w35"', 'width="33%"'),
        ("1e9", "", ""),
    ],
)
def test_a_width_is_pixels_or_a_percentage(width: str, written: str, in_feed: str) -> None:
    source = f"![a](/a.png){{width={width}}}"

    assert re.findall(r'(?:width|class)="[^"]*"', page(source).html) == [written] * bool(written)
    assert re.findall(r'width="[^"]*"', feed(source).html) == [in_feed] * bool(in_feed)


def test_a_remote_image_is_a_link_where_other_hosts_are_not_contacted() -> None:
    text = "![A hill](https://other.example/x.png) ![](https://other.example/y.png) ![b](/b.png)"

    html = page(text, remote_images=False).html

    assert '<a class="remote-image" href="https://other.example/x.png">A hill</a>' in html
    assert ">Picture: other.example</a>" in html
    assert '<img src="/b.png"' in html


def test_a_remote_image_in_a_link_makes_no_second_link() -> None:
    html = page("[![A](https://other.example/x.png)](/y/)", remote_images=False).html

    assert html == '<p><a href="/y/"><span class="remote-image">A</span></a></p>\n'


@pytest.mark.parametrize(
    "text",
    [
        '<img src="/a.png" srcset="https://other.example/b.png 2x">',
        '<picture><source srcset="https://other.example/b.png"><img src="/a.png"></picture>',
        '<video src="/a.mp4" poster="https://other.example/b.png"></video>',
        '<video src="https://other.example/b.mp4"></video>',
        '<audio><source src="https://other.example/b.mp3"></audio>',
        "![a](https://other.example/b.mp4)",
        "![a](//other.example/b.png)",
    ],
)
def test_no_remote_medium_is_loaded_where_other_hosts_are_not_contacted(text: str) -> None:
    html = page(text, remote_images=False).html

    assert "src=" not in html.replace('src="/a', "")
    assert "poster=" not in html
    assert "srcset" not in html
