"""Somebody leaves: bylines stay, work is handed over, everything they hold ends."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.invitations import invite
from accounts.leaving import leave
from accounts.models import Invitation, User
from accounts.roles import Role
from accounts.standing import send_invitation
from blog.editing import events
from blog.editing.revisions import save
from blog.models import Author, Event, Notification, Post, Presence, PreviewLink
from tests.factories import (
    PASSWORD,
    AuthorFactory,
    UserFactory,
    make_page,
    make_post,
    make_snapshot,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> User:
    user: User = UserFactory(email="boss@example.org", role=Role.ADMINISTRATOR, name="Boss")
    client.force_login(user)
    return user


@pytest.fixture
def leaver() -> User:
    return UserFactory(role=Role.EDITOR, name="Lea", email="lea@example.org")


@pytest.fixture
def heir() -> User:
    return UserFactory(role=Role.AUTHOR, name="Hal")


def close(client: Client, user: User, **fields: Any) -> str:
    path = f"/admin/accounts/user/{user.pk}/close/"
    return client.post(path, fields, follow=True).content.decode()


def creator(post: Any) -> User | None:
    found: User | None = type(post).objects.get(pk=post.pk).created_by
    return found


def test_unfinished_texts_become_the_heirs_and_public_ones_stay(
    client: Client, boss: User, leaver: User, heir: User
) -> None:
    draft, public = make_post(by=leaver), make_post(by=leaver, published=True)
    scheduled = make_post(by=leaver, at=timezone.now() + timedelta(days=3))
    ahead = make_post(by=leaver, published=True)
    save(ahead, make_snapshot(), by=leaver)
    somebody_elses = make_post(by=boss)

    page = close(client, leaver, heir=heir.pk)

    assert "is closed" in page
    assert [creator(post) for post in (draft, scheduled, ahead)] == [heir] * 3
    assert (creator(public), creator(somebody_elses)) == (leaver, boss)
    assert heir.pk in Post.objects.editable_by(heir).values_list("created_by", flat=True)


def test_each_handover_is_on_its_text_and_one_mail_tells_the_heir(
    client: Client, boss: User, leaver: User, heir: User
) -> None:
    drafts = [make_post(by=leaver) for _ in range(3)]

    close(client, leaver, heir=heir.pk)

    for draft in drafts:
        event = Event.objects.of(draft).get(kind="handed over")
        assert (event.by, event.note) == (boss, "From Lea to Hal.")
    assert heir.notifications.get().event.kind == "left"


def test_reviews_go_to_the_heir_unless_they_wrote_the_text(
    boss: User, leaver: User, heir: User
) -> None:
    others, own = make_post(by=boss), make_post(by=heir)
    Post.objects.update(reviewer=leaver)

    leave(leaver, by=boss, heir=heir)

    assert Post.objects.get(pk=others.pk).reviewer == heir
    assert Post.objects.get(pk=own.pk).reviewer is None


def test_bylines_stay_and_the_profile_is_free(boss: User, leaver: User) -> None:
    author = AuthorFactory(user=leaver, name="Lea Lind")
    post = make_post(published=True, credits=[author])

    leave(leaver, by=boss)

    author.refresh_from_db()
    assert author.user is None
    assert "Lea Lind" in Client().get(post.get_absolute_url()).content.decode()


def test_sessions_end_and_are_deleted(client: Client, boss: User, leaver: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(leaver)

    close(client, leaver)

    assert elsewhere.get("/accounts/").status_code == 302
    assert Session.objects.count() == 1
    assert client.get("/accounts/").status_code == 200


def test_no_password_opens_the_account_any_more(client: Client, boss: User, leaver: User) -> None:
    send_invitation(leaver)
    found = re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[0].body))
    assert found

    close(client, leaver)

    by_link = Client().get(found[0], follow=True).content.decode()
    signed_in = Client().post("/accounts/login/", {"login": leaver.email, "password": PASSWORD})
    assert "doesn’t work any more" in by_link
    assert signed_in.status_code == 200


def test_links_and_invitations_end(boss: User, leaver: User) -> None:
    post = make_post(by=boss)
    fields = {"post": post, "created_by": leaver}
    working = PreviewLink.objects.create(token_hash="a", label="Mo", **fields)
    over = PreviewLink.objects.create(token_hash="b", expires_at=timezone.now(), **fields)
    other = PreviewLink.objects.create(token_hash="c", post=post, created_by=boss)
    invite("new@example.org", role=Role.AUTHOR, by=leaver)

    leave(leaver, by=boss)

    revoked = PreviewLink.objects.exclude(revoked_at=None)
    assert list(revoked) == [working]
    assert {over, other}.isdisjoint(revoked)
    assert Event.objects.of(post).get(kind="link revoked").by == boss
    assert Invitation.objects.get().state == "taken back"


def test_presence_waiting_mails_and_waiting_addresses_are_gone(boss: User, leaver: User) -> None:
    post = make_post(by=leaver)
    Presence.objects.create(post=post, user=leaver, tab="t")
    events.record(Event.Kind.APPROVED, document=post, by=boss)
    EmailAddress.objects.create(user=leaver, email="next@example.org")

    leave(leaver, by=boss, heir=boss)

    assert not Presence.objects.exists()
    assert not Notification.objects.filter(user=leaver).exists()
    assert [row.email for row in EmailAddress.objects.filter(user=leaver)] == [leaver.email]


def test_what_is_unfinished_needs_an_heir(client: Client, boss: User, leaver: User) -> None:
    make_page(published=False)
    draft = make_post(by=leaver)

    page = close(client, leaver)

    leaver.refresh_from_db()
    assert "1 unfinished text" in page
    assert "required" in page
    assert leaver.is_active
    assert creator(draft) == leaver


@pytest.mark.parametrize("kind", ["contributor", "closed", "no role", "the leaver", "nobody", "x"])
def test_not_everybody_can_take_over(client: Client, boss: User, leaver: User, kind: str) -> None:
    make_post(by=leaver)
    people: dict[str, Any] = {
        "contributor": {"role": Role.CONTRIBUTOR},
        "closed": {"role": Role.EDITOR, "is_active": False},
        "no role": {"role": None},
    }
    others: dict[str, Any] = {"the leaver": leaver.pk, "nobody": 10**30, "x": "x"}
    chosen = UserFactory(**people[kind]).pk if kind in people else others[kind]

    page = close(client, leaver, heir=chosen)

    leaver.refresh_from_db()
    assert "Select a valid choice" in page
    assert leaver.is_active


def test_an_unable_heir_is_refused_behind_the_form_too(boss: User, leaver: User) -> None:
    contributor = UserFactory(role=Role.CONTRIBUTOR)
    make_post(by=leaver)

    with pytest.raises(ValidationError, match="can't take over"):
        leave(leaver, by=boss, heir=contributor)

    assert User.objects.get(pk=leaver.pk).is_active


def test_nobody_closes_their_own_account(client: Client, boss: User) -> None:
    UserFactory(role=Role.ADMINISTRATOR)

    page = close(client, boss)

    assert "close your own account" in page
    assert User.objects.get(pk=boss.pk).is_active


def test_the_last_administrator_can_not_be_closed(boss: User) -> None:
    with pytest.raises(ValidationError, match="last administrator"):
        leave(boss, by=UserFactory(role=Role.EDITOR))


def test_closing_twice_is_said(client: Client, boss: User, leaver: User) -> None:
    close(client, leaver)

    page = close(client, leaver)

    assert "closed already" in page
    assert Event.objects.filter(kind="left").count() == 1


def test_who_comes_back_has_role_and_profile_and_sets_a_new_password(
    client: Client, boss: User, leaver: User
) -> None:
    author = AuthorFactory(user=leaver)
    close(client, leaver)

    page = client.post(f"/admin/accounts/user/{leaver.pk}/open/", follow=True).content.decode()

    back = User.objects.get(pk=leaver.pk)
    assert "can sign in again" in page
    assert (back.is_active, back.role, back.has_usable_password()) == (True, Role.EDITOR, False)
    assert Author.objects.get(pk=author.pk).user == back


def test_a_profile_that_somebody_else_took_stays_theirs(
    client: Client, boss: User, leaver: User, heir: User
) -> None:
    author = AuthorFactory(user=leaver)
    close(client, leaver)
    Author.objects.filter(pk=author.pk).update(user=heir)

    client.post(f"/admin/accounts/user/{leaver.pk}/open/")

    assert Author.objects.get(pk=author.pk).user == heir


def test_superusers_are_out_of_an_administrators_reach(client: Client, boss: User) -> None:
    root = User.objects.create_superuser("root@example.org")

    answers = [
        client.post(f"/admin/accounts/user/{root.pk}/{what}/").status_code
        for what in ("close", "open")
    ]

    assert answers == [403, 403]
    assert User.objects.get(pk=root.pk).is_active


@pytest.mark.parametrize("pk", ["0", str(10**30)])
def test_nobody_is_not_found(client: Client, boss: User, pk: str) -> None:
    assert client.get(f"/admin/accounts/user/{pk}/close/").status_code == 404


def test_the_form_of_a_user_does_not_close_the_account(
    client: Client, boss: User, leaver: User
) -> None:
    path = f"/admin/accounts/user/{leaver.pk}/change/"
    page = client.get(path).content.decode()
    client.post(path, {"email": leaver.email, "name": leaver.name, "role": "Editor"})

    assert f"/admin/accounts/user/{leaver.pk}/close/" in page
    assert 'name="is_active"' not in page
    assert User.objects.get(pk=leaver.pk).is_active
