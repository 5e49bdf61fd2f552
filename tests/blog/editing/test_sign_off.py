"""Which partners have agreed to what a post says, and whom one may ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import Role
from blog.editing.revisions import save
from blog.editing.sign_off import Request, answer, ask, missing, need_sign_off
from blog.editing.sign_off_standings import standings
from blog.editing.workflow import publish
from blog.models import Author, Event, SignOff
from tests.blog.outsiders import AGREES, OBJECTS, Asked, thanking
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    TagFactory,
    UserFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Asked:
    return Asked()


def agree(asked: Asked, **said: str) -> SignOff:
    return answer(asked.link, asked.link.revision, **{**AGREES, **said})


def test_who_is_thanked_and_has_not_agreed_is_missing(asked: Asked) -> None:
    other = CollaboratorFactory(name="Lighthouse Fund")
    save(asked.post, thanking(asked.post, asked.partner, other), by=None)

    assert missing(asked.post) == ["Harbour Lab", "Lighthouse Fund"]


def test_who_agreed_to_the_newest_text_is_not_missing(asked: Asked) -> None:
    agree(asked)

    assert missing(asked.post) == []


def test_a_later_edit_has_to_be_agreed_to_again(asked: Asked) -> None:
    agree(asked)
    asked.edit(body="Quite another text.")

    assert missing(asked.post) == ["Harbour Lab"]
    assert standings(asked.post)[0].state == "agreed to an earlier version"


def test_going_back_to_what_was_agreed_to_needs_no_new_answer(asked: Asked) -> None:
    before = asked.post.newest_snapshot()
    agree(asked)
    asked.edit(body="Quite another text.")
    save(asked.post, before, by=asked.editor)

    assert missing(asked.post) == []


def test_the_date_that_publishing_fills_in_needs_no_new_answer(asked: Asked) -> None:
    agree(asked)
    publish(asked.post, by=asked.editor)

    assert asked.post.newest_revision != asked.link.revision
    assert missing(asked.post) == []


def test_renaming_what_the_text_refers_to_needs_no_new_answer(asked: Asked) -> None:
    agree(asked)
    asked.partner.name = "Harbour Laboratory"
    asked.partner.save()
    save(asked.post, thanking(asked.post, asked.partner), by=asked.editor)

    assert missing(asked.post) == []


def test_another_tag_is_another_text(asked: Asked) -> None:
    from blog.models import Ref

    agree(asked)
    asked.edit(tags=Ref.many([TagFactory(name="tides")]))

    assert missing(asked.post) == ["Harbour Lab"]


def test_an_agreement_taken_back_is_missing_again(asked: Asked) -> None:
    agree(asked)
    agree(asked, **OBJECTS)

    assert missing(asked.post) == ["Harbour Lab"]
    assert standings(asked.post)[0].state == "asked for changes"


def test_an_answer_of_a_merged_partner_counts_for_its_successor(asked: Asked) -> None:
    agree(asked)
    successor = CollaboratorFactory(name="United Labs")
    asked.partner.merged_into = successor
    asked.partner.save()

    assert missing(asked.post) == []
    assert standings(asked.post)[0].partner == successor


def test_a_post_without_thanks_and_a_page_miss_nobody() -> None:
    assert missing(make_post()) == missing(make_page()) == []


def test_a_partner_is_asked_then_opened_then_agreed(asked: Asked) -> None:
    states = [standings(asked.post)[0].state]
    asked.client.get(asked.path)
    states.append(standings(asked.post)[0].state)
    agree(asked)
    states.append(standings(asked.post)[0].state)

    assert states == ["asked", "opened", "agreed"]


def test_after_changes_were_made_asking_again_begins_anew(asked: Asked) -> None:
    agree(asked, **OBJECTS)
    asked.edit(body="A better text.")
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        asked.ask()

        assert standings(asked.post)[0].state == "asked"


def test_standings_cost_the_same_however_many_partners_and_answers(
    asked: Asked, django_assert_max_num_queries: object
) -> None:
    partners = [CollaboratorFactory() for _ in range(10)]
    save(asked.post, thanking(asked.post, asked.partner, *partners), by=None)
    for partner in partners:
        link, _ = asked.ask(partner=partner)
        answer(link, link.revision, **AGREES)

    with django_assert_max_num_queries(5):  # type: ignore[operator]
        found = standings(asked.post)

    assert [one.has_agreed for one in found] == [False, *[True] * 10]


def test_only_thanked_partners_are_asked(asked: Asked) -> None:
    request = Request(CollaboratorFactory(name="Nobody"), "Ana", "ana@example.org")

    with pytest.raises(ValidationError, match="does not thank Nobody"):
        ask(asked.post, request, by=asked.editor)


@pytest.mark.parametrize(
    ("role", "may"), [(Role.CONTRIBUTOR, False), (Role.AUTHOR, True), (Role.EDITOR, True)]
)
def test_authors_and_editors_ask_contributors_do_not(role: Role, may: bool) -> None:
    user = UserFactory(role=role)
    author: Author = AuthorFactory(user=user)
    partner = CollaboratorFactory()
    post = make_post(by=user, credits=[author], thanks=[partner])
    request = Request(partner, "Ana", "ana@example.org")

    if may:
        assert ask(post, request, by=user)[0].collaborator == partner
    else:
        with pytest.raises(PermissionDenied):
            ask(post, request, by=user)


def test_asking_is_on_the_timeline(asked: Asked) -> None:
    event = Event.objects.of(asked.post).get(kind=Event.Kind.SIGN_OFF_ASKED)

    assert (event.by, event.note) == (asked.editor, "Harbour Lab")
    assert event.revision == asked.link.revision


def test_an_answer_for_a_version_that_the_link_never_showed_is_refused(asked: Asked) -> None:
    other = make_post()
    asked.edit(body="Quite another text.")
    newest, _ = asked.ask(always_newest=True)

    for link, revision in (
        (asked.link, asked.post.newest_revision),
        (asked.link, other.newest_revision),
        (newest, other.newest_revision),
    ):
        with pytest.raises(ValidationError):
            answer(link, revision, **AGREES)


def test_whoever_may_edit_says_whether_partners_must_agree(asked: Asked) -> None:
    need_sign_off(asked.post, needed=True, by=asked.editor)

    asked.post.refresh_from_db()
    assert asked.post.needs_sign_off
    with pytest.raises(PermissionDenied):
        need_sign_off(asked.post, needed=False, by=UserFactory(role=Role.AUTHOR))


def test_a_post_that_needs_agreement_is_published_once_all_agreed(asked: Asked) -> None:
    need_sign_off(asked.post, needed=True, by=asked.editor)

    with pytest.raises(ValidationError, match="Harbour Lab has not agreed"):
        publish(asked.post, by=asked.editor)
    agree(asked)
    publish(asked.post, by=asked.editor)

    assert asked.post.is_public
