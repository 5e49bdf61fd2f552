"""People and organisations: who wrote, who helped, who paid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from blog.models.addresses import absolute
from blog.models.content import Byline, Thanks
from blog.models.pictured import Picture
from blog.reading.structured.nodes import Node, at, filled

# As science-on-schema.org asks for them, so that programs tell identities apart.
ORCID = "https://registry.identifiers.org/registry/orcid"
DOI = "https://registry.identifiers.org/registry/doi"
# The property for each role of a credit; the others are contributors, in a role with a name.
CREDITS = {"wrote": "author", "edited": "editor", "translated": "translator"}
ROLES = {"reviewed": "reviewer", "photographed": "photographer"}
# The property for each role of an acknowledgement.
THANKS = {"funder": "funder", "host": "sponsor", "contributor": "contributor"}


def credited(credits_: Iterable[Byline]) -> Iterator[tuple[str, Node]]:
    """Yield who is credited, each with the property for what they did."""
    for credit in credits_:
        node = person(
            name=credit.name,
            path=credit.url,
            orcid=credit.orcid,
            links=[credit.website],
            affiliation=credit.affiliation,
        )
        if credit.role in CREDITS:
            yield CREDITS[credit.role], node
        else:
            role = {"@type": "Role", "roleName": ROLES.get(credit.role, credit.role)}
            yield "contributor", {**role, "contributor": node}


def person(
    *,
    name: str,
    path: str = "",
    orcid: str = "",
    links: Iterable[str] = (),
    affiliation: str = "",
    photo: Picture | None = None,
    description: str = "",
) -> Node:
    """Describe somebody; `path` is that of their page, empty where they have none."""
    address = f"https://orcid.org/{orcid}" if orcid else ""
    return filled(
        {
            "@type": "Person",
            "@id": at(path, "person") if path else "",
            "name": name,
            "url": absolute(path) if path else "",
            "description": description,
            "image": photo.absolute_url if photo else "",
            "identifier": identifier(ORCID, f"orcid:{orcid}", address) if orcid else None,
            "sameAs": list(dict.fromkeys(filter(None, [address, *links]))),
            "affiliation": {"@type": "Organization", "name": affiliation} if affiliation else None,
        }
    )


def identifier(registry: str, value: str, url: str) -> Node:
    """Describe an identity that somebody else gave."""
    return {"@type": "PropertyValue", "propertyID": registry, "value": value, "url": url}


def thanked(thanks: Iterable[Thanks]) -> Iterator[tuple[str, Node]]:
    """Yield who is acknowledged, each with the property for what they did, and their grants."""
    told: set[tuple[str, str]] = set()
    for row in thanks:
        node = organisation(name=row.name, path=row.url, website=row.website)
        # A funder stands in the list once for each of their grants.
        if (row.role, row.name) not in told:
            told.add((row.role, row.name))
            yield THANKS.get(row.role, "mentions"), node
        if row.grant:
            yield (
                "funding",
                grant(title=row.grant, number=row.grant_number, url=row.grant_url, funder=node),
            )


def organisation(
    *, name: str, path: str = "", website: str = "", logo: str = "", description: str = ""
) -> Node:
    """Describe a partner; `path` is that of their page here, empty where they have none."""
    return filled(
        {
            "@type": "Organization",
            "@id": at(path, "organization") if path else "",
            "name": name,
            "url": website or (absolute(path) if path else ""),
            "description": description,
            "logo": logo,
            "mainEntityOfPage": absolute(path) if path else "",
        }
    )


def grant(*, title: str, number: str, url: str, funder: Any) -> Node:
    """Describe the money that a funder gave."""
    return filled(
        {
            "@type": "MonetaryGrant",
            "name": title,
            "identifier": number,
            "url": url,
            "funder": funder,
        }
    )
