"""Which program asks for a feed, and for how many people, as its User-Agent tells.

RFC 9110, section 10.1.5.
Nothing of the header is kept but the family, and the number of subscribers it reports.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

from blog.models.feed_polls import FeedClient

# What of the header is looked at: all that a reader says of itself stands at its beginning.
LONGEST = 400
# Nobody can check what is reported; one who exaggerates shall not make all other numbers vanish.
MOST_SUBSCRIBERS = 100_000
# Over how many numbers the ids of one service's feeds are spread, whatever ids are made up.
PARTS = 8

# The first that is found in the header, in small letters, decides: so particular names stand
# before those words that many use.
_NAMES: tuple[tuple[str, FeedClient], ...] = (
    ("feedly", FeedClient.FEEDLY),
    ("inoreader", FeedClient.INOREADER),
    ("newsblur", FeedClient.NEWSBLUR),
    ("feedbin", FeedClient.FEEDBIN),
    ("old reader", FeedClient.OLD_READER),
    ("theoldreader", FeedClient.OLD_READER),
    ("bazqux", FeedClient.BAZQUX),
    ("netnewswire", FeedClient.NETNEWSWIRE),
    ("miniflux", FeedClient.MINIFLUX),
    ("freshrss", FeedClient.FRESHRSS),
    ("tiny tiny rss", FeedClient.TINY_TINY),
    ("tt-rss", FeedClient.TINY_TINY),
    ("commafeed", FeedClient.COMMAFEED),
    ("nextcloud", FeedClient.NEXTCLOUD),
    ("newsboat", FeedClient.NEWSBOAT),
    ("newsbeuter", FeedClient.NEWSBOAT),
    ("thunderbird", FeedClient.THUNDERBIRD),
    ("liferea", FeedClient.LIFEREA),
    ("akregator", FeedClient.AKREGATOR),
    ("rss2email", FeedClient.MAIL),
    ("feed2imap", FeedClient.MAIL),
    ("blogtrottr", FeedClient.MAIL),
    ("feedrabbit", FeedClient.MAIL),
    ("mailchimp", FeedClient.MAIL),
    ("reeder", FeedClient.REEDER),
    ("slackbot", FeedClient.CHAT),
    ("discordbot", FeedClient.CHAT),
    ("telegrambot", FeedClient.CHAT),
    ("matrix", FeedClient.CHAT),
    ("mastodon", FeedClient.CHAT),
    ("bot", FeedClient.BOT),
    ("crawl", FeedClient.BOT),
    ("spider", FeedClient.BOT),
    ("slurp", FeedClient.BOT),
    ("feedfetcher", FeedClient.BOT),
    ("validator", FeedClient.BOT),
    ("curl/", FeedClient.LIBRARY),
    ("wget/", FeedClient.LIBRARY),
    ("python", FeedClient.LIBRARY),
    ("feedparser", FeedClient.LIBRARY),
    ("go-http-client", FeedClient.LIBRARY),
    ("okhttp", FeedClient.LIBRARY),
    ("java/", FeedClient.LIBRARY),
    ("libwww", FeedClient.LIBRARY),
    ("node", FeedClient.LIBRARY),
    ("axios", FeedClient.LIBRARY),
    ("magpierss", FeedClient.LIBRARY),
    ("simplepie", FeedClient.LIBRARY),
    ("chrome/", FeedClient.BROWSER),
    ("firefox/", FeedClient.BROWSER),
    ("safari/", FeedClient.BROWSER),
)
_SUBSCRIBERS = re.compile(r"(?<![\d.,])(\d{1,9}) (?:subscriber|reader)", re.ASCII)
_ID = re.compile(r"feed-?id[=:] ?([\w-]{1,64})", re.ASCII)


class Asker(NamedTuple):
    """Who asks: the family, how many subscribers it reports, and which of its feeds it is."""

    client: FeedClient
    subscribers: int = 0
    part: int = 0


def read(agent: str) -> Asker:
    """Tell from the header who asks. It may hold anything, and be of any length."""
    said = agent[:LONGEST].lower()
    client = next((client for name, client in _NAMES if name in said), FeedClient.OTHER)
    found = _SUBSCRIBERS.search(said)
    if found is None:
        return Asker(client)
    known = _ID.search(said)
    # An id is a number within the service; still nothing needs it but whether two are the same.
    part = 1 + crc32(known[1].encode()) % PARTS if known else 0
    return Asker(client, min(int(found[1]), MOST_SUBSCRIBERS), part)
