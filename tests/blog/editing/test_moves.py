"""The table of moves: who may make each, from which state, and that the docs show it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing import review, workflow
from blog.editing.moves import BY_NAME, MOVES, as_table, moves_for
from blog.editing.revisions import save
from blog.models import Event, Page, Post
from tests.factories import AuthorFactory, UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db

PEOPLE = ("writer", "author", "reviewer", "editor", "stranger")
# Whether each of the people, in this order, may do it to a post that the writer, a contributor,
# began, that credits the author, and that the reviewer, a contributor, is asked to look at.
# The stranger is an author of other posts.
MAY = {
    "submit": "yes yes no yes no",
    "withdraw": "yes yes no yes no",
    "ask_for_changes": "no no yes yes no",
    "approve": "no no yes yes no",
    "assign": "yes yes yes yes no",
    "publish": "no yes no yes no",
    "publish_changes": "no yes no yes no",
    "schedule": "no yes no yes no",
    "unschedule": "no yes no yes no",
    "unpublish": "no yes no yes no",
    "archive": "no yes no yes no",
    "bring_back": "no yes no yes no",
}
# The state each move is tried from, and one that it doesn't start from.
FROM = {
    "submit": ("draft", "archived"),
    "withdraw": ("in review", "draft"),
    "ask_for_changes": ("in review", "draft"),
    "approve": ("in review", "draft"),
    "assign": ("draft", "archived"),
    "publish": ("draft", None),
    "publish_changes": ("published", "draft"),
    "schedule": ("draft", "published"),
    "unschedule": ("scheduled", "draft"),
    "unpublish": ("published", "draft"),
    "archive": ("published", "draft"),
    "bring_back": ("archived", "published"),
}
SOON = timedelta(days=2)
DO: dict[str, Callable[[Any, User], object]] = {
    "submit": review.submit,
    "withdraw": review.withdraw,
    "ask_for_changes": lambda post, by: review.ask_for_changes(post, by, "Shorter, please."),
    "approve": review.approve,
    "assign": lambda post, by: review.assign(post, by, None),
    "publish": lambda post, by: workflow.publish(post, by=by),
    "publish_changes": lambda post, by: workflow.publish(post, by=by),
    "schedule": lambda post, by: workflow.schedule(post, by=by, at=timezone.now() + SOON),
    "unschedule": lambda post, by: workflow.unschedule(post, by=by),
    "unpublish": lambda post, by: workflow.unpublish(post, by=by),
    "archive": lambda post, by: workflow.archive(post, by=by, reason="Outdated."),
    "bring_back": lambda post, by: workflow.bring_back(post, by=by),
}


@pytest.fixture
def people() -> dict[str, User]:
    contributors = {"writer", "reviewer"}
    roles = {name: Role.CONTRIBUTOR if name in contributors else Role.AUTHOR for name in PEOPLE}
    roles["editor"] = Role.EDITOR
    return {name: UserFactory(role=roles[name], name=name) for name in PEOPLE}


def post_in(state: str, people: dict[str, User]) -> Post:
    post = make_post(by=people["writer"], credits=[AuthorFactory(user=people["author"])])
    if state in {"published", "archived"}:
        workflow.publish(post, by=None)
    if state == "archived":
        workflow.archive(post, by=None)
    if state == "scheduled":
        workflow.schedule(post, by=None, at=timezone.now() + SOON)
    post.reviewer = people["reviewer"]
    post.submitted_at = timezone.now() if state == "in review" else None
    post.save(update_fields=["reviewer", "submitted_at"])
    return post


def test_every_move_is_tried_here() -> None:
    assert set(MAY) == set(FROM) == set(DO) == set(BY_NAME)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("move", MAY)
def test_who_may_do_what(move: str, person: str, people: dict[str, User]) -> None:
    post = post_in(FROM[move][0], people)
    allowed = MAY[move].split()[PEOPLE.index(person)] == "yes"

    offered = move in [each.name for each in moves_for(post, people[person])]
    if allowed:
        DO[move](post, people[person])
    else:
        with pytest.raises(PermissionDenied):
            DO[move](post, people[person])

    assert offered is allowed
    assert Event.objects.of(post).filter(by=people[person]).exists() is allowed


@pytest.mark.parametrize("move", [name for name, (_, wrong) in FROM.items() if wrong])
def test_a_move_from_the_wrong_state_is_refused_with_a_sentence(
    move: str, people: dict[str, User]
) -> None:
    wrong = FROM[move][1]
    assert wrong
    post = post_in(wrong, people)
    before = Event.objects.count()
    offered = move in [each.name for each in moves_for(post, people["editor"])]

    if move == "publish_changes":
        # The same operation publishes a draft for the first time.
        assert not offered
        return
    with pytest.raises(ValidationError) as refusal:
        DO[move](post, people["editor"])

    assert not offered
    assert refusal.value.messages[0].endswith(".")
    assert Event.objects.count() == before


def test_nothing_can_be_done_to_what_is_in_the_trash(people: dict[str, User]) -> None:
    post = post_in("draft", people)
    Post.objects.filter(pk=post.pk).update(trashed_at=timezone.now())
    post.refresh_from_db()

    assert moves_for(post, people["editor"]) == []


def test_pages_move_by_the_same_table(people: dict[str, User]) -> None:
    page: Page = make_page(published=False)
    other = UserFactory(role=Role.EDITOR)
    save(page, page.newest_snapshot().changed(body="New words."), by=other)

    review.submit(page, other)
    review.approve(page, people["editor"])
    workflow.publish(page, by=other)

    kinds = [event.kind for event in Event.objects.of(page)]
    assert kinds == ["published", "approved", "submitted"]
    assert moves_for(page, people["author"]) == []


def test_the_docs_show_the_table() -> None:
    docs = Path(__file__).parents[3] / "docs" / "editing.md"

    shown = docs.read_text("utf-8").split("<!-- moves -->")[1].split("<!-- /moves -->")[0]

    assert shown.strip() == as_table().strip()
    assert len(MOVES) == 12
