"""The site's colours can be read, whatever was chosen."""

import re

import pytest
from django.test import Client

from blog.models import SiteSettings
from blog.reading import theme

COLOURS = ["#000000", "#ffffff", "#ffff00", "#1f4e5f", "#b3401f", "#808080", "#00ff00", "#0000ff"]


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize(
    "against", [theme.LIGHT, theme.LIGHT_RAISED, theme.DARK, theme.DARK_RAISED]
)
def test_every_colour_reaches_the_contrast_that_text_needs(colour: str, against: str) -> None:
    chosen = theme.readable(colour, against)

    assert re.fullmatch("#[0-9a-f]{6}", chosen)
    assert theme.contrast(chosen, against) >= 4.5


@pytest.mark.parametrize("colour", COLOURS)
def test_writing_on_a_colour_reaches_it_too(colour: str) -> None:
    assert theme.contrast(theme.ink(colour), colour) >= 4.5


def test_a_colour_that_reads_well_is_left_alone() -> None:
    assert theme.readable("#1f4e5f", theme.LIGHT) == "#1f4e5f"


@pytest.mark.django_db
def test_style_sheet_is_kept_for_ever_under_an_address_that_changes_with_the_colours(
    client: Client,
) -> None:
    before = re.findall(r'href="(/theme\.css\?v=\w+)"', client.get("/").content.decode())
    SiteSettings.objects.update(colour_accent="#004400")
    after = re.findall(r'href="(/theme\.css\?v=\w+)"', client.get("/").content.decode())

    assert len(before) == len(after) == 1
    assert before != after
    assert "immutable" in client.get(after[0])["Cache-Control"]
    assert client.get(before[0])["Cache-Control"] == "no-cache"
    assert "#004400" in client.get(after[0]).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "drawn"), [("dark", True), ("light", True), ("", False), ('x"onload=', False)]
)
def test_a_reader_who_chose_a_theme_gets_the_page_in_it(
    client: Client, cookie: str, drawn: bool
) -> None:
    client.cookies["theme"] = cookie

    head = client.get("/").content.decode().split("<head>")[0]

    assert (f'data-theme="{cookie}"' in head) == drawn
    assert ("data-theme" in head) == drawn
