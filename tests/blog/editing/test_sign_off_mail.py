"""The mail that asks a partner to sign off."""

from __future__ import annotations

import re
import smtplib
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from accounts.models import User
from accounts.roles import Role
from blog.editing.preview_links import revoke
from blog.editing.sign_off import Request, ask
from blog.editing.sign_off_mail import mail_request
from blog.editing.sign_off_standings import standings
from blog.models import Post, PreviewLink
from tests.accounts.smtp import MailServer
from tests.factories import CollaboratorFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR, name="Edda", email="edda@example.org")


def asked(editor: User, title: str = "Low tide", **fields: Any) -> PreviewLink:
    partner = CollaboratorFactory(name="Harbour Lab")
    post = make_post(title=title, thanks=[partner])
    wanted = {"name": "Ana Reyes", "email": "ana@example.org", "message": "Is the date right?"}
    return ask(post, Request(partner, **{**wanted, **fields}), by=editor)[0]


def run(job: Any = None) -> Any:
    """Do the job that waits, as the worker does."""
    job = job or DBTaskResult.objects.order_by("enqueued_at").last()
    return mail_request.func(**job.args_kwargs["kwargs"])


def test_the_partner_gets_a_link_that_opens(editor: User) -> None:
    link = asked(editor)

    run()

    sent: Any = mail.outbox[0]
    assert sent.to == ["ana@example.org"]
    assert sent.reply_to == ["edda@example.org"]
    assert "Is the date right?" in sent.body
    for text in (sent.body, sent.alternatives[0].content):
        found = re.search(r"http://[^/]+(/preview/[\w-]+/)", text)
        assert found
        assert "Low tide" in Client().get(found[1]).content.decode()
    link.refresh_from_db()
    assert link.mailed_at


def test_the_secret_is_in_the_mail_alone(editor: User) -> None:
    link = asked(editor)
    job = DBTaskResult.objects.get()

    run()

    found = re.search(r"/preview/([\w-]+)/", str(mail.outbox[0].body))
    assert found
    job.refresh_from_db()
    link.refresh_from_db()
    assert found[1] not in str(job.__dict__)
    assert found[1] not in str(link.__dict__)


def test_a_job_that_runs_twice_sends_one_mail(editor: User) -> None:
    asked(editor)

    assert [run(), run()] == [True, False]
    assert len(mail.outbox) == 1


def test_a_link_taken_back_before_is_not_sent(editor: User) -> None:
    revoke(asked(editor), by=editor)

    run()

    assert mail.outbox == []


def test_a_title_can_not_add_a_header(editor: User) -> None:
    asked(editor, title="Tides\r\nBcc: all@example.org")

    run()

    message: Any = mail.outbox[0].message()
    assert message["Bcc"] is None
    assert "\n" not in mail.outbox[0].subject


def test_the_html_shows_what_was_typed_as_text(editor: User) -> None:
    asked(editor, message="<img src=x onerror=alert(1)>")

    run()

    sent: Any = mail.outbox[0]
    assert "<img" not in sent.alternatives[0].content
    assert "<img src=x" in sent.body


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (smtplib.SMTPRecipientsRefused({"ana@example.org": (451, b"later")}), True),
        (smtplib.SMTPRecipientsRefused({"ana@example.org": (550, b"nobody")}), False),
    ],
)
def test_only_what_was_certainly_not_taken_is_sent_again(
    editor: User, monkeypatch: pytest.MonkeyPatch, error: OSError, again: bool
) -> None:
    asked(editor)

    def fail(*args: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
        run()
    jobs = DBTaskResult.objects.order_by("enqueued_at")
    run(jobs.last())

    assert jobs.count() == (2 if again else 1)
    assert len(mail.outbox) == (1 if again else 0)


def test_a_mail_that_may_have_been_taken_is_not_sent_again(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(editor)

    def hang_up(*args: object) -> None:
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", hang_up)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            run()

    assert run() is False
    assert mail.outbox == []


def test_where_no_server_answers_it_is_tried_a_few_times_and_then_told(
    editor: User, settings: Settings
) -> None:
    link = asked(editor)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    for _ in range(6):
        run()

    assert DBTaskResult.objects.count() == 6
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert standings(link.document)[0].mail_failed


def test_a_real_server_gets_both_forms_of_the_mail(editor: User, settings: Settings) -> None:
    asked(editor, message="Is the date right?")
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address

        run()

    received = server.received[0]
    paths = [re.findall(r"/preview/[\w-]+/", part) for part in (received.text, received.html)]
    assert received.recipients == ["ana@example.org"]
    assert "> Is the date right?" in received.text
    assert max(map(len, received.text.splitlines())) <= 78
    assert paths[0] == paths[1]
    assert Client().get(paths[0][0]).status_code == 200


def test_who_asked_sees_that_the_mail_did_not_go_out(
    editor: User, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    link = asked(editor)
    PreviewLink.objects.filter(pk=link.pk).update(mail_claimed_at="2020-01-01T00:00Z")
    client.force_login(editor)
    post: Post = link.document

    page = client.get(f"/admin/blog/post/{post.pk}/sign-off/").content.decode()

    assert standings(post)[0].mail_failed
    assert "did not go out" in page
