"""Nothing on a Spanish site is in English."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from accounts.roles import Role
from blog.editing.sign_off import Request, ask
from blog.editing.sign_off_mail import mail_request
from blog.editing.workflow import archive
from blog.models import Acknowledgement, Credit, SiteSettings
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


def in_spanish() -> None:
    SiteSettings.objects.update(language="es")


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
        Acknowledgement.objects.create(post=post, collaborator=partner, role="host", position=1)
    # What was added behind the editor's back is in no list yet.
    call_command("relist")
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

    text = client.get(path).content.decode()
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
