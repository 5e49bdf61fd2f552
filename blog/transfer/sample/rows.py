"""The sample's people, partners, groupings and settings: rows that texts refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from blog.editing.profiles import render_bio, render_blurb
from blog.models import (
    Author,
    AuthorGroup,
    AuthorLink,
    Category,
    Collaborator,
    Grant,
    Image,
    MenuItem,
    Page,
    Post,
    Redirect,
    Series,
    SiteSettings,
    SocialLink,
    Tag,
    TagSynonym,
)
from blog.models.addresses import make_slug
from blog.transfer.sample.content import publication

# A path of this site as the target of a link, without its fragment.
_LINK = re.compile(r"(?<=\]\()/[a-z0-9/-]+/(?=[)#])")


@dataclass
class World:
    """Everything stored so far, by the words under which the texts name it."""

    users: dict[str, User]
    pictures: dict[str, Image]
    videos: dict[str, str]
    moved: dict[str, str]
    authors: dict[str, Author] = field(default_factory=dict)
    partners: dict[str, Collaborator] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)

    def relinked(self, text: str) -> str:
        """Return Markdown whose links lead to where the sample's texts had to move."""
        return _LINK.sub(lambda match: self.moved.get(match[0], match[0]), text)

    @property
    def editor(self) -> User | None:
        """Who publishes; None, the program itself, where no accounts were made."""
        return self.users.get("priya-lindqvist")


def make_rows(world: World, today: date) -> None:
    """Store what texts refer to; what exists under the same name or slug is used as it is."""
    _make_people(world)
    _make_grants(world, today)
    _make_groupings(world)


def _make_people(world: World) -> None:
    groups = {
        facts["name"]: AuthorGroup.objects.get_or_create(name=facts["name"], defaults=facts)[0]
        for facts in publication()["group"]
    }
    for facts in publication()["author"]:
        slug, fields = facts["slug"], _only(facts, "name", "affiliation", "website", "bio")
        author, made = Author.objects.get_or_create(slug=slug, defaults=fields)
        if made:
            author.bio = world.relinked(" ".join(author.bio.split()))
            author.photo = world.pictures[slug]
            author.group = groups.get(facts.get("group", ""))
            render_bio(author)
            author.save()
            for position, (label, url) in enumerate(facts.get("links", ())):
                AuthorLink.objects.create(author=author, label=label, url=url, position=position)
        world.authors[slug] = author
    for facts in publication()["partner"]:
        slug, fields = facts["slug"], _only(facts, "name", "kind", "website", "blurb")
        partner, made = Collaborator.objects.get_or_create(slug=slug, defaults=fields)
        if made:
            partner.blurb = " ".join(partner.blurb.split())
            partner.logo = world.pictures[slug]
            render_blurb(partner)
            partner.save()
        world.partners[slug] = partner


def _make_grants(world: World, today: date) -> None:
    for facts in publication()["grant"]:
        world.grants[facts["number"]], _ = Grant.objects.get_or_create(
            collaborator=world.partners[facts["partner"]],
            number=facts["number"],
            defaults={
                **_only(facts, "title", "url"),
                "starts_on": today - timedelta(days=facts["starts_days_ago"]),
                "ends_on": today - timedelta(days=facts["ends_days_ago"]),
            },
        )


def _make_groupings(world: World) -> None:
    for facts in publication()["category"]:
        world.categories[facts["slug"]], _ = Category.objects.get_or_create(
            name=facts["name"], defaults=_only(facts, "slug", "description")
        )
    for facts in publication()["series"]:
        world.series[facts["slug"]], _ = Series.objects.get_or_create(
            title=facts["title"], defaults=_only(facts, "slug", "description")
        )
    for name, synonyms in publication()["tags"].items():
        tag = Tag.objects.named(name)
        if tag is None:
            tag = Tag.objects.create(name=name, slug=make_slug(name))
            for synonym in synonyms:
                if Tag.objects.named(synonym) is None:
                    TagSynonym.objects.create(tag=tag, name=synonym)
        world.tags[name] = tag


def dress_site(world: World) -> None:
    """Give the site the sample's name, colours, menu and links elsewhere."""
    facts = dict(publication()["site"])
    site = SiteSettings.load()
    site.logo = world.pictures[facts.pop("logo")]
    for name, value in facts.items():
        setattr(site, name, value)
    site.save()
    for position, link in enumerate(publication()["social"]):
        SocialLink.objects.create(site=site, position=position, **link)
    for position, item in enumerate(publication()["menu"]):
        MenuItem.objects.create(position=position, **item)


def make_redirects(world: World) -> None:
    """Make the old addresses lead on, but for those that lead somewhere already."""
    things: dict[str, dict[str, Any]] = {
        "post": world.posts,
        "page": world.pages,
        "tag": world.tags,
        "author": world.authors,
    }
    for facts in publication()["redirect"]:
        target = {
            name: things[name][value] if name in things else value
            for name, value in facts.items()
            if name != "path"
        }
        Redirect.objects.get_or_create(path=facts["path"], defaults=target)


def _only(facts: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: facts[name] for name in names if name in facts}
