"""Reviewing a post: submitting, deciding, approvals that count, and what publishing asks for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing import review, workflow
from blog.editing.gates import approvals_missing
from blog.editing.revisions import save
from blog.models import Approval, CreditRef, Event, Post, Ref, SiteSettings
from tests.factories import AuthorFactory, UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return UserFactory(role=Role.AUTHOR, name="Ada")


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR, name="Edda")


@pytest.fixture
def submitted(writer: User) -> Post:
    post = make_post(by=writer)
    review.submit(post, writer, "Please look.")
    return post


def edit(post: Post, by: User | None, body: str = "Other words.") -> None:
    save(post, post.newest_snapshot().changed(body=body), by=by)


def need_approvals(number: int) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"approvals_needed": number})


class TestSubmitting:
    def test_it_is_in_review_and_the_note_is_kept(self, submitted: Post, writer: User) -> None:
        fresh = Post.objects.in_review().get()

        event = Event.objects.of(submitted).get(kind=Event.Kind.SUBMITTED)
        assert (fresh.state, fresh.submitted_by) == ("in review", writer)
        assert (event.note, event.by, event.by_name) == ("Please look.", writer, "Ada")

    def test_twice_is_refused(self, submitted: Post, writer: User) -> None:
        with pytest.raises(ValidationError):
            review.submit(submitted, writer)

        assert Event.objects.of(submitted).count() == 1

    def test_a_published_post_goes_into_review_only_with_a_newer_draft(self, writer: User) -> None:
        post = make_post(published=True, by=writer)
        with pytest.raises(ValidationError):
            review.submit(post, writer)

        edit(post, writer)
        review.submit(post, writer)

        post.refresh_from_db()
        assert post.is_in_review
        assert post.is_public

    def test_a_note_that_is_too_long_is_refused_whole(self, writer: User) -> None:
        post = make_post(by=writer)

        with pytest.raises(ValidationError) as refusal:
            review.submit(post, writer, "x" * 2001)

        assert "2001" in refusal.value.message_dict["note"][0]
        assert not Post.objects.in_review().exists()


class TestDeciding:
    def test_asking_for_changes_needs_a_note(self, submitted: Post, editor: User) -> None:
        with pytest.raises(ValidationError) as refusal:
            review.ask_for_changes(submitted, editor, " \n")

        assert "note" in refusal.value.message_dict
        assert Post.objects.in_review().exists()

    def test_asking_for_changes_ends_the_review(self, submitted: Post, editor: User) -> None:
        review.ask_for_changes(submitted, editor, "Shorter, please.")

        assert not Post.objects.in_review().exists()
        assert Event.objects.of(submitted)[0].note == "Shorter, please."

    def test_an_approval_is_of_one_version_and_stays_in_review(
        self, submitted: Post, editor: User
    ) -> None:
        review.approve(submitted, editor, "Good.")

        approval = Approval.objects.standing(submitted).get()
        assert (approval.revision, approval.by, approval.note) == (
            submitted.newest_revision,
            editor,
            "Good.",
        )
        assert Post.objects.in_review().exists()

    def test_nobody_approves_twice(self, submitted: Post, editor: User) -> None:
        review.approve(submitted, editor)

        with pytest.raises(ValidationError):
            review.approve(submitted, editor)
        again = Approval.objects.get()
        again.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()

    def test_an_editor_does_not_approve_an_own_text(self, editor: User) -> None:
        post = make_post(by=editor)
        review.submit(post, editor)

        with pytest.raises(PermissionDenied):
            review.approve(post, editor)

    def test_who_is_credited_only_in_the_newest_version_does_not_approve_it(
        self, submitted: Post, writer: User, editor: User
    ) -> None:
        author = AuthorFactory(user=editor)
        credit = CreditRef(Ref.to(author))  # type: ignore[arg-type]
        save(submitted, submitted.newest_snapshot().changed(credits=(credit,)), by=writer)

        with pytest.raises(PermissionDenied):
            review.approve(submitted, editor)

    def test_who_saved_the_newest_version_does_not_approve_it(
        self, submitted: Post, editor: User
    ) -> None:
        edit(submitted, editor)

        with pytest.raises(ValidationError) as refusal:
            review.approve(submitted, editor)

        assert "somebody else" in refusal.value.messages[0]

    def test_nobody_approves_what_they_have_not_seen(
        self, submitted: Post, writer: User, editor: User
    ) -> None:
        seen = submitted.newest_revision_id
        edit(submitted, writer)

        with pytest.raises(ValidationError) as refusal:
            review.approve(submitted, editor, seen=seen)

        assert "Ada saved version 2 meanwhile" in refusal.value.messages[0]
        assert not Approval.objects.exists()


class TestApprovalsNeeded:
    def test_publishing_waits_for_them_whoever_publishes(
        self, submitted: Post, editor: User
    ) -> None:
        need_approvals(2)
        review.approve(submitted, editor)

        with pytest.raises(ValidationError) as refusal:
            workflow.publish(submitted, by=UserFactory(role=Role.ADMINISTRATOR))
        assert "One more person must approve" in refusal.value.messages[0]

        review.approve(submitted, UserFactory(role=Role.EDITOR))
        workflow.publish(submitted, by=editor)
        assert Post.objects.published().exists()
        assert not Post.objects.in_review().exists()

    def test_scheduling_waits_for_them_too(self, submitted: Post, editor: User) -> None:
        need_approvals(1)

        with pytest.raises(ValidationError):
            workflow.schedule(submitted, by=editor, at=timezone.now() + timedelta(days=1))

        assert not Post.objects.scheduled().exists()

    def test_an_edit_voids_them(self, submitted: Post, writer: User, editor: User) -> None:
        need_approvals(1)
        review.approve(submitted, editor)

        edit(submitted, writer)

        assert approvals_missing(submitted) == 1
        with pytest.raises(ValidationError):
            workflow.publish(submitted, by=writer)

    def test_setting_the_date_voids_none(self, submitted: Post, writer: User, editor: User) -> None:
        need_approvals(1)
        review.approve(submitted, editor)
        moment = timezone.now() + timedelta(days=1)

        save(submitted, submitted.newest_snapshot().changed(published_at=moment), by=writer)
        workflow.schedule(submitted, by=writer, at=moment)
        workflow.unschedule(submitted, by=writer)

        assert approvals_missing(submitted) == 0

    def test_an_approver_who_becomes_a_writer_counts_no_more(
        self, submitted: Post, editor: User
    ) -> None:
        need_approvals(1)
        review.approve(submitted, editor)

        Post.objects.update(created_by=editor)
        submitted.refresh_from_db()

        assert approvals_missing(submitted) == 1

    def test_imports_and_pages_need_none(self, editor: User) -> None:
        need_approvals(3)

        workflow.publish(make_post(), by=None)
        workflow.publish(make_page(published=False), by=editor)

        assert Post.objects.published().exists()


class TestPublishingWhatWasSeen:
    def test_somebody_elses_save_in_between_stops_it(self, writer: User, editor: User) -> None:
        post = make_post(by=writer)
        seen = post.newest_revision_id
        edit(post, writer)

        with pytest.raises(ValidationError) as refusal:
            workflow.publish(post, by=editor, seen=seen)

        assert "Look at it first" in refusal.value.messages[0]
        assert not Post.objects.published().exists()

    def test_an_own_save_in_between_does_not(self, writer: User) -> None:
        post = make_post(by=writer)
        seen = post.newest_revision_id
        edit(post, writer)

        workflow.publish(post, by=writer, seen=seen)

        assert Post.objects.published().exists()


def test_a_save_by_a_person_of_something_new_is_recorded(writer: User) -> None:
    post = Post()

    save(post, make_post().newest_snapshot().changed(address=""), by=writer)

    event = Event.objects.of(post).get()
    assert (event.kind, event.by) == (Event.Kind.CREATED, writer)
