"""What the checks of pictures and of thanks find."""

from __future__ import annotations

from typing import Any

import pytest

from tests.blog.editing.checks.finding import found, page, quotes
from tests.factories import CollaboratorFactory, ImageFactory

pytestmark = pytest.mark.django_db


def test_a_picture_without_words_is_found_unless_it_is_decorative() -> None:
    silent = ImageFactory(alt="")
    decorative = ImageFactory(alt="", is_decorative=True)
    described = ImageFactory(alt="A shore")
    library = "\n\n".join(f"![]({image.url})" for image in (silent, decorative, described))
    elsewhere = '![](https://example.org/a.png) <img src="b.png"> <img src="c.png" alt="">'

    left = quotes("alt-missing", f"{library}\n\n{elsewhere}\n\n![Words](d.png) ![](film.mp4)")

    assert left == [silent.url, "https://example.org/a.png", "b.png"]


@pytest.mark.parametrize(
    ("picture", "fields", "expected"),
    [
        ({"alt": ""}, {}, ["featured_alt"]),
        ({"alt": ""}, {"featured_alt": "A shore"}, []),
        ({"alt": "", "is_decorative": True}, {}, []),
        ({"alt": "A shore"}, {}, []),
    ],
)
def test_the_picture_at_the_top_has_words(
    picture: dict[str, Any], fields: dict[str, Any], expected: list[str]
) -> None:
    findings = found("alt-missing", featured=ImageFactory(**picture), **fields)

    assert [finding.place.field for finding in findings] == expected


def test_a_file_name_is_no_alternative_text() -> None:
    body = "![IMG_2031](a.png) ![shore-final.jpg](a.png) ![A shore](a.png) ![Image 3](a.png)"

    assert quotes("alt-file-name", body) == ["IMG_2031", "shore-final.jpg", "Image 3"]


def test_the_picture_at_the_top_is_wide_enough() -> None:
    assert found("featured-small", featured=ImageFactory(width=1200)) == []
    assert "1199" in found("featured-small", featured=ImageFactory(width=1199))[0].message
    assert len(found("featured-missing")) == 1
    assert found("featured-missing", featured_url="https://example.org/a.png") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "With Salt Marsh Trust, we walked."},
        {"body": "With Salt\nMarsh Trust."},
        {"body": "Their [page](/collaborators/salt/)."},
        {"body": "Their [site](http://www.salt.example/about/)."},
        {"body": "Formerly Marsh Fund."},
        {"title": "A walk with Salt Marsh Trust"},
        {"summary": "Salt Marsh Trust paid."},
    ],
)
def test_a_partner_in_the_text_is_to_be_thanked(fields: dict[str, Any]) -> None:
    partner = CollaboratorFactory(
        name="Salt Marsh Trust", slug="salt", website="https://salt.example/"
    )
    former = CollaboratorFactory(name="Marsh Fund", merged_into=partner)

    findings = found("partner-not-thanked", **fields)

    assert [finding.fix and finding.fix.partner for finding in findings] == [partner.pk]
    assert found("partner-not-thanked", thanks=[partner], **fields) == []
    assert found("partner-not-thanked", thanks=[former], **fields) == []


def test_what_only_looks_like_a_partner_is_left_alone() -> None:
    CollaboratorFactory(name="Salt", slug="salt", website="https://salt.example/team")
    CollaboratorFactory(name="Hidden Fund", is_hidden=True)
    body = "Salty, salt, Hidden Fund, `Salt`, [x](https://salt.example/teamwork) [y](/salt/)"

    assert found("partner-not-thanked", body=body) == []
    assert found("partner-not-thanked", page(), body="Salt.") == []
