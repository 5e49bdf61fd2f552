"""RSS 2.0, with the content, dc and atom modules (rssboard.org/rss-specification)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from blog.feeds.channels import Channel
from blog.feeds.item import Item, item_of, legal
from blog.models.addresses import absolute

NEWEST = 20
FILE_NAME = "index.xml"
NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


class RssWriter(Rss201rev2Feed):
    """Writes what Django's own writer leaves out: full content, every author, the logo."""

    def rss_attributes(self) -> dict[str, str]:
        """Declare the modules in use."""
        return {**super().rss_attributes(), **NAMESPACES}

    def add_root_elements(self, handler: Any) -> None:
        """Add the channel's logo."""
        super().add_root_elements(handler)
        if self.feed["logo"]:
            handler.startElement("image", {})
            handler.addQuickElement("url", self.feed["logo"])
            handler.addQuickElement("title", self.feed["title"])
            handler.addQuickElement("link", self.feed["link"])
            handler.endElement("image")

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add every author and the whole content."""
        super().add_item_elements(handler, item)
        for author in item["creators"]:
            handler.addQuickElement("dc:creator", author)
        if item["html"]:
            handler.addQuickElement("content:encoded", item["html"])

    def latest_post_date(self) -> datetime:
        """Return when anything here changed last; of an empty feed, when today began (UTC).

        The moment of asking would make an empty feed a new one at each request.
        """
        today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return super().latest_post_date() if self.items else today


class PostsFeed(Feed[Any, Channel]):
    """The newest posts of a channel. Addresses come from SITE_URL, never from the request."""

    feed_type = RssWriter
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Channel:
        """Return the channel that the view has found."""
        channel: Channel = kwargs["channel"]
        return channel

    def get_feed(self, obj: Channel, request: HttpRequest) -> Any:
        """Return the whole feed in its posts' language, or the site's."""
        feed = super().get_feed(obj, request)
        feed.feed["language"] = obj.language or obj.site.language
        return feed

    def title(self, channel: Channel) -> str:
        """Name the list, and the site it belongs to."""
        return legal(channel.title)

    def description(self, channel: Channel) -> str:
        """Say what the list is of."""
        return legal(channel.description)

    def link(self, channel: Channel) -> str:
        """Return the address of the list's page."""
        return absolute(f"{channel.link}{channel.query}")

    def feed_url(self, channel: Channel) -> str:
        """Return the feed's own address."""
        return absolute(f"{channel.link}{FILE_NAME}{channel.query}")

    def feed_copyright(self, channel: Channel) -> str | None:
        """Name the licence."""
        site = channel.site
        return legal(" ".join(filter(None, (site.licence_name, site.licence_url)))) or None

    def feed_extra_kwargs(self, channel: Channel) -> dict[str, Any]:
        """Hand the logo to the writer."""
        logo = channel.site.logo
        return {"logo": absolute(logo.url) if logo else ""}

    def items(self, channel: Channel) -> list[Item]:
        """Return the newest posts."""
        posts = channel.posts.with_relations().newest_first()[:NEWEST]
        return [item_of(post, channel.site) for post in posts]

    def item_title(self, item: Any) -> str:
        """Return the title as plain text, as readers show it."""
        return str(item.title)

    def item_description(self, item: Any) -> str:
        """Return the summary as plain text."""
        return str(item.description)

    def item_link(self, item: Any) -> str:
        """Return where the item leads."""
        return str(item.link)

    def item_guid(self, item: Any) -> str:
        """Return the identity that never changes."""
        return str(item.guid)

    def item_pubdate(self, item: Any) -> datetime:
        """Return when it was published."""
        moment: datetime = item.published
        return moment

    def item_updateddate(self, item: Any) -> datetime:
        """Return when anything in it changed last."""
        moment: datetime = item.modified
        return moment

    def item_categories(self, item: Any) -> tuple[str, ...]:
        """Return the category and the tags."""
        words: tuple[str, ...] = item.categories
        return words

    def item_extra_kwargs(self, item: Any) -> dict[str, Any]:
        """Hand the writer what Django's has no place for."""
        return {"creators": item.authors, "html": item.html}
