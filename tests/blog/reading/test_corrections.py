"""What readers are told of a change they should know of."""

from __future__ import annotations

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from blog.editing.revisions import save
from blog.editing.workflow import publish
from blog.models import Correction, Document, Event
from tests.factories import make_page, make_post

pytestmark = pytest.mark.django_db


def correct(document: Document, note: str, *, material: bool = True) -> None:
    save(document, document.newest_snapshot().changed(body=f"Put right: {note}"), by=None)
    publish(document, by=None, material=material, correction=note)


def test_a_correction_stands_under_the_post_with_its_day(client: Client) -> None:
    post = make_post(published=True)
    correct(post, "The figure was <b>12</b>, not 21.")

    page = client.get(post.get_absolute_url()).content.decode()

    assert "The figure was &lt;b&gt;12&lt;/b&gt;, not 21." in page
    assert page.index("Put right") < page.index('id="corrections-title"')


def test_a_correction_stands_under_a_page(client: Client) -> None:
    page = make_page()
    correct(page, "The address changed.")

    answer = client.get(page.get_absolute_url())

    assert "The address changed." in answer.content.decode()


def test_machines_are_told_too(client: Client) -> None:
    post = make_post(published=True)
    correct(post, "The figure was 12.")

    page = client.get(post.get_absolute_url()).content.decode()

    pattern = r'<script type="application/ld\+json"[^>]*>(.*?)</script>'
    scripts = re.findall(pattern, page, re.DOTALL)
    data = json.dumps([json.loads(script) for script in scripts])
    assert '"CorrectionComment"' in data
    assert "The figure was 12." in data


def test_a_change_that_is_not_material_says_nothing_and_moves_no_date(client: Client) -> None:
    post = make_post(published=True)
    save(post, post.newest_snapshot().changed(body="A comma, moved."), by=None)
    publish(post, by=None)

    page = client.get(post.get_absolute_url()).content.decode()

    assert "A comma, moved." in page
    assert "corrections-title" not in page
    assert "dt-updated" not in page


def test_a_note_without_the_tick_is_refused_and_nothing_is_published() -> None:
    post = make_post(published=True)

    with pytest.raises(ValidationError) as refusal:
        correct(post, "The figure was 12.", material=False)

    assert "Tick" in refusal.value.message_dict["correction"][0]
    assert not Correction.objects.exists()


def test_there_is_nothing_to_correct_in_what_nobody_saw() -> None:
    post = make_post()

    with pytest.raises(ValidationError) as refusal:
        correct(post, "The figure was 12.")

    assert "never saw" in refusal.value.message_dict["correction"][0]


def test_the_log_tells_corrections_from_other_changes() -> None:
    post = make_post(published=True)
    correct(post, "The figure was 12.")

    kinds = list(Event.objects.of(post).values_list("kind", flat=True))

    assert kinds == [Event.Kind.CORRECTED, Event.Kind.PUBLISHED]
