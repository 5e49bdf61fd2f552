import re
from dataclasses import replace

import pytest

from blog.markup import Picture
from blog.markup.renditions import Renditions
from tests.blog.markup.rendering import feed, page

MADE = Renditions("/m/a", (400, 1200), ("avif", "webp"), "jpg", hint=7)
FACTS = {
    "/m/a.jpg": Picture("/m/a.jpg", 1200, 800, "Known", "A caption", "Ada", "CC BY 4.0"),
    "/m/made.jpg": Picture("/m/made.jpg", 1200, 800, "Made", renditions=MADE, focus="fx2"),
    "/m/moving.webp": Picture(
        "/m/moving.webp", 1200, 800, "Waves", renditions=replace(MADE, is_moving=True)
    ),
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
        '<figure><img src="/m/a.jpg" alt="Known" width="1200" height="800" loading="lazy" '
        'decoding="async"><figcaption>A caption <small class="credit">Ada, CC BY 4.0</small>'
    ) in html


def test_what_is_typed_wins_over_the_library() -> None:
    html = page(
        '![Typed](/m/a.jpg "My caption"){width=300 credit="B & C" licence=CC0}', images=FACTS
    ).html

    assert 'alt="Typed"' in html
    assert '>My caption <small class="credit">B &amp; C, CC0</small></figcaption>' in html
    assert 'width="300" height="200"' in html


def test_a_credit_is_told_beneath_a_caption_of_ones_own() -> None:
    html = page('![x](/m/a.jpg "My caption")', images=FACTS).html

    assert '>My caption <small class="credit">Ada, CC BY 4.0</small></figcaption>' in html


def test_a_browser_chooses_among_the_files_that_were_made() -> None:
    html = page("![x](/m/made.jpg)", images=FACTS).html

    assert html == (
        '<p><picture><source type="image/avif" srcset="/m/a-400.avif 400w, /m/a-1200.avif 1200w" '
        'sizes="(min-width: 40rem) 36rem, 92vw"><source type="image/webp" '
        'srcset="/m/a-400.webp 400w, /m/a-1200.webp 1200w" sizes="(min-width: 40rem) 36rem, 92vw">'
        '<img src="/m/a-1200.jpg" alt="x" width="1200" height="800" loading="lazy" '
        'decoding="async" class="fx2" data-hint="7"></picture></p>\n'
    )


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("![x](/m/made.jpg){.wide}", "(min-width: 66rem) 60rem, 92vw"),
        ("::: figure {.full}\n![x](/m/made.jpg)\n\nBy Ada\n:::", "(min-width: 66rem) 60rem, 92vw"),
        ("::: gallery\n![x](/m/made.jpg)\n:::", "(min-width: 56rem) 20rem, "),
        ("Text ![x](/m/made.jpg){.left}", "(min-width: 40rem) 16rem, 92vw"),
        ("![x](/m/made.jpg){width=300}", "300px"),
    ],
)
def test_sizes_follow_the_place(text: str, sizes: str) -> None:
    html = page(text, images=FACTS).html

    assert html.count(f'sizes="{sizes}') == 2


def test_a_feed_has_files_that_every_program_shows() -> None:
    html = feed("![x](/m/made.jpg)", images=FACTS).html

    assert 'src="https://example.org/m/a-1200.jpg"' in html
    assert 'srcset="https://example.org/m/a-400.jpg 400w, https://example.org/m/a-1200.jpg' in html
    assert "webp" not in html


def test_a_moving_picture_can_be_stopped() -> None:
    html = page("![x](/m/moving.webp)", images=FACTS).html

    assert '<span class="moving"><input type="checkbox" aria-label="Stop or play' in html
    assert '><img src="/m/moving.webp" alt="x"' in html
    assert html.count('alt="x"') == 2


def test_a_moving_picture_in_a_link_stands_still() -> None:
    html = page("[![x](/m/moving.webp)](/b/)", images=FACTS).html

    assert "moving.webp" not in html
    assert "<input" not in html


def test_a_typed_choice_of_files_is_left_alone() -> None:
    html = page(
        '<picture><source srcset="/b.webp"><img src="/m/made.jpg" alt="x"></picture>', images=FACTS
    ).html

    assert html.count("<picture>") == 1
    assert 'src="/m/made.jpg"' in html


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
        ("50%", 'class="w50"', ""),
        ("33%", 'class="w35"', ""),
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
