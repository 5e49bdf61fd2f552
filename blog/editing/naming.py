"""What follows when posts show another name of an author, partner, grant, category, tag, series."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils import timezone
from django_tasks import task

from blog.editing.signals import announce
from blog.models import Post

# How live posts name each kind, as a lookup.
NAMED_BY = {
    "author": "credits__author",
    "collaborator": "acknowledgements__collaborator",
    "grant": "acknowledgements__grant",
    "category": "category",
    "tag": "taggings__tag",
    "series": "series",
}
# Of more posts than this the worker tells the rest, so that nobody waits.
MOST_AT_ONCE = 25


def name_changed(thing: Any) -> None:
    """Tell that the posts which name the thing read otherwise now.

    Call it in the transaction that changed the name, or moved posts to the thing.
    """
    kind = thing._meta.model_name
    posts = posts_naming(kind, thing.pk)
    posts.update(live_at=timezone.now())
    if posts.count() > MOST_AT_ONCE:
        tell_of_name.enqueue(kind=kind, pk=thing.pk)
    else:
        _tell(posts)


def posts_naming(kind: str, pk: int) -> Any:
    """Return the posts that are or will be public and name the thing of this kind and key."""
    naming = Post.objects.filter(**{NAMED_BY[kind]: pk}).values("pk")
    return Post.objects.released().filter(pk__in=naming)


@task()
def tell_of_name(kind: str, pk: int) -> int:
    """Announce every post that names the thing; a second run changes nothing more."""
    if not apps.get_model("blog", kind)._default_manager.filter(pk=pk).exists():
        return 0
    return _tell(posts_naming(kind, pk))


def _tell(posts: Any) -> int:
    count = 0
    for count, post in enumerate(posts.iterator(chunk_size=50), 1):  # noqa: B007
        announce(post, "renamed")
    return count
