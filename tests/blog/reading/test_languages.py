"""In which language a page speaks: as its address says, and never as a browser asks."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from accounts.invitations import invite, send
from accounts.roles import Role
from blog.editing.sign_off import Request, ask
from blog.editing.sign_off_mail import mail_request
from blog.editing.workflow import archive
from blog.models import Credit, SiteSettings
from blog.models.languages import direction, interface_language, name_of
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    UserFactory,
    make_page,
    make_post,
)
from tests.translations import catalogue

pytestmark = pytest.mark.django_db

DAY = datetime(2024, 3, 5, 12, tzinfo=UTC)
_HIDDEN = re.compile(r"<script.*?</script>|<style.*?</style>", re.DOTALL)


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


def _everything() -> None:
    """Make one of everything that readers can look at, in Spanish."""
    author = AuthorFactory(name="Ana", slug="ana", website="https://ana.example/")
    partner = CollaboratorFactory(name="Faro", slug="faro", website="https://faro.example/")
    category = CategoryFactory(name="Crónicas", slug="cronicas")
    series = SeriesFactory(title="Costa", slug="costa")
    for number in (1, 2, 3):
        post = make_post(
            title=f"Marea {number}",
            address=f"marea-{number}",
            language="es",
            summary="Sobre el mar.",
            body="## Uno\n\nMar.\n\n## Dos\n\nMar.\n\n## Tres\n\nMar.\n",
            credits=[author],
            thanks=[partner],
            tags=["mareas"],
            category=category,
            series=series,
            series_position=number,
            at=DAY,
        )
        Credit.objects.create(post=post, author=author, role="edited", position=1)
    archive(make_post(address="retirada", language="es", at=DAY), by=None)
    make_page(title="Quiénes somos", address="quienes", language="es", at=DAY)


PAGES = """
    / /blog/ /blog/2024/ /blog/2024/03/ /blog/marea-2/ /quienes/ /author/ana/ /collaborators/
    /collaborators/faro/ /tag/mareas/ /category/cronicas/ /series/costa/ /search/ /search/?q=marea
    /search/?q=nada /accounts/login/ /accounts/password/reset/ /accounts/signup/ /nothing-here/
    /accounts/password/reset/done/ /authors/ /tags/ /categories/ /series/
    /series/costa/?order=reading /language/es/ /search/?q=tag:mareas /search/?q=-tag:mareas+mar
    /search/?q=tag:nada /blog/retirada/ /collaborators/?kind=collaborator /author/ana/?role=edited
""".split()
# What somebody who signed in looks at beside the admin.
OWN_PAGES = """
    /accounts/ /accounts/notifications/ /accounts/email/ /accounts/password/change/
    /accounts/logout/ /blog/borrador/
""".split()


def test_no_page_of_a_spanish_site_says_anything_in_english(client: Client) -> None:
    in_spanish()
    SiteSettings.objects.update(tagline="Lo que trae el mar")
    _everything()

    assert _left_in_english(client, PAGES) == {}


def test_no_page_of_one_s_account_says_anything_in_english(client: Client) -> None:
    in_spanish()
    editor = UserFactory(role=Role.EDITOR)
    make_post(address="borrador", language="es", by=editor)
    client.force_login(editor)

    assert _left_in_english(client, OWN_PAGES) == {}


def test_a_partner_reads_and_answers_in_the_language_of_the_text(client: Client) -> None:
    faro = CollaboratorFactory(name="Faro")
    draft = make_post(language="es", thanks=[faro])
    request = Request(partner=faro, name="Eva", email="eva@example.org", message="")
    link, _ = ask(draft, request, by=UserFactory(role=Role.EDITOR))
    mail_request.func(link_pk=link.pk, message="")
    [message] = mail.outbox
    path = re.findall(r"/preview/[\w-]+/", str(message.body))[0]

    text = page(client, path)
    wrong = client.post(path, {"decision": "commented"}).content.decode()

    assert message.subject.startswith("Masthead consulta a Faro")
    assert "Hola, Eva:" in message.body
    assert "¿Está de acuerdo Faro?" in text
    assert _english(text) + _english(wrong) == []


def _left_in_english(client: Client, paths: list[str]) -> dict[str, list[str]]:
    left = {path: _english(client.get(path).content.decode()) for path in paths}
    return {path: words for path, words in left.items() if words}


def _english(text: str) -> list[str]:
    """Return the English texts of the interface that stand in a page between tags or quotes."""
    said = unescape(_HIDDEN.sub("", text))
    entries = catalogue.read("es").values()
    spanish = {text for entry in entries for text in entry.translations}
    forms = {form for entry in entries for form in entry.english} - spanish
    english = {form for form in forms if "%(" not in form and form[:1].isupper()}
    return [form for form in english if re.search(rf'[>"]\s*{re.escape(form)}\s*[<"]', said)]
