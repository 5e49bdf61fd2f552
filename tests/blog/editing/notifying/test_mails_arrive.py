"""Mails through the real worker and a real mail server: each arrives, and none twice."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends import locmem
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from accounts.models import User
from accounts.roles import Role
from blog.editing import events
from blog.editing.notifying.deliver import deliver
from blog.editing.notifying.handing_over import PAUSES
from blog.editing.notifying.kinds import KINDS, choose
from blog.models import Comment, Event, Notification, Post, SiteSettings
from tests.accounts.smtp import MailServer
from tests.blog.editing.notifying.worker import work
from tests.factories import UserFactory, make_post

pytestmark = pytest.mark.django_db
Kind = Event.Kind


@pytest.fixture
def event(post: Post, editor: User) -> Event:
    return events.record(Kind.APPROVED, document=post, by=editor, note="Fine as it is.")


def use_server(settings: Settings, address: tuple[str, int]) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = address


def test_a_mail_arrives_in_both_forms_with_a_link_that_opens(
    client: Client, settings: Settings, owner: User, event: Event
) -> None:
    settings.SITE_URL = "https://blog.example.org"
    User.objects.filter(pk=owner.pk).update(name="Ona Lövelace")
    with MailServer() as server:
        use_server(settings, server.address)

        work()

    received = server.received[0]
    links = [
        re.findall(r"https://blog\.example\.org(/[^\s\"<]+)", part)
        for part in (received.text, received.html)
    ]
    client.force_login(owner)
    assert received.recipients == ["ona@example.org"]
    assert received.message["Subject"] == "[Masthead] “Low water” is approved"
    assert "Hello Ona Lövelace" in received.text
    assert "> Fine as it is." in received.text
    assert "<p>Fine as it is.</p>" in received.html
    assert links[0] == links[1]
    assert [client.get(path).status_code for path in links[0]] == [200, 200]
    assert event.notifications.get().sent_at is not None


def test_programs_can_sort_the_mails_and_do_not_answer_them(event: Event) -> None:
    work()

    message = mail.outbox[0].message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<notifications.127.0.0.1>"
    assert message["List-Unsubscribe"] == "<http://127.0.0.1:8000/accounts/notifications/>"


def test_no_line_of_the_text_is_longer_than_78_columns(post: Post, editor: User) -> None:
    events.record(Kind.CHANGES_REQUESTED, document=post, by=editor, note="many words " * 60)

    work()

    lines = str(mail.outbox[0].body).splitlines()
    assert max(len(line) for line in lines) <= 78
    assert sum(line.startswith(("> many", "> words")) for line in lines) > 5


@pytest.mark.parametrize("field", ["title", "site"])
def test_no_name_can_add_a_header(post: Post, editor: User, field: str) -> None:
    hostile = "Low\r\nBcc: everyone@example.org\x00\u2028<script>{who}"
    if field == "site":
        SiteSettings.objects.update(name=hostile.replace("\x00", ""))
    subject = hostile.replace("\x00", "") if field == "title" else "x"
    events.record(Kind.APPROVED, document=post, by=editor, subject=subject)

    work()

    assert mail.outbox[0].message()["Bcc"] is None
    assert mail.outbox[0].recipients() == ["ona@example.org"]


def test_what_was_typed_is_text_in_the_html(post: Post, editor: User) -> None:
    remark = Comment.objects.create(
        post=post, text="<img src=x onerror=alert(1)>", quote="<b>low</b>", by=editor, by_name="E"
    )
    events.record(Kind.COMMENTED, document=post, by=editor, comment=remark.pk)

    work()

    message: Any = mail.outbox[0]
    html = message.alternatives[0][0]
    assert "<img" not in html
    assert "<b>" not in html
    assert f"#comment-{remark.pk}" in html


def test_running_twice_sends_once(event: Event) -> None:
    deliver.call(event_pk=event.pk)

    deliver.call(event_pk=event.pk)

    assert len(mail.outbox) == 1


def test_two_workers_at_once_send_once(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = iter([True])

    def opened(self: object) -> None:
        # Between reading and claiming, another worker does the same job.
        if next(turns, False):
            deliver.call(event_pk=event.pk)

    monkeypatch.setattr(locmem.EmailBackend, "open", opened)

    deliver.call(event_pk=event.pk)

    assert len(mail.outbox) == 1


def test_a_worker_killed_while_sending_leaves_it_unsent_and_says_so(
    event: Event, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def killed(self: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", killed)
        with pytest.raises(SystemExit):
            deliver.call(event_pk=event.pk)
    Notification.objects.update(claimed_at=timezone.now() - timedelta(minutes=3))

    deliver.call(event_pk=event.pk)

    assert mail.outbox == []
    assert "not sent again" in caplog.text


def test_without_a_server_it_is_tried_again_later(settings: Settings, event: Event) -> None:
    use_server(settings, ("127.0.0.1", 1))

    work()

    again = DBTaskResult.objects.exclude(status="SUCCESSFUL").get()
    wait = again.run_after - timezone.now()
    assert event.notifications.get().claimed_at is None
    assert again.args_kwargs["kwargs"] == {"event_pk": event.pk, "attempt": 1}
    assert timedelta(seconds=50) < wait <= PAUSES[0]


def test_not_now_is_tried_again_and_never_is_not(settings: Settings, event: Event) -> None:
    outcomes = {}
    for refusal in ("451 Later", "550 Never"):
        with MailServer(refusal) as server:
            use_server(settings, server.address)
            outcomes[refusal] = deliver.call(event_pk=event.pk)

    assert outcomes["451 Later"] == {"sent": 0, "waiting": 1}
    assert outcomes["550 Never"] == {"sent": 0, "waiting": 0}
    assert event.notifications.get().claimed_at is not None


def test_after_some_tries_it_is_given_up(
    settings: Settings, event: Event, caplog: pytest.LogCaptureFixture
) -> None:
    use_server(settings, ("127.0.0.1", 1))
    DBTaskResult.objects.all().delete()

    deliver.call(event_pk=event.pk, attempt=len(PAUSES))

    assert not DBTaskResult.objects.exists()
    assert "given up" in caplog.text


def test_one_address_that_is_refused_does_not_keep_the_others(
    post: Post, owner: User, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    UserFactory(role=Role.EDITOR)
    event = events.record(Kind.SUBMITTED, document=post, by=owner)
    send = EmailMultiAlternatives.send

    def refusing(self: EmailMultiAlternatives) -> int:
        if self.to == [editor.email]:
            raise ValueError
        return send(self)

    monkeypatch.setattr(EmailMultiAlternatives, "send", refusing)

    result = deliver.call(event_pk=event.pk)

    assert result == {"sent": 1, "waiting": 0}


@pytest.mark.parametrize("change", ["left", "unwanted", "moved on", "in the trash", "gone"])
def test_what_changed_since_is_heeded(post: Post, owner: User, event: Event, change: str) -> None:
    rows = Post.objects.filter(pk=post.pk)
    match change:
        case "left":
            User.objects.filter(pk=owner.pk).update(is_active=False)
        case "unwanted":
            choose(owner, set(KINDS) - {"decided"})
        case "moved on":
            rows.update(created_by=None)
        case "in the trash":
            rows.update(trashed_at=timezone.now(), created_by=None)
        case "gone":
            post.delete()

    work()

    assert mail.outbox == []
    assert not Notification.objects.exists()


def test_a_remark_on_a_public_text_reaches_nobody_who_can_only_read_it(editor: User) -> None:
    contributor = UserFactory(role=Role.CONTRIBUTOR)
    post = make_post(by=contributor, published=True)
    remark = Comment.objects.create(post=post, text="Between us", by=editor, by_name="Edda")
    events.record(Kind.COMMENTED, document=post, by=editor, comment=remark.pk)
    events.record(Kind.PUBLISHED, document=post, by=editor)

    work()

    assert [message.subject for message in mail.outbox] == [
        f"[Masthead] “{post.title}” is published"
    ]
    assert post.get_absolute_url() in str(mail.outbox[0].body)
