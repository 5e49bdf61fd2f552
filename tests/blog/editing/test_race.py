"""Four people save one text at the same moments, by real requests over real connections."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from blog.models import Page, Revision
from tests.blog.admin.conftest import page_form
from tests.factories import UserFactory, make_page

WRITERS = 4
ROUNDS = int(os.environ.get("RACE_ROUNDS", "40"))
# In each of these, all four change the same line, so that at most one of them can be the newest.
SAME_LINE = 8


class Writer:
    """Somebody with a browser who saves whenever the others do."""

    def __init__(self, number: int, address: str, together: Barrier) -> None:
        self.number, self.address, self.together = number, address, together
        self.client = Client(raise_request_exception=False)
        self.client.force_login(UserFactory(role=Role.EDITOR, name=f"Writer {number}"))
        # Nothing but the saves is to be measured.
        self.client.cookies["messages"] = ""

    def word(self, turn: int) -> str:
        """Return what this writer alone writes, and only then."""
        return f"word{self.number}x{turn}x"

    def save(self, page: Page, turn: int) -> int:
        """Send the form as it was before anybody saved in this turn; return the answer's status."""
        lines = page.newest_snapshot().body.split("\n\n")
        lines[0 if turn % SAME_LINE == 0 else self.number + 1] = self.word(turn)
        fields = {"title": page.title, "address": page.path, "body": "\n\n".join(lines)}
        form = page_form(base=str(page.newest_revision_id), **fields)
        try:
            self.together.wait(timeout=60)
            answer: Any = self.client.post(self.address, form)
            return int(answer.status_code)
        finally:
            connection.close()


def _kept(page: Page, words: list[str]) -> list[str]:
    """Return the words that are in the newest version or in one that waits to be merged."""
    page.refresh_from_db()
    unmerged: Any = Revision.objects.of(page).filter(note="Not merged yet")
    texts = [page.newest_snapshot().body, *unmerged.values_list("data__body", flat=True)[:WRITERS]]
    return [word for word in words if any(word in text for text in texts)]


@pytest.mark.django_db(transaction=True)
def test_nobodys_words_are_lost_and_nobody_sees_an_error() -> None:
    page = make_page(published=False, body="\n\n".join(["shared", *"abcd"]))
    together = Barrier(WRITERS)
    address = reverse("admin:blog_page_change", args=[page.pk])
    writers = [Writer(number, address, together) for number in range(WRITERS)]
    lost: list[str] = []
    answers: set[int] = set()

    with ThreadPoolExecutor(WRITERS) as threads:
        for turn in range(ROUNDS):
            page.refresh_from_db()
            copies = [
                Page.objects.select_related("newest_revision").get(pk=page.pk) for _ in writers
            ]
            answers |= set(threads.map(Writer.save, writers, copies, [turn] * WRITERS))
            words = [writer.word(turn) for writer in writers]
            lost += [word for word in words if word not in _kept(page, words)]

    assert lost == []
    assert answers == {302}
    numbers = list(Revision.objects.of(page).values_list("number", flat=True))
    assert len(numbers) == len(set(numbers)) >= ROUNDS * WRITERS
