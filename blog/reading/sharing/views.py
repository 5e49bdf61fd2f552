"""Answering with cards. Only what readers may see has one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control

from blog.models import Document, Listing, Page, Post
from blog.reading.cards import card as listed_content
from blog.reading.cards import listed
from blog.reading.sharing.card import OF_LISTS, Card, card_of, card_of_list, card_of_site
from blog.reading.sharing.store import forget_card, picture_of
from blog.reading.site import site_of


def of_post(request: HttpRequest, pk: int, mark: str) -> HttpResponse:
    """Answer with a post's card."""
    return _of_document(request, listed(Post.objects.published()), pk, mark)


def of_page(request: HttpRequest, pk: int, mark: str) -> HttpResponse:
    """Answer with a page's card."""
    return _of_document(request, Page.objects.published().select_related("featured"), pk, mark)


def of_list(request: HttpRequest, kind: str, pk: int, mark: str) -> HttpResponse:
    """Answer with the card of a list; one that was merged into another or is hidden has none.

    Of a list without public posts only its page tells the card's address: who counts through the
    numbers must not learn what texts to come are about.
    """
    if kind not in OF_LISTS:
        raise Http404("Lists of such things have no card.")
    rows = OF_LISTS[kind]._default_manager.all()
    rows = rows.visible() if hasattr(rows, "visible") else rows
    row = get_object_or_404(rows, pk=pk, **({"merged_into": None} if kind == "tag" else {}))
    card = card_of_list(site_of(request), row)
    if mark != card.mark and not _is_shown(kind, pk):
        raise Http404("No public post is in this list.")
    return _answer(card, mark)


def _is_shown(kind: str, pk: int) -> bool:
    """Whether readers find the list from somewhere; all partners are on a page of their own."""
    rows = Listing.objects.filter(kind=kind, thing=pk, part="", at__lte=timezone.now())
    return kind == "collaborator" or rows.exists()


def of_site(request: HttpRequest, mark: str) -> HttpResponse:
    """Answer with the card of pages that have none of their own."""
    return _answer(card_of_site(site_of(request)), mark)


def _of_document(request: HttpRequest, rows: Any, pk: int, mark: str) -> HttpResponse:
    row: Document = get_object_or_404(rows, pk=pk)
    response = _answer(card_of(site_of(request), listed_content(row)), mark)
    if not rows.filter(pk=pk).exists():
        # Taken back while it was drawn: what was stored since then nobody else would remove.
        forget_card(str(row._meta.model_name), pk)
        raise Http404("No public text has this card.")
    return response


def _answer(card: Card, mark: str) -> HttpResponse:
    """Answer with the picture, for ever; from the address of an older one lead to it."""
    if mark != card.mark:
        return redirect(card.url)
    response = HttpResponse(picture_of(card), content_type="image/png")
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response
