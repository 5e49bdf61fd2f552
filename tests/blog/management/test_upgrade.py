"""`manage.py upgrade` leaves a site that can be served, whatever state it finds."""

import pytest
from django.core.management import call_command

from blog.models import SearchRow
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
