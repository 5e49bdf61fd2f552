"""Running all checks: what weighs how much, what publishing is refused for, and what it costs."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from blog.editing.checks import Check, Draft, Finding, blocking, registry, run
from blog.editing.checks.gate import passed, refuse_blocked
from blog.editing.workflow import publish
from blog.models import Event, Post, PostTemplate, Redirect, SiteSettings
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    TagFactory,
    UserFactory,
    make_page,
    make_post,
    make_snapshot,
)

pytestmark = pytest.mark.django_db
DOCS = (Path(__file__).parents[4] / "docs" / "checks.md").read_text(encoding="utf-8")


def decide(**weights: str) -> None:
    checks = {name.replace("_", "-"): weight for name, weight in weights.items()}
    SiteSettings.objects.update_or_create(pk=1, defaults={"checks": checks})


def weights_of(post: Post, **fields: Any) -> dict[str, str]:
    return {f.check: f.weight for f in run(post, make_snapshot(**fields), None)}


def test_the_names_of_checks_are_their_own_and_each_says_what_it_is() -> None:
    names = [check.name for check in registry.CHECKS]

    assert len(set(names)) == len(names)
    assert all(check.title and check.explanation for check in registry.CHECKS)


def test_only_what_cannot_be_meant_blocks_where_nobody_decided() -> None:
    blocks = {check.name for check in registry.CHECKS if check.default == "block"}

    assert blocks == {"title-missing", "text-missing", "placeholder-left"}


def test_the_site_decides_and_a_template_decides_for_its_posts() -> None:
    decide(summary_missing="block", category_missing="off", word_twice="loud")
    template = PostTemplate.objects.create(name="Short", checks={"summary-missing": "off"})

    site = weights_of(Post(), body="the the")
    short = weights_of(Post(template=template), body="the the")

    assert (site["summary-missing"], site["word-twice"]) == ("block", "warn")
    assert "category-missing" not in site
    assert "summary-missing" not in short


def test_decisions_that_cannot_be_read_are_passed_over() -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"checks": ["block"]})

    assert weights_of(Post())["summary-missing"] == "warn"


def test_what_blocks_comes_first() -> None:
    decide(word_twice="block")

    findings = run(Post(), make_snapshot(body="It was was [here](#none)."), None)

    assert findings[0].check == "word-twice"
    assert [f.check for f in blocking(findings)] == ["word-twice"]


def test_publishing_is_refused_with_a_sentence_beside_each_field() -> None:
    decide(credit_missing="block")
    snapshot = make_snapshot(body="A [[gap]] and [[another]].", summary="")

    with pytest.raises(ValidationError) as refused:
        refuse_blocked(Post(), snapshot)

    problems = refused.value.message_dict
    assert len(problems["body"]) == 2
    assert "[[gap]]" in problems["body"][0]
    assert "credited" in problems["__all__"][0]
    assert "summary" not in problems


def test_warnings_that_are_passed_over_come_back() -> None:
    found = refuse_blocked(Post(), make_snapshot(body="The the shore."))

    assert {"check": "word-twice", "message": "“The the”: the same word twice. Take one out."} in (
        passed(found)
    )


def test_the_example_of_the_docs_is_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    example = DOCS.split("````python\n")[1].split("````")[0]
    names: dict[str, Any] = {"Check": Check, "Draft": Draft, "Finding": Finding}
    exec(example, names)  # noqa: S102

    monkeypatch.setattr(registry, "CHECKS", (*registry.CHECKS, names["TitleShouts"]()))

    assert weights_of(Post(), title="LOW TIDE")["title-shouts"] == "warn"
    assert "title-shouts" not in weights_of(Post(), title="Low tide")


def test_the_docs_name_every_check() -> None:
    assert [check.name for check in registry.CHECKS if f"`{check.name}`" not in DOCS] == []


def test_hostile_texts_are_checked_without_an_error() -> None:
    bodies = ("[[" * 20_000, "[](" * 3000, "{{" * 9000, "\x00[a](/\x00/)", "<a href='//['>x</a>")

    for body in bodies:
        assert isinstance(run(Post(), make_snapshot(body=body), None), list)


def _long_text() -> str:
    """Return 20 kB with a hundred links of every kind."""
    make_page(address="about")
    AuthorFactory(slug="ada")
    CollaboratorFactory(slug="fund")
    CategoryFactory(slug="essays")
    SeriesFactory(slug="guide")
    TagFactory(name="news", slug="news")
    picture = ImageFactory()
    draft, post = make_post(address="plans"), make_post(published=True, address="seen")
    Redirect.objects.create(path="/old/", post=post)
    Redirect.objects.create(path="/older/", post=draft)
    paths = "/blog/plans/ /blog/seen/ /old/ /older/ /about/ /author/ada/ /collaborators/fund/ "
    paths += "/category/essays/ /series/guide/ /tag/news/ /none/ https://example.org/ "
    paths += f"{picture.url} /unseen/"
    words = "Along the shore we walked and counted what flew past us in the wind. " * 2
    lines = [
        f"## Part {n}\n\n{words} [one of them]({paths.split()[n % 14]}) ![]({picture.url})"
        for n in range(100)
    ]
    return "\n\n".join(lines)


def test_a_long_text_with_a_hundred_links_takes_ten_queries_and_little_time() -> None:
    editor = UserFactory(role=Role.EDITOR)
    editor.has_perm("blog.change_post")
    for _ in range(30):
        CollaboratorFactory()
    snapshot = make_snapshot(body=_long_text(), featured=ImageFactory())
    run(Post(), snapshot, editor)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        began = time.perf_counter()
        findings = run(Post(), snapshot, editor)
        seconds = time.perf_counter() - began

    assert len(snapshot.body) > 20_000
    assert {"link-moved", "link-draft", "link-nowhere"} <= {f.check for f in findings}
    assert len(queries) <= 10
    # 150 ms on a quiet machine; tests share theirs.
    assert seconds < 1.5


def test_publishing_remembers_who_passed_over_which_warning() -> None:
    editor = UserFactory(role=Role.EDITOR)
    post = make_post(body="The the shore.")

    publish(post, by=editor)

    event = Event.objects.get(post=post, kind=Event.Kind.PUBLISHED)
    assert event.by == editor
    assert "word-twice" in {warning["check"] for warning in event.data["warnings"]}


def test_nobody_publishes_a_placeholder_and_an_import_may() -> None:
    post = make_post(body="A [[gap]].")

    with pytest.raises(ValidationError, match=r"\[\[gap\]\]"):
        publish(post, by=UserFactory(role=Role.EDITOR))
    assert not post.is_public

    publish(post, by=None)
    assert post.is_public
