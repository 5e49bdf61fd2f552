"""The partners that a text can name, with their earlier names."""

from __future__ import annotations

from dataclasses import dataclass

from blog.models import Collaborator


@dataclass(frozen=True, slots=True)
class KnownPartner:
    """A partner: the names and path ends it is found by, its website, its keys through merges."""

    pk: int
    name: str
    names: frozenset[str]
    slugs: frozenset[str]
    websites: frozenset[str]
    keys: frozenset[int]


def known_partners() -> tuple[KnownPartner, ...]:
    """Return every partner that has a page, with what was merged into it: one query."""
    columns = ("pk", "name", "slug", "website", "merged_into", "is_hidden")
    rows = list(Collaborator.objects.order_by("name", "pk").values(*columns))
    merged: dict[int, list[dict[str, object]]] = {}
    for row in rows:
        merged.setdefault(row["merged_into"] or row["pk"], []).append(row)
    return tuple(
        KnownPartner(
            pk=row["pk"],
            name=row["name"],
            names=frozenset(str(one["name"]) for one in merged[row["pk"]]),
            slugs=frozenset(str(one["slug"]) for one in merged[row["pk"]]),
            websites=frozenset(str(one["website"]) for one in merged[row["pk"]] if one["website"]),
            keys=frozenset(int(str(one["pk"])) for one in merged[row["pk"]]),
        )
        for row in rows
        if row["merged_into"] is None and not row["is_hidden"]
    )
