"""Tags as they are typed: words between commas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from blog.models import Ref, Tag
from blog.models.addresses import make_slug
from blog.models.taxonomy import normal_tag

if TYPE_CHECKING:
    from accounts.models import User

LONGEST = 100
# Each is looked up by itself.
MOST = 100


def words_of(refs: Iterable[Ref], tags: dict[int, Tag]) -> str:
    """Return the tags as the field shows them; merged ones under their successor's name."""
    names = (tags[ref.id].name if ref.id in tags else ref.name for ref in refs)
    return ", ".join(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class TagWords:
    """The words of one field, each with the tag it names now, or None where there is none yet."""

    tags: tuple[tuple[str, Tag | None], ...]

    @classmethod
    def read(cls, text: str, user: User) -> TagWords:
        """Read words between commas; a synonym gives its tag.

        Raises ValidationError for too many words, one that is too long, and a new one by somebody
        who may not make tags.
        """
        words = list(dict.fromkeys(filter(None, map(normal_tag, text.split(",")))))
        long = [word for word in words if len(word) > LONGEST]
        if long:
            raise ValidationError(
                f"“{long[0][:40]}…” is too long for a tag. Separate tags by commas."
            )
        if len(words) > MOST:
            raise ValidationError(f"These are {len(words)} tags. Keep at most {MOST} of them.")
        found = tuple((word, Tag.objects.named(word)) for word in words)
        new = [word for word, tag in found if tag is None]
        if new and not user.has_perm("blog.add_tag"):
            raise ValidationError(
                f"There is no tag “{new[0]}” yet, and your role does not let you make one. "
                "Choose one that exists, or ask an editor."
            )
        return cls(found)

    def __str__(self) -> str:
        return ", ".join(word for word, _ in self.tags)

    def refs(self) -> tuple[Ref, ...]:
        """Return the tags for a snapshot, each once; makes the new ones."""
        rows = [tag or _made(word) for word, tag in self.tags]
        return Ref.many({row.pk: row for row in rows}.values())


def _made(word: str) -> Tag:
    try:
        return Tag.objects.get_or_create(name=word, defaults={"slug": _free_slug(word)})[0]
    except IntegrityError:
        # Another new tag took the address since it was looked up.
        return Tag.objects.get_or_create(name=word, defaults={"slug": _free_slug(word)})[0]


def _free_slug(word: str) -> str:
    slug = make_slug(word, fallback="tag")
    taken = set(Tag.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(
        candidate
        for number in range(1, len(taken) + 2)
        if (candidate := slug if number == 1 else f"{slug}-{number}") not in taken
    )
