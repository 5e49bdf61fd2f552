"""What the tests of preview links and sign-offs share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from accounts.models import User
from accounts.roles import Role
from blog.editing.preview_links import make_link
from blog.editing.revisions import save
from blog.editing.sign_off import Request, ask
from blog.models import Collaborator, Post, PreviewLink, Ref, SignOff, ThanksRef
from tests.factories import CollaboratorFactory, UserFactory, make_post

AGREES = {"decision": "approved", "name": "Ana Reyes", "email": "ana@example.org", "note": ""}
OBJECTS = {**AGREES, "decision": "commented", "note": "The date is wrong."}


@dataclass
class Asked:
    """A draft that thanks Harbour Lab, which was asked to agree: its link, and who opened it."""

    editor: User = field(default_factory=lambda: UserFactory(role=Role.EDITOR))
    partner: Collaborator = field(default_factory=lambda: CollaboratorFactory(name="Harbour Lab"))

    def __post_init__(self) -> None:
        self.post = make_post(title="Low tide", body="The *mud* is wide.", thanks=[self.partner])
        self.client = Client()
        self.link, self.path = self.ask()

    def ask(self, **fields: Any) -> tuple[PreviewLink, str]:
        """Ask the partner, without a mail; return the link and the path that opens it."""
        request = Request(
            **{
                "partner": self.partner,
                "name": "Ana Reyes",
                "email": "ana@example.org",
                "by_mail": False,
                **fields,
            }
        )
        link, secret = ask(self.post, request, by=self.editor)
        return link, f"/preview/{secret}/"

    def edit(self, **fields: Any) -> None:
        """Save another version of the text."""
        save(self.post, self.post.newest_snapshot().changed(**fields), by=self.editor)

    def seen(self) -> str:
        """Open the link; return what its form says of the version on the page."""
        return str(self.client.get(self.path).context["form"]["seen"].value())

    def answer(self, said: dict[str, str] = AGREES, **changed: str) -> Any:
        """Open the link and send an answer."""
        return self.client.post(self.path, {"seen": self.seen(), **said, **changed})

    @property
    def answers(self) -> list[SignOff]:
        """What was stored, the last first."""
        return list(SignOff.objects.of(self.post))


def open_link(post: Any, by: User, **fields: Any) -> tuple[PreviewLink, str]:
    """Make a link to the post; return it and the path that opens it."""
    link, secret = make_link(post, by=by, **{"label": "The board", **fields})
    return link, f"/preview/{secret}/"


def thanking(post: Post, *partners: Collaborator) -> Any:
    """Return the post's newest content with these partners thanked."""
    thanks = tuple(ThanksRef(Ref(partner.pk, partner.name)) for partner in partners)
    return post.newest_snapshot().changed(acknowledgements=thanks)
