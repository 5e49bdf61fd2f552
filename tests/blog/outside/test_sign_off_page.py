"""A partner reads the text by a link and says whether they agree, without an account."""

from __future__ import annotations

import pytest
from django.test import Client

from blog.editing.limits import Limit
from blog.editing.preview_links import revoke
from blog.editing.workflow import publish
from blog.models import Event
from tests.blog.outsiders import AGREES, OBJECTS, Asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Asked:
    return Asked()


def test_an_agreement_is_stored_with_who_gave_it_and_for_which_version(asked: Asked) -> None:
    answer = asked.answer()

    given = asked.answers[0]
    assert answer.status_code == 302
    assert (given.decision, given.name, given.email) == ("approved", "Ana Reyes", "ana@example.org")
    assert given.revision == asked.post.newest_revision
    assert given.collaborator == asked.partner
    assert "you agreed to this version" in " ".join(
        asked.client.get(asked.path).content.decode().split()
    )


def test_an_answer_is_on_the_timeline_under_the_partners_name(asked: Asked) -> None:
    asked.answer(OBJECTS)

    event = Event.objects.of(asked.post)[0]
    assert event.kind == Event.Kind.SIGN_OFF_COMMENT
    assert event.by is None
    assert event.by_name == "Ana Reyes (Harbour Lab)"
    assert event.note == "The date is wrong."
    assert "ana@example.org" not in str(event.data)


def test_who_wants_changes_has_to_say_which(asked: Asked) -> None:
    answer = asked.answer(OBJECTS, note=" ")

    assert answer.status_code == 422
    assert "Say what should be changed." in answer.content.decode()
    assert asked.answers == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("decision", ""),
        ("decision", "published"),
        ("name", ""),
        ("name", "A\x00na"),
        ("name", "n" * 201),
        ("email", "ana"),
        ("email", "ana@example.org\nBcc: all@example.org"),
        ("note", "n" * 10_001),
        ("note", "\x00"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_stays(
    asked: Asked, field: str, value: str
) -> None:
    answer = asked.answer({**AGREES, "note": "A word that stays."}, **{field: value})

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert field == "note" or "A word that stays." in answer.content.decode()
    assert asked.answers == []


def test_an_answer_concerns_the_version_that_was_on_the_page(asked: Asked) -> None:
    link, asked.path = asked.ask(always_newest=True)
    seen, before = asked.seen(), asked.post.newest_revision
    asked.edit(body="Quite another text.")

    asked.client.post(asked.path, {**AGREES, "seen": seen})

    assert asked.answers[0].revision == before
    page = " ".join(asked.client.get(asked.path).content.decode().split())
    assert "you agreed to an earlier version" in page
    assert "The text above is newer" in page
    assert link.sign_offs.count() == 1


def test_the_version_can_not_be_chosen_by_who_answers(asked: Asked) -> None:
    other = Asked(editor=asked.editor, partner=asked.partner)

    foreign = asked.client.post(asked.path, {**AGREES, "seen": other.seen()})
    forged = asked.client.post(asked.path, {**AGREES, "seen": str(asked.link.revision_id)})
    absent = asked.client.post(asked.path, AGREES)

    assert {foreign.status_code, forged.status_code, absent.status_code} == {422}
    assert "another version of the page" in forged.content.decode()
    assert asked.answers == other.answers == []


def test_a_refused_form_can_be_sent_again(asked: Asked) -> None:
    refused = asked.client.post(asked.path, {**AGREES, "seen": "forged"})
    seen = refused.context["form"]["seen"].value()

    asked.client.post(asked.path, {**AGREES, "seen": seen})

    assert len(asked.answers) == 1


def test_the_last_answer_counts_and_the_earlier_ones_stay(asked: Asked) -> None:
    asked.answer(OBJECTS)
    asked.answer(AGREES)

    assert [given.decision for given in asked.answers] == ["approved", "commented"]


def test_a_second_click_stores_no_second_answer(asked: Asked) -> None:
    asked.answer()
    asked.answer()

    assert len(asked.answers) == 1


def test_no_cookie_is_needed_or_set(asked: Asked) -> None:
    strict = Client(enforce_csrf_checks=True)
    seen = strict.get(asked.path).context["form"]["seen"].value()

    # What browsers send under no-referrer.
    answer = strict.post(asked.path, {**AGREES, "seen": seen}, headers={"origin": "null"})

    assert answer.status_code == 302
    assert not strict.cookies
    assert len(asked.answers) == 1


def test_what_was_written_by_a_link_taken_back_meanwhile_is_shown_to_be_copied(
    asked: Asked,
) -> None:
    seen = asked.seen()
    revoke(asked.link, by=asked.editor)

    answer = asked.client.post(asked.path, {**OBJECTS, "seen": seen})

    assert answer.status_code == 410
    assert "The date is wrong." in answer.content.decode()
    assert asked.answers == []


def test_after_publishing_no_answer_is_taken(asked: Asked) -> None:
    seen = asked.seen()
    publish(asked.post, by=asked.editor)

    answer = asked.client.post(asked.path, {**OBJECTS, "seen": seen})

    assert "This is public now" in answer.content.decode()
    assert "The date is wrong." in answer.content.decode()
    assert asked.answers == []


def test_so_many_answers_by_one_link_are_refused_with_what_was_typed(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blog.outside.views.ANSWERS", Limit("few", most=1, seconds=3600))
    asked.answer(OBJECTS)

    answer = asked.answer(OBJECTS, note="One more thing.")

    assert answer.status_code == 429
    assert "One more thing." in answer.content.decode()
    assert len(asked.answers) == 1


def test_what_a_partner_types_is_shown_as_text_everywhere(asked: Asked) -> None:
    evil = '<script>alert("x")</script>'
    asked.answer(OBJECTS, name=evil, note=evil)
    staff = Client()
    staff.force_login(asked.editor)
    change = f"/admin/blog/post/{asked.post.pk}"

    pages = [
        asked.client.get(asked.path),
        staff.get(f"{change}/sign-off/"),
        staff.get(f"{change}/links/"),
        staff.get(f"{change}/links/{asked.link.pk}/"),
        staff.get(f"{change}/change/"),
        staff.get(f"{change}/timeline/"),
    ]

    assert [page.status_code for page in pages] == [200] * 6
    assert all("<script>alert" not in page.content.decode() for page in pages)


def test_who_has_the_link_does_not_learn_the_address_that_somebody_gave(asked: Asked) -> None:
    asked.answer(email="private@example.org")

    page = asked.client.get(asked.path).content.decode()

    assert "private@example.org" not in page
    assert "ana@example.org" not in page


def test_readers_learn_nothing_of_answers(asked: Asked) -> None:
    asked.answer(OBJECTS)
    publish(asked.post, by=None)

    page = Client().get(asked.post.get_absolute_url()).content.decode()

    assert "The date is wrong." not in page
    assert "Ana Reyes" not in page
