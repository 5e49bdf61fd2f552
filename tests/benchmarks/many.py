"""A blog with as many posts as asked for, in made-up words: what measuring at 100,000 begins with.

`DATABASE_URL=… python -m tests.benchmarks.fill 100000` fills an empty, migrated database. The same
number gives the same words, names and links each time; only the dates end today. Words come as
often as those of a language do (Zipf's law): the first is in nearly every post, most in a few.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from blog.markup import RENDERER_VERSION
from blog.models import (
    Acknowledgement,
    Author,
    Category,
    Collaborator,
    Credit,
    Post,
    Series,
    Status,
    Tag,
    Tagging,
)
from blog.models.addresses import make_slug
from blog.reading.related import relate

BATCH = 1_000
VOCABULARY = 20_000
PARAGRAPHS = 6_000
YEARS = 15
RELATED = 80
AUTHORS, PARTNERS, TAGS, CATEGORIES, SERIES = 300, 120, 400, 8, 100


def vocabulary() -> list[str]:
    """Return made-up words, the most frequent first; these are short, as in a language."""
    chance = random.Random(1)  # noqa: S311
    starts = ("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr")
    syllables = [start + vowel for start in starts for vowel in "aeiou"]
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        length = 1 + int(math.log10(len(words) + 1)) // 2 + chance.randint(0, 1)
        word = "".join(chance.choices(syllables, k=length)) + chance.choice(("", "n", "r", "k"))
        words.setdefault(word)
    return list(words)


class Text:
    """Sentences and paragraphs of the vocabulary."""

    def __init__(self) -> None:
        self.chance = random.Random(2)  # noqa: S311
        self.words = vocabulary()
        ranks = range(len(self.words))
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in ranks))
        # A text is made of these: drawing each of its words would take minutes.
        self.paragraphs = [self._paragraph() for _ in range(PARAGRAPHS)]

    def some(self, count: int) -> list[str]:
        """Return words as often as they come."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self, count: int) -> str:
        """Return a sentence of so many words."""
        return " ".join(self.some(count)).capitalize() + "."

    def name(self, count: int = 2) -> str:
        """Return a name; any word is as likely as another."""
        return " ".join(word.capitalize() for word in self.chance.choices(self.words, k=count))

    def _paragraph(self) -> str:
        lengths = self.chance.choices(range(6, 22), k=4)
        return " ".join(self.sentence(length) for length in lengths)

    def body(self) -> list[str]:
        """Return three to seven paragraphs, with a few words that hardly any other post has."""
        rare = " ".join(self.chance.choices(self.words, k=4)).capitalize() + "."
        return [*self.chance.choices(self.paragraphs, k=self.chance.randint(2, 6)), rare]


class Blog:
    """What the posts refer to, and then the posts."""

    def __init__(self) -> None:
        self.text = Text()
        self.chance = self.text.chance

    def people(self, posts: int) -> None:
        """Make authors, partners, tags, categories and series: as many as so many posts have.

        A small blog has fewer of them, so that its lists fill a page as those of a large one do.
        """

        def rows(model: Any, count: int, named: str = "name", **same: Any) -> list[Any]:
            names = [f"{self.text.name()} {number}" for number in range(1, count + 1)]
            names = [name.lower() for name in names] if model is Tag else names
            made = [model(**{named: name, "slug": make_slug(name)}, **same) for name in names]
            return list(model.objects.bulk_create(made))

        few = max(CATEGORIES, posts // 8)
        self.authors = rows(Author, min(AUTHORS, 3 * few), affiliation="Made Up")
        self.partners = rows(Collaborator, min(PARTNERS, few))
        self.tags = rows(Tag, min(TAGS, few))
        self.categories = rows(Category, CATEGORIES)
        self.series = rows(Series, max(1, min(SERIES, posts // 100)), named="title")

    def posts(self, count: int) -> Iterator[Post]:
        """Yield unsaved posts, oldest first, more in each year than in the one before.

        Of 100, two are drafts and one is scheduled.
        """
        now = timezone.now()
        for number in range(1, count + 1):
            status = Status.DRAFT if number % 50 == 7 else Status.PUBLISHED
            age = timedelta(days=365 * YEARS) * ((count - number) / count) ** 3
            at = now - age - timedelta(minutes=1)
            at = now + timedelta(days=number % 90 + 1) if number % 100 == 9 else at
            public = at if status == Status.PUBLISHED else None
            yield Post(
                **self._words(number),
                status=status,
                published_at=public,
                first_public_at=public,
                live_at=now,
                modified_at=at,
                language="es" if number % 10 == 3 else "en",
                category=self._few(self.categories, 1, 1)[0],
                series=self.series[number % len(self.series)] if number % 20 == 0 else None,
                series_position=number // 20 if number % 20 == 0 else None,
            )

    def _words(self, number: int) -> dict[str, Any]:
        title = " ".join(self.text.some(4) + self.chance.choices(self.text.words, k=2)).capitalize()
        paragraphs = self.text.body()
        html = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
        text = "\n".join(paragraphs)
        return {
            "title": title,
            "slug": f"{make_slug(title)}-{number}",
            "guid": f"tag:example.org,2020:many/{number}",
            "summary": self.text.sentence(14),
            "body": "\n\n".join(paragraphs),
            "html": html,
            "feed_html": html,
            "text": text,
            "lead": text[:200],
            "words": text.count(" ") + 1,
            "renderer_version": RENDERER_VERSION,
        }

    def links(self, posts: Iterable[Post]) -> tuple[list[Any], list[Any], list[Any]]:
        """Return unsaved credits, tags and thanks of saved posts."""
        credited, tagged, thanked = [], [], []
        for post in posts:
            for place, author in enumerate(self._few(self.authors, 1, 3)):
                role = Credit.Role.EDITED if place == 2 else Credit.Role.WROTE
                credited.append(Credit(post=post, author=author, role=role, position=place))
            for place, tag in enumerate(self._few(self.tags, 1, 4)):
                tagged.append(Tagging(post=post, tag=tag, position=place))
            for place, partner in enumerate(self._few(self.partners, 0, 2)):
                thanked_as = self.chance.choice(Acknowledgement.Role.values)
                thanked.append(
                    Acknowledgement(
                        post=post, collaborator=partner, role=thanked_as, position=place
                    )
                )
        return credited, tagged, thanked

    def _few(self, rows: list[Any], least: int, most: int) -> list[Any]:
        """Return a few rows, the first of all more often than the last."""
        count = self.chance.randint(least, most)
        places = {int(len(rows) * self.chance.random() ** 2) for _ in range(count)}
        return [rows[place] for place in sorted(places)]


def fill(count: int) -> None:
    """Store so many posts with all that belongs to them, and what is derived from them."""
    blog = Blog()
    with transaction.atomic():
        blog.people(count)
        posts = blog.posts(count)
        while batch := list(itertools.islice(posts, BATCH)):
            stored = Post.objects.bulk_create(batch, BATCH)
            credited, tagged, thanked = blog.links(stored)
            Credit.objects.bulk_create(credited, BATCH)
            Tagging.objects.bulk_create(tagged, BATCH)
            Acknowledgement.objects.bulk_create(thanked, BATCH)
    call_command("reindex", verbosity=0)
    call_command("relist", verbosity=0)
    # Of those in the middle alone: `manage.py relate` takes minutes for all of 100,000.
    published = Post.objects.published().order_by("pk")
    start = max(0, published.count() // 2 - RELATED // 2)
    for post in published[start : start + RELATED]:
        relate(post)
    if connection.vendor == "postgresql":
        # Autovacuum would, a minute later.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
