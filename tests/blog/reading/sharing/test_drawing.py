"""A card shows its title whole or not at all, inside its margins, in any script it has."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageChops

from blog.reading import theme
from blog.reading.sharing import drawing, faces, lines
from blog.reading.sharing.card import Card
from blog.reading.sharing.faces import HEADLINE, drawable

TITLES = {
    "short": "Mud",
    "long": "What the pilots of four harbours wrote down and what became of it. " * 4
    + "So it goes.",
    "one long word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau" * 5,
    "Greek": "Η θάλασσα και οι άνθρωποι του λιμανιού, δέκα χρόνια μετά",
    "Cyrillic": "Как мы измеряем приливы: десять лет наблюдений",
    "Vietnamese": "Chúng tôi đo thủy triều như thế nào ở cảng cũ",
    "Hebrew": "איך מודדים גאות ושפל בנמל הישן (2024)",
    "Arabic": "كيف نقيس المد والجزر مع Python في الميناء القديم",
    "Hindi": "हम पुराने बंदरगाह पर ज्वार कैसे मापते हैं",
    "Thai": "เราวัดระดับน้ำขึ้นน้ำลงอย่างไรที่ท่าเรือเก่า",
    "emoji": "We \u2764\ufe0f tides \U0001f30a and \U0001f469\u200d\U0001f52c science",
    "marks": "Z" + "\u0301" * 40 + "algo" + "\u0334" * 40,
    "nothing": "",
    "unseen": "\u202eabc\u2066 tide\u00ad\u0007\u2028report",
}


@pytest.fixture(autouse=True)
def only_own_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw with the fonts that come along, whatever this machine has."""
    monkeypatch.setattr(faces, "_of_the_machine", lambda character: None)


def card(title: str, **fields: Any) -> Card:
    words: dict[str, Any] = {
        "kind": "post",
        "pk": 1,
        "title": title,
        "kicker": "Notes",
        "names": ("Ada", "Bela"),
        "site": "The Harbour",
        "host": "blog.example.org",
        "primary": "#1f4e5f",
        "accent": "#b3401f",
        "logo": "",
    }
    return Card(**{**words, **fields})


def drawn(card: Card) -> Image.Image:
    picture = Image.open(BytesIO(drawing.draw(card)))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def margins(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return how much paper there is on the left, above, on the right and below."""
    paper = Image.new("RGB", picture.size, drawing.PAPER)
    box = ImageChops.difference(picture, paper).getbbox()
    assert box
    return box[0], box[1], picture.width - box[2], picture.height - box[3]


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_card_is_of_one_size_and_everything_is_inside_its_margins(title: str) -> None:
    data = drawing.draw(card(title))

    picture = Image.open(BytesIO(data)).convert("RGB")

    assert picture.size == (1200, 630)
    assert min(margins(picture)) >= 40
    assert len(data) < 120_000


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_fits_into_four_lines_at_a_size_that_can_be_read(title: str) -> None:
    text = drawable(title) or "The Harbour"

    setting = lines.fit(text, HEADLINE, drawing.SIZES, (1056, 288))
    widest = max(lines.width(line, HEADLINE, setting.size) for line in setting.lines)

    assert 1 <= len(setting.lines) <= 4
    assert widest <= 1056
    assert setting.size >= 27
    assert len(setting.lines) * lines.leading(text, setting.size) <= 288


def test_a_title_is_cut_only_where_it_can_not_fit() -> None:
    whole = lines.fit(drawable(TITLES["Cyrillic"]), HEADLINE, drawing.SIZES, (1056, 288))
    longest = lines.fit("Tide " * 60, HEADLINE, drawing.SIZES, (1056, 288))
    cut = lines.fit("W" * 300, HEADLINE, drawing.SIZES, (1056, 288))

    assert " ".join(whole.lines) == TITLES["Cyrillic"]
    assert " ".join(longest.lines) == ("Tide " * 60).strip()
    assert cut.lines[-1].endswith("…")


def test_what_no_font_has_is_left_out_or_leaves_the_title_out_but_is_never_a_box() -> None:
    emoji = drawable(TITLES["emoji"]).replace("❤ ", "")

    assert emoji == "We tides and science"
    assert drawable("潮の満ち引き") == ""
    assert drawable("\U0001f30a\U0001f30a") == ""
    assert drawable(TITLES["unseen"]) == "abc tide report"
    assert drawn(card("潮の満ち引き")) == drawn(card("The Harbour"))


def test_east_asian_titles_are_drawn_with_a_font_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(faces, "_of_the_machine", lambda character: HEADLINE[0])

    setting = lines.fit("潮の満ち引きを、測る人びと" * 4, HEADLINE, (100, 50), (600, 288))

    assert len(setting.lines) > 1
    assert not any(line[0] in "、。" for line in setting.lines)


def test_lines_that_run_from_the_right_begin_there() -> None:
    hebrew, latin = drawn(card(TITLES["Hebrew"])), drawn(card("Mud"))

    def inked(picture: Image.Image, left: int) -> bool:
        part = picture.crop((left, 240, left + 300, 330)).convert("L")
        return bool(part.getextrema()[0] < 100)  # type: ignore[operator]

    assert (inked(hebrew, 828), inked(latin, 828)) == (True, False)
    assert inked(latin, 72)


def test_a_line_in_two_scripts_keeps_its_words_apart() -> None:
    parts = [part for _, part in lines.runs("المد Python القديم", HEADLINE)]

    assert parts == ["المد", " ", "Python", " ", "القديم"]


def test_many_authors_are_counted_and_colours_can_be_read() -> None:
    names = tuple(f"Author Number {n}" for n in range(30))

    assert drawing._names(list(names), 700).endswith("Number 1 +28")
    drawn(card("Mud", names=names, accent="#ffff00", primary="#ffffff"))
    assert theme.contrast(theme.readable("#ffff00", drawing.PAPER), drawing.PAPER) >= 4.5


def test_a_damaged_font_of_the_machine_is_passed_over(tmp_path: Any) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00\x00\x09" + b"cmap" * 30)

    assert not faces.Face(str(broken)).has("a")
    assert not faces.Face(str(tmp_path / "none.ttf")).has("a")
