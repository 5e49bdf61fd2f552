"""In which language a page speaks: as its address says, and never as a browser asks."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from accounts.invitations import invite, send
from accounts.roles import Role
from blog.models import SiteSettings
from blog.models.languages import direction, interface_language, name_of
from tests.factories import (
    UserFactory,
    make_post,
)

pytestmark = pytest.mark.django_db

DAY = datetime(2024, 3, 5, 12, tzinfo=UTC)


def page(client: Client, path: str, status: int = 200, **headers: str) -> str:
    response = client.get(path, headers=headers)
    assert response.status_code == status, path
    return response.content.decode()


def in_spanish() -> None:
    SiteSettings.objects.update(language="es")


def test_a_post_in_spanish_is_wholly_spanish_on_an_english_site(client: Client) -> None:
    make_post(title="Mareas", address="mareas", language="es", at=DAY)

    text = page(client, "/blog/mareas/")

    assert '<html lang="es" dir="ltr"' in text
    assert "5 de marzo de 2024" in text
    assert "Saltar al contenido" in text
    assert "Skip to the content" not in text
    assert 'lang="es"' in text.split("<article", 1)[1].split(">", 1)[0]


def test_the_next_page_is_english_again(client: Client) -> None:
    make_post(title="Mareas", address="mareas", language="es", at=DAY)
    page(client, "/blog/mareas/")

    text = page(client, "/blog/")

    assert '<html lang="en" dir="ltr"' in text
    assert "5 March 2024" in text
    assert translation.get_language() == "en"


def test_what_a_browser_asks_for_changes_nothing(client: Client) -> None:
    make_post(at=DAY)
    plain = client.get("/blog/")
    client.cookies["django_language"] = "es"

    asked = client.get("/blog/", headers={"accept-language": "es"})

    assert asked.content == plain.content
    assert "Accept-Language" not in asked.headers.get("Vary", "")


def test_a_site_in_spanish_is_spanish_up_to_its_sign_in(client: Client) -> None:
    in_spanish()

    for path in ("/", "/blog/", "/search/", "/collaborators/", "/accounts/login/"):
        assert '<html lang="es"' in page(client, path), path
    assert "No hay nada en esta dirección" in page(client, "/nothing-here/", 404)


def test_the_screens_of_staff_are_in_english(client: Client) -> None:
    in_spanish()
    client.force_login(UserFactory(role=Role.EDITOR))

    text = page(client, "/admin/")

    assert '<html lang="en"' in text
    assert "Cerrar sesión" not in text


def test_a_preview_in_the_admin_speaks_as_the_page_will(client: Client) -> None:
    editor = UserFactory(role=Role.EDITOR)
    draft = make_post(language="es", by=editor)
    client.force_login(editor)

    text = page(client, f"/admin/blog/post/{draft.pk}/preview/")

    assert '<html lang="es"' in text
    assert "Esto es una vista previa" in text


def test_a_language_without_words_of_ours_keeps_the_site_s_around_it(client: Client) -> None:
    make_post(title="مد", address="madd", language="ar", at=DAY)

    text = page(client, "/blog/madd/")

    assert '<html lang="en" dir="ltr"' in text
    assert 'lang="ar" dir="rtl"' in text.split("<article", 1)[1].split(">", 1)[0]
    assert '<div class="byline" lang="en">' in text
    assert "5 March 2024" in text


def test_a_site_that_is_written_from_right_to_left_is_laid_out_so(client: Client) -> None:
    SiteSettings.objects.update(language="ar")
    make_post(title="Tides", address="tides", language="en", at=DAY)

    assert '<html lang="ar" dir="rtl"' in page(client, "/blog/")
    assert '<html lang="en" dir="ltr"' in page(client, "/blog/tides/")


@pytest.mark.parametrize(
    ("code", "spoken"),
    [
        ("en", "en"),
        ("es", "es"),
        ("es-mx", "es-mx"),
        ("es-419", "es"),
        ("pt-br", "en"),
        ("EN-GB", "en-gb"),
        ("x" * 20, "en"),
    ],
)
def test_a_region_s_language_is_spoken_as_far_as_there_are_words(code: str, spoken: str) -> None:
    assert interface_language(code) == spoken


def test_languages_name_themselves() -> None:
    assert [name_of(code) for code in ("es", "en", "zz")] == ["Español", "English", "zz"]
    assert [direction(code) for code in ("ar", "fa-af", "en", "he")] == ["rtl", "rtl", "ltr", "rtl"]


def test_an_invitation_is_mailed_in_the_site_s_language() -> None:
    in_spanish()
    invitation, secret = invite(
        "new@example.org", role=Role.AUTHOR, by=UserFactory(role=Role.ADMINISTRATOR, name="Ana")
    )

    send(invitation, secret)

    [message] = mail.outbox
    assert message.subject == "Invitación para escribir en Masthead"
    assert "con la función de autoría" in message.body
    assert "Hola:" in message.body


def alternates(text: str) -> list[tuple[str, str]]:
    return re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', text)


def test_translations_all_name_each_other_and_one_for_everybody_else(client: Client) -> None:
    mares = make_post(title="Mareas", address="mareas", language="es", at=DAY)
    for code in ("en", "pt-br"):
        make_post(address=f"in-{code}", language=code, translation_of=mares, published=True)

    said = {
        path: alternates(page(client, path))
        for path in ("/blog/mareas/", "/blog/in-en/", "/blog/in-pt-br/")
    }

    base = "http://127.0.0.1:8000/blog"
    assert set(map(str, said.values())) == {
        str(
            [
                ("es", f"{base}/mareas/"),
                ("en", f"{base}/in-en/"),
                ("pt-br", f"{base}/in-pt-br/"),
                ("x-default", f"{base}/in-en/"),
            ]
        )
    }


def test_the_oldest_text_is_for_everybody_else_where_none_is_in_the_site_s_language(
    client: Client,
) -> None:
    SiteSettings.objects.update(language="fr")
    mares = make_post(title="Mareas", address="mareas", language="es", at=DAY)
    make_post(address="tides", language="en", translation_of=mares, published=True)

    assert ("x-default", "http://127.0.0.1:8000/blog/mareas/") in alternates(
        page(client, "/blog/tides/")
    )


def test_a_post_without_a_translation_names_no_languages(client: Client) -> None:
    make_post(address="alone", at=DAY)

    assert alternates(page(client, "/blog/alone/")) == []
