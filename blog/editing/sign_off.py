"""Partners agree to what is said of them: asking, answering, and who has not agreed yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.editing.access import NotEditable
from blog.editing.events import NOTE_MAX, record
from blog.editing.preview_links import make_link, may_share, why_closed
from blog.editing.revisions import locked
from blog.editing.sign_off_mail import mail_request
from blog.editing.sign_off_standings import standings
from blog.models import Collaborator, Document, Event, Post, PreviewLink, Revision, SignOff
from blog.models.attached import owner_of
from blog.models.review import LINK_DAYS

if TYPE_CHECKING:
    from accounts.models import User

# Within it, the same answer sent again is a second click on the same button.
SAME_ANSWER = timedelta(minutes=10)


def may_ask(document: Document, user: User) -> bool:
    """Whether the user may ask partners in the publication's name: authors and editors may."""
    return user.has_perm("blog.publish_own_posts") and document.can_be_edited_by(user)


@dataclass(frozen=True, slots=True)
class Request:
    """What a partner is asked with. `name` is who answers for them, `days` how long they have."""

    partner: Collaborator
    name: str
    email: str
    message: str = ""
    days: int = LINK_DAYS
    always_newest: bool = False
    by_mail: bool = True


@transaction.atomic
def ask(post: Post, request: Request, *, by: User) -> tuple[PreviewLink, str]:
    """Ask a thanked partner to agree to the text; return the link for it and its secret.

    `by_mail` lets the worker mail the link, with the message, once this is stored. It makes a
    secret of its own for the mail then, so the one returned here is empty.
    Raises PermissionDenied, and ValidationError where the post doesn't thank the partner.
    """
    post, partner = locked(post), request.partner.resolved()
    if not may_ask(post, by):
        raise PermissionDenied("Your role does not let you ask partners. Ask an editor.")
    if partner not in [standing.partner for standing in standings(post)]:
        raise ValidationError(
            f"The text does not thank {partner}. Thank them and save, then ask them."
        )
    link, secret = make_link(
        post,
        by=by,
        label=request.name,
        revision=None if request.always_newest else post.newest_revision,
        days=request.days,
        collaborator=partner,
        email=request.email,
    )
    about: dict[str, Any] = {"link": link.pk, "collaborator": partner.pk}
    record(Event.Kind.SIGN_OFF_ASKED, document=post, by=by, note=str(partner), **about)
    if not request.by_mail:
        return link, secret
    mail_request.enqueue(link_pk=link.pk, message=request.message)
    return link, ""


@transaction.atomic
def answer(
    link: PreviewLink,
    revision: Revision | None,
    *,
    name: str,
    email: str,
    decision: str,
    note: str = "",
) -> SignOff:
    """Store what a partner says of the version that was before them; the last answer counts.

    Raises ValidationError where the link closed meanwhile, asks for no answer or never showed
    this version, or where somebody wants changes and doesn't say which.
    """
    document = _held(link)
    partner: Collaborator | None = link.collaborator
    if partner is None or revision is None or not _shows(link, revision):
        raise ValidationError(_("This form belongs to another text. Open the link again."))
    if decision not in SignOff.Decision.values:
        raise ValidationError({"decision": _("Say whether you agree.")})
    if decision == SignOff.Decision.COMMENTED and not note.strip():
        raise ValidationError({"note": _("Say what should be changed.")})
    said = {"name": name, "email": email, "decision": decision, "note": note}
    last = link.sign_offs.filter(at__gt=timezone.now() - SAME_ANSWER).first()
    if last and last.revision_id == revision.pk and _says(last, said):
        return last
    given = SignOff.objects.create(
        **owner_of(document),
        link=link,
        collaborator=partner,
        revision=revision,
        **said,
    )
    _record(given)
    return given


def may_waive(post: Post, user: User) -> bool:
    """Whether the user may let the post be published without the partners' agreement."""
    return post.is_of_all_editors(user)


@transaction.atomic
def need_sign_off(post: Post, *, needed: bool, by: User) -> None:
    """Say whether the thanked partners must agree before the post is published.

    Whoever edits it may ask for that; only who may publish every post may do without it again.
    Raises PermissionDenied.
    """
    post = locked(post)
    may_share(post, by)
    if post.needs_sign_off == needed:
        return
    if not needed and not may_waive(post, by):
        raise PermissionDenied("Only an editor may publish this without the partners’ agreement.")
    post.needs_sign_off = needed
    post.save(update_fields=["needs_sign_off"])
    kind = Event.Kind.SIGN_OFF_NEEDED if needed else Event.Kind.SIGN_OFF_WAIVED
    record(kind, document=post, by=by)


def missing(document: Document) -> list[str]:
    """Return the names of the thanked partners who have not agreed to the newest text."""
    return [one.partner.name for one in standings(document) if not one.has_agreed]


def _held(link: PreviewLink) -> Document:
    """Return the link's text, held until the transaction ends; both are as they are now.

    Raises ValidationError where the link opens nothing.
    """
    try:
        document: Document = locked(link.document, even_trashed=True)
    except NotEditable as gone:
        raise ValidationError(_("The text that this link led to was taken down.")) from gone
    link.refresh_from_db()
    if sentence := why_closed(link):
        raise ValidationError(sentence)
    return document


def _record(given: SignOff) -> None:
    agreed = given.decision == SignOff.Decision.APPROVED
    record(
        Event.Kind.SIGNED_OFF if agreed else Event.Kind.SIGN_OFF_COMMENT,
        document=given.document,
        by=None,
        by_name=f"{given.name[:80]} ({given.collaborator.name[:100]})",
        note=given.note[:NOTE_MAX],
        revision=given.revision,
        sign_off=given.pk,
        collaborator=given.collaborator_id,
    )


def _shows(link: PreviewLink, revision: Revision) -> bool:
    if link.revision_id is not None:
        return link.revision_id == revision.pk
    # Always the newest: any version of this text may have been on the screen.
    return bool(revision.document == link.document)


def _says(last: SignOff, said: dict[str, str]) -> bool:
    return all(getattr(last, name) == value for name, value in said.items())
