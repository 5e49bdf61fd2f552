"""`manage.py upgrade` leaves a site that can be served, whatever state it finds."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import OutputWrapper

from blog.editing import rerender
from blog.management.progress import Progress
from blog.models import Post, RelatedPost, SearchRow
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def test_a_search_index_that_is_empty_is_filled() -> None:
    post = make_post(published=True)
    SearchRow.objects.all().delete()

    call_command("upgrade", verbosity=0)

    assert SearchRow.objects.get().post_id == post.pk


def test_one_that_is_filled_is_left_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    make_post(published=True)
    call_command("reindex")
    capsys.readouterr()

    call_command("upgrade", verbosity=0)

    assert "search index" not in capsys.readouterr().out


def test_finding_related_posts_goes_on_where_it_was_cut_short() -> None:
    posts = [make_post(published=True, tags=["tides"]) for _ in range(3)]
    call_command("relate", verbosity=0)
    RelatedPost.objects.filter(post=posts[2]).delete()

    call_command("upgrade", verbosity=0)

    assert RelatedPost.objects.filter(post=posts[2]).count() == 2


def test_posts_that_share_nothing_are_not_looked_at_each_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_post(published=True, tags=["tides"])
    make_post(published=True, tags=["birds"])
    make_post(tags=["birds"])

    call_command("upgrade", verbosity=0)

    assert "related" not in capsys.readouterr().out


def test_rendering_that_is_cut_short_goes_on_there(monkeypatch: pytest.MonkeyPatch) -> None:
    posts = [make_post(published=True, body=f"Text {n}.") for n in range(5)]
    Post.objects.update(renderer_version=0)
    monkeypatch.setattr(rerender, "CHUNK", 2)
    told: list[int] = []

    def die(count: int) -> None:
        if count == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rerender.rerender_all(outdated_only=True, tell=die)
    left = set(Post.objects.filter(renderer_version=0).values_list("pk", flat=True))
    rerender.rerender_all(outdated_only=True, tell=told.append)

    assert left == {post.pk for post in posts[3:]}
    assert told == [1, 2]
    assert not Post.objects.filter(renderer_version=0).exists()


def test_a_long_command_says_how_far_it_is() -> None:
    out = StringIO()
    tell = Progress(OutputWrapper(out), "posts")

    for count in range(400, 12_001, 400):
        tell(count)

    assert out.getvalue().splitlines() == ["5200 posts …", "10400 posts …"]
