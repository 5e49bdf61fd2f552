"""What each item of a feed is to become, and under which address, before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse

from blog.editing.addresses import is_taken
from blog.models import Collaborator, Page, Post, Redirect
from blog.models.addresses import (
    PAGE_PATH_MAX,
    SLUG_MAX,
    make_slug,
    validate_page_path,
    validate_slug,
)
from blog.models.redirect import normal_path
from blog.transfer.addresses import Addresses
from blog.transfer.feed import Feed, Item, duplicates
from blog.transfer.html_to_markdown import NestedTooDeep, Node, parse

KINDS = ("post", "page", "collaborator")
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)
_REFRESH_TO = re.compile(r"^\s*\d*(?:\.\d*)?\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)


@dataclass(frozen=True)
class Rule:
    """Items whose path begins with the prefix become this kind: post, page or collaborator."""

    kind: str
    prefix: str

    @classmethod
    def parse(cls, text: str) -> Rule:
        """Read `post:/blog/`. Raises ValueError with a sentence."""
        kind, colon, prefix = text.partition(":")
        if not colon or kind not in KINDS or not prefix.startswith("/"):
            raise ValueError(
                f"“{text}” is no rule. Write KIND:PATH-PREFIX with a kind of {', '.join(KINDS)}, "
                "such as post:/blog/."
            )
        return cls(kind, prefix if prefix.endswith("/") else f"{prefix}/")


@dataclass
class Planned:
    """One item with what it becomes. `address` is a slug or a page's path, `path` where it will be.

    `existing` is what an earlier import made of it. `target` is where a redirect leads, as the
    source has it.
    """

    item: Item
    kind: str
    old_path: str
    address: str = ""
    path: str = ""
    existing: Any = None
    target: str = ""
    skip: str = ""
    warnings: list[str] = field(default_factory=list)


def make_plan(feed: Feed, rules: Sequence[Rule]) -> tuple[list[Planned], Addresses]:
    """Plan every item, and note where each of the source's paths will be here."""
    host = next((urlsplit(item.link).netloc for item in feed.items if item.link), "")
    addresses = Addresses(host.lower() or urlsplit(feed.link).netloc.lower())
    twice = {id(item) for item in duplicates(feed.items)}
    known = _Known()
    plan = []
    for item in feed.items:
        planned = _planned(item, rules)
        if id(item) in twice:
            planned.skip = (
                f"An earlier item has the same identity, {item.guid}; this one was left out."
            )
        if not planned.skip:
            known.place(planned)
        if planned.path:
            slug = planned.address if planned.kind == "post" else ""
            addresses.add(planned.old_path, planned.path, slug=slug)
        plan.append(planned)
    return plan, addresses


def _planned(item: Item, rules: Sequence[Rule]) -> Planned:
    if not item.link:
        path = normal_path(make_slug(item.title, fallback="item"))
    else:
        path = normal_path(urlsplit(item.link).path)
    # A rule is about addresses; what has none is a post, as it is without rules.
    kind = _rule_for(path, rules).kind if item.link else "post"
    planned = Planned(item, kind, path)
    if not item.guid:
        planned.skip = (
            "The item has neither an identity nor a link, so it could never be found again."
        )
    elif not item.link:
        planned.warnings.append("The item has no link; its address is made from its title.")
    if _REFRESH.search(item.html):
        planned.target = _refresh_target(item.html)
        planned.kind = "redirect" if planned.target else planned.kind
    return planned


def _rule_for(path: str, rules: Sequence[Rule]) -> Rule:
    """The rule with the longest prefix; /blog/ alone is no post and /partners/ alone no partner."""
    fitting = [rule for rule in rules if path.startswith(rule.prefix)]
    beneath = [
        rule
        for rule in fitting
        if path != rule.prefix or rule.kind == "page" or rule.prefix.count("/") > 2
    ]
    return max(beneath or fitting, key=lambda rule: len(rule.prefix), default=Rule("post", "/"))


def _refresh_target(html: str) -> str:
    """Where a `<meta http-equiv=refresh>` leads (HTML, section 4.2.5.3); empty where it only
    reloads.
    """
    with suppress(NestedTooDeep):
        return _first_refresh(parse(html))
    return ""


def _first_refresh(root: Node) -> str:
    for node in root.iter("meta"):
        if (node.get("http-equiv") or "").lower() == "refresh":
            match = _REFRESH_TO.match(node.get("content") or "")
            if match:
                return match[1].strip()
    return ""


class _Known:
    """What earlier imports made, and which addresses are given away in this one."""

    def __init__(self) -> None:
        self.made: dict[str, dict[str, Any]] = {
            kind: {row.source_guid: row for row in rows}
            for kind, rows in (
                ("post", _imported(Post)),
                ("page", _imported(Page)),
                ("collaborator", _imported(Collaborator)),
                ("redirect", _imported(Redirect)),
            )
        }
        self.given = {
            (kind, _address_of(row)) for kind, rows in self.made.items() for row in rows.values()
        }

    def place(self, planned: Planned) -> None:
        """Choose the address: what an earlier import gave, else the source's own, made valid and
        free.
        """
        kind, guid = planned.kind, planned.item.guid
        planned.existing = self.made[kind].get(guid)
        other = next((k for k, rows in self.made.items() if k != kind and guid in rows), None)
        if other:
            planned.skip = f"An earlier import made a {other} of this item; it stays one."
        elif kind == "redirect":
            planned.path = planned.old_path
        else:
            if planned.existing is not None:
                planned.address = _address_of(planned.existing)
            else:
                planned.address = self._free(kind, _valid(kind, planned.old_path), planned)
            self.given.add((kind, planned.address))
            planned.path = reverse(kind, args=[planned.address])

    def _free(self, kind: str, wanted: str, planned: Planned) -> str:
        address, number = wanted, 1
        while (kind, address) in self.given or self._is_taken(kind, address):
            number += 1
            address = f"{wanted[: SLUG_MAX - 6]}-{number}"
        if address != wanted:
            planned.warnings.append(f"The address {wanted} was taken; this is at {address}.")
        return address

    def _is_taken(self, kind: str, address: str) -> bool:
        if kind == "collaborator":
            # A partner of that name is here already: the item is about it.
            return False
        return is_taken(Post() if kind == "post" else Page(), address)


def _imported(model: Any) -> Iterable[Any]:
    rows: QuerySet[Any] = model._default_manager.exclude(source_guid="")
    return rows.select_related("newest_revision") if model in (Post, Page) else rows


def _address_of(row: Any) -> str:
    if isinstance(row, Page | Redirect):
        return row.path
    return str(row.slug)


def _valid(kind: str, path: str) -> str:
    """The address nearest to an old path that our rules allow."""
    segments = [segment for segment in path.strip("/").split("/") if segment]
    if kind == "page":
        return _valid_page_path(segments)
    last = segments[-1].rpartition(".")[0] or segments[-1] if segments else kind
    try:
        validate_slug(last)
    except ValidationError:
        return make_slug(last, fallback=kind)
    return last[:SLUG_MAX]


def _valid_page_path(segments: list[str]) -> str:
    path = "/".join(segments)
    try:
        validate_page_path(path)
    except ValidationError:
        words = [
            make_slug(re.sub(r"\.\w{2,4}$", "", segment), fallback="page") for segment in segments
        ]
        path = "/".join(words) or "home"
        try:
            validate_page_path(path)
        except ValidationError:
            first, slash, rest = path.partition("/")
            path = f"{first}-page{slash}{rest}"
    return path[:PAGE_PATH_MAX].rstrip("-/")
