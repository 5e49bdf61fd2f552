"""Everything on the site that shows a picture, for whoever changes or would delete it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from blog.models import (
    Author,
    Collaborator,
    Image,
    Page,
    PictureUse,
    Post,
    PostTemplate,
    SiteSettings,
)

if TYPE_CHECKING:
    from accounts.models import User

MOST_TOLD = 50  # of each kind


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that shows the picture; `how` says where in it, as in “at the top”."""

    thing: Any
    how: str

    @property
    def kind(self) -> str:
        """What it is, as in “post”."""
        return str(self.thing._meta.verbose_name)


@dataclass(frozen=True, slots=True)
class Uses:
    """What shows a picture: what may be named to who asks, and how many texts may not."""

    told: tuple[Use, ...]
    untold: int = 0

    def __bool__(self) -> bool:
        return bool(self.told or self.untold)


def uses_of(image: Image, user: User) -> Uses:
    """Return what shows the picture, also in versions of texts that others follow.

    The texts come by their keys, so asking costs the same however many there are.
    """
    told: list[Use] = []
    count = 0
    for model in (Post, Page):
        found = _texts(model, image)
        count += found.count()
        seen = found.filter(pk__in=model.objects.visible_to(user).order_by().values("pk"))
        told += [Use(text, _how(text, image)) for text in seen[:MOST_TOLD]]
    untold = count - len(told)
    return Uses((*told, *_beside_texts(image)), untold)


def is_used(image: Image) -> bool:
    """Whether anything shows the picture, or a version of a text that could be restored."""
    if PictureUse.objects.filter(image=image).exists():
        return True
    return any(_texts(model, image).exists() for model in (Post, Page)) or any(
        True for _ in _beside_texts(image)
    )


def _texts(model: type[Post] | type[Page], image: Image) -> Any:
    noted = PictureUse.objects.filter(image=image)
    newest = Q(revision=OuterRef("live_revision")) | Q(revision=OuterRef("newest_revision"))
    owner = f"revision__{model._meta.model_name}"
    shown = Q(pk__in=noted.values(owner)) | Q(featured=image)
    rows: Any = model._default_manager.filter(shown)
    return rows.annotate(shows_now=Exists(noted.filter(newest))).order_by("-shows_now", "-pk")


def _how(text: Any, image: Image) -> str:
    if text.featured_id == image.pk:
        return "at the top"
    return "in the text" if text.shows_now else "in an earlier version"


def _beside_texts(image: Image) -> Iterator[Use]:
    name = str(image.file.name)
    shown: tuple[tuple[type[Any], dict[str, Any], str], ...] = (
        (Author, {"photo": image}, "as the photo"),
        (Author, {"bio__contains": name}, "in the biography"),
        (Collaborator, {"logo": image}, "as the logo"),
        (Collaborator, {"blurb__contains": name}, "in the text about it"),
        (SiteSettings, {"logo": image}, "as the site’s logo"),
        (PostTemplate, {"body__contains": name}, "in the template"),
    )
    for model, rows, how in shown:
        for thing in model._default_manager.filter(**rows)[:MOST_TOLD]:
            yield Use(thing, how)
