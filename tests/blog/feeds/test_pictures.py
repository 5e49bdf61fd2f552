"""Every picture in a feed is one that a reader's program can draw at once."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from PIL import Image as Pillow

from tests.blog.feeds.test_old_faults import content
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def test_a_film_elsewhere_without_a_poster_has_one_from_here(client: Client) -> None:
    make_post(published=True, body="https://www.youtube.com/watch?v=aaaaaaaaaaa\n")

    source, width, height = re.findall(
        r'<img src="http://[^/]+/static/([^"]+)" alt="" width="(\d+)" height="(\d+)">',
        content(client),
    )[0]

    found = find(source)
    assert isinstance(found, str)
    with Pillow.open(found) as picture:
        assert picture.width * int(height) == picture.height * int(width)
