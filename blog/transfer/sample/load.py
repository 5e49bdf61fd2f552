"""Loading the sample: pictures one by one, then everything else in one piece or not at all."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog.models import (
    Author,
    Category,
    Collaborator,
    Image,
    MenuItem,
    Page,
    Post,
    Redirect,
    Series,
    SiteSettings,
    Tag,
)
from blog.transfer.sample.accounts import link_authors, make_accounts
from blog.transfer.sample.content import GUID_PREFIX
from blog.transfer.sample.pictures import SOURCE, store_pictures, store_videos
from blog.transfer.sample.rows import World, dress_site, make_redirects, make_rows
from blog.transfer.sample.texts import make_texts, moved_addresses

CONTENT = (Post, Page, Author, Collaborator, Category, Tag, Series, MenuItem, Redirect)


def is_loaded() -> bool:
    """Whether the sample is here, whatever was done to it since."""
    return Post.objects.filter(source_guid__startswith=GUID_PREFIX).exists()


def has_content() -> bool:
    """Whether anything was written here. The sample's pictures alone are an interrupted loading."""
    if Image.objects.exclude(source_url__startswith=SOURCE).exists():
        return True
    return any(model._default_manager.exists() for model in CONTENT)


def load(*, with_accounts: bool, say: Callable[[str], None]) -> bool:
    """Store the whole sample; return whether this call did it.

    Where the database has content of its own, that is kept: site settings and menu stay, and an
    address that is taken is not taken away. `say` receives lines of progress. Interrupted at any
    point and called again, it ends with the same result.
    """
    users = accounts() if with_accounts else {}
    pictures = store_pictures(users.get("Administrator"), say)
    videos = store_videos()
    say("Writing posts and pages")
    with transaction.atomic():
        # Of two loadings at the same time the second waits here, and then finds it done.
        SiteSettings.objects.select_for_update().get_or_create(pk=1)
        if is_loaded():
            return False
        untouched = not has_content()
        now = timezone.now()
        world = World(users, pictures, videos, moved_addresses())
        make_rows(world, now.date())
        link_authors(users)
        if untouched:
            dress_site(world)
        make_texts(world, now)
        make_redirects(world)
    return True


@transaction.atomic
def accounts() -> dict[str, User]:
    """Make the sample's accounts where they are missing, and say which authors they are."""
    users = make_accounts()
    link_authors(users)
    return users
