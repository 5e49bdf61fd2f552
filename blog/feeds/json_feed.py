"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from django.utils.feedgenerator import SyndicationFeed, rfc3339_date

from blog.feeds.item import Item, Partner, Person

VERSION = "https://jsonfeed.org/version/1.1"
ABOUT = "https://www.rfc-editor.org/rfc/rfc5005"


class JsonWriter(SyndicationFeed):
    """Writes a feed whose items were written before, as the writers of XML do."""

    content_type = "application/feed+json; charset=utf-8"

    @classmethod
    def fragment(cls, item: Item) -> str:
        """Return one item as a JSON object."""
        return _written(_item(item))

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the document."""
        head = _written(self._head())
        items = ",\n".join(self.feed["fragments"])
        outfile.write(f'{head[:-1]},"items":[\n{items}\n]}}\n')

    def latest_post_date(self) -> Any:
        """Return when anything here changed last."""
        return self.feed["changed"]

    def _head(self) -> dict[str, Any]:
        feed = self.feed
        links = dict(feed["links"])
        author = {"name": feed["author_name"], "url": feed["author_link"]}
        return _filled(
            version=VERSION,
            title=feed["title"],
            home_page_url=feed["link"],
            feed_url=feed["feed_url"],
            description=feed["description"],
            next_url=links.get("prev-archive"),
            icon=feed["logo"],
            authors=[_filled(**author)],
            language=feed["language"],
            hubs=[{"type": "WebSub", "url": href} for rel, href in feed["links"] if rel == "hub"],
            _masthead=_filled(
                rights=feed["feed_copyright"],
                generator=feed["generator"],
                archive=_filled(
                    about=ABOUT,
                    is_archive=feed["is_archive"],
                    current=links.get("current"),
                    prev_archive=links.get("prev-archive"),
                    next_archive=links.get("next-archive"),
                ),
            ),
        )


def _item(item: Item) -> dict[str, Any]:
    image = item.image
    wide = image and image.width > image.height
    # An item must have content, be it empty.
    content = {"content_html": item.brief if item.html is None else item.html}
    return content | _filled(
        id=item.guid,
        url=item.page,
        external_url=item.elsewhere,
        title=item.title,
        summary=item.summary,
        image=image and image.url,
        banner_image=image.url if image and wide else "",
        date_published=rfc3339_date(item.published),
        date_modified=rfc3339_date(item.updated),
        authors=[_author(person) for person in item.authors],
        tags=[label.name for label in item.labels],
        language=item.language,
        attachments=[
            _filled(url=file.url, mime_type=file.type, size_in_bytes=file.length)
            for file in item.files
        ],
        _masthead=_filled(
            credits=[_credit(person) for person in (*item.authors, *item.contributors)],
            partners=[_partner(partner) for partner in item.partners],
            series=item.series,
            image=image
            and _filled(
                alt=image.alt,
                caption=image.caption,
                credit=image.credit,
                width=image.width,
                height=image.height,
                mime_type=image.type,
            ),
        ),
    )


def _author(person: Person) -> dict[str, Any]:
    return _filled(name=person.name, url=person.uri, avatar=person.avatar)


def _credit(person: Person) -> dict[str, Any]:
    return _filled(
        role=person.role,
        name=person.name,
        url=person.uri,
        affiliation=person.affiliation,
        orcid=person.orcid,
    )


def _partner(partner: Partner) -> dict[str, Any]:
    grant = _filled(title=partner.grant, number=partner.grant_number, url=partner.grant_url)
    return _filled(
        name=partner.name, kind=partner.kind, role=partner.role, url=partner.url, grant=grant
    )


def _filled(**members: Any) -> dict[str, Any]:
    """Return the members that say something."""
    return {name: value for name, value in members.items() if value}


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
