"""A small site, and everybody who may come to it, for the table of roles and addresses."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from accounts.invitations import invite
from accounts.models import User
from accounts.roles import Role
from blog.editing.ancestors import keep_beside
from blog.editing.anchors import Anchor
from blog.editing.comments import comment, reply
from blog.editing.erasure import erase
from blog.editing.preview_links import make_link
from blog.editing.trash import throw_away
from blog.editing.workflow import archive
from blog.models import (
    AuthorGroup,
    ChecklistItem,
    ChecklistTask,
    Grant,
    MenuItem,
    Post,
    PostTemplate,
    Redirect,
)
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    TagFactory,
    UserFactory,
    make_page,
    make_post,
)

# In the order of the table's columns. The posts are the contributor's, and credit the author; the
# stranger is another author, who has nothing to do with them.
VISITORS = ("anonymous", "contributor", "author", "stranger", "editor", "administrator")
ROLES = {
    "contributor": Role.CONTRIBUTOR,
    "author": Role.AUTHOR,
    "stranger": Role.AUTHOR,
    "editor": Role.EDITOR,
    "administrator": Role.ADMINISTRATOR,
}


def make_visitors() -> dict[str, User]:
    """Return an account for each of the visitors who have one."""
    return {name: UserFactory(role=role, name=name) for name, role in ROLES.items()}


def client_of(visitor: str, users: dict[str, User]) -> Client:
    """Return a browser in which the visitor is signed in."""
    client = Client(raise_request_exception=False)
    if visitor in users:
        client.force_login(users[visitor])
    return client


def make_site(users: dict[str, User]) -> dict[str, Any]:
    """Fill the site; return what the table's paths are completed with."""
    ada = AuthorFactory(name="Ada", slug="ada", user=users["author"])
    invited, secret = invite("new@example.org", role=Role.AUTHOR, by=users["administrator"])
    found = {
        "ada": ada.pk,
        "bo": AuthorFactory(name="Bo", slug="bo", user=users["stranger"]).pk,
        "hidden": AuthorFactory(name="Hidden", slug="hidden", is_hidden=True).pk,
        "team": AuthorGroup.objects.create(name="Team").pk,
        "editor_user": users["editor"].pk,
        "invitation": invited.pk,
        "invitation_secret": secret,
        "picture": ImageFactory(uploaded_by=users["contributor"]).pk,
        "other_picture": ImageFactory(uploaded_by=users["stranger"]).pk,
        "menu": MenuItem.objects.create(label="About", address="/about/").pk,
        "beginning": PostTemplate.objects.create(name="Trip").pk,
        "task": uuid.uuid4(),
        "post_type": ContentType.objects.get_for_model(Post).pk,
    }
    found |= {**_things(), **_texts(users["contributor"], ada), **_parted(users, ada)}
    return {**found, **_link(found["draft"], users["editor"]), **_checklist(found["seen"])}


def _checklist(public: int) -> dict[str, Any]:
    task = ChecklistTask.objects.create(post_id=public, text="Tell the partner")
    return {"to_do": task.pk, "reminder": ChecklistItem.objects.create(text="Ring the bell").pk}


def _link(draft: int, by: User) -> dict[str, Any]:
    link, secret = make_link(Post.objects.get(pk=draft), by=by, label="The board")
    return {"link": link.pk, "link_secret": secret}


def _parted(users: dict[str, User], author: Any) -> dict[str, Any]:
    """Return what is in the trash and what was erased."""
    owner = users["contributor"]
    thrown = make_post(title="thrown", by=owner, credits=[author])
    throw_away(thrown, by=owner)
    erased = make_post(title="erased", address="erased", published=True)
    erase(erased, by=users["administrator"], reason="Asked for.")
    return {"thrown": thrown.pk, "erased": erased.pk}


def _things() -> dict[str, Any]:
    fund = CollaboratorFactory(name="Fund", slug="fund")
    CollaboratorFactory(name="Hidden", slug="hidden", is_hidden=True)
    return {
        "fund": fund.pk,
        "grant": Grant.objects.create(collaborator=fund, title="Grant").pk,
        "essays": CategoryFactory(name="Essays", slug="essays").pk,
        "guide": SeriesFactory(title="Guide", slug="guide").pk,
        "news": TagFactory(name="news", slug="news").pk,
    }


def _texts(owner: User, author: Any) -> dict[str, Any]:
    day = timezone.now() - timedelta(days=1)

    def post(slug: str, **fields: Any) -> Post:
        return make_post(title=slug, address=slug, by=owner, credits=[author], **fields)

    gone = post("gone", published=True)
    archive(gone, by=None)
    about = make_page(title="About", address="about")
    make_page(title="Unseen", address="unseen", published=False)
    draft = post("draft")
    reply(comment(draft, owner, "Is it so?", anchor=Anchor("Body")), owner, "It is.")
    return {
        "draft": draft.pk,
        "unmerged": keep_beside(draft, draft.newest_snapshot(), by=owner, base=None).pk,
        "seen": post("seen", at=day).pk,
        "later": post("later", at=timezone.now() + timedelta(days=9)).pk,
        "gone": gone.pk,
        "about": about.pk,
        "redirect": Redirect.objects.create(path="/old/", page=about).pk,
        "year": day.year,
        "month": f"{day:%m}",
    }
