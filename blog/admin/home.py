"""The desk: what somebody has in hand, on the admin's first page, and each part of it in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from blog.admin import home_rows
from blog.admin.home_rows import Row
from blog.admin.who import user_of
from blog.editing import checklist, waiting
from blog.models import SiteSettings
from blog.reading.paging import paged
from blog.reading.site import site_of

if TYPE_CHECKING:
    from accounts.models import User

ON_DESK = 6
PER_PAGE = 50
# Beyond it the desk says "99+": nobody waits for a count.
MOST_COUNTED = 99

Rows = Callable[["User", SiteSettings], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the desk. `sources` pair a list of rows with what a row of it says."""

    key: str
    title: str
    sources: tuple[tuple[Rows, Callable[[Any], Row]], ...]
    empty: str = ""
    permission: str = "blog.change_post"
    oldest_first: bool = False


PARTS = {
    part.key: part
    for part in (
        Part(
            "review",
            "To review",
            ((lambda user, site: waiting.to_review(user), home_rows.of_review),),
            oldest_first=True,
        ),
        Part(
            "answers",
            "Answers about your texts",
            (
                (lambda user, site: waiting.given_back(user), home_rows.of_request),
                (lambda user, site: waiting.approvals(user), home_rows.of_approval),
                (lambda user, site: waiting.sign_offs(user), home_rows.of_sign_off),
            ),
        ),
        Part(
            "comments",
            "Open comments",
            ((lambda user, site: waiting.open_comments(user), home_rows.of_comment),),
        ),
        Part(
            "unmerged",
            "Texts of yours to merge",
            ((lambda user, site: waiting.not_merged(user), home_rows.of_unmerged),),
        ),
        Part(
            "drafts",
            "Your drafts",
            ((lambda user, site: waiting.own_drafts(user), home_rows.of_draft),),
            empty="No draft of yours is open.",
        ),
        Part(
            "scheduled",
            "Scheduled",
            ((lambda user, site: waiting.scheduled(user), home_rows.of_scheduled),),
            empty="Nothing is set to appear by itself. Give a text a date to come to schedule it.",
            oldest_first=True,
        ),
        Part(
            "checklist",
            "After publishing",
            ((lambda user, site: checklist.open_by_post(user), home_rows.of_task),),
            empty="Nothing is left to do for what was published.",
            permission="blog.publish_own_posts",
        ),
        Part(
            "published",
            "Recently published",
            ((lambda user, site: waiting.lately_public(user), home_rows.of_public),),
            empty="Nothing is public yet.",
        ),
        Part(
            "partners",
            "Partners not thanked lately",
            ((lambda user, site: home_rows.quiet_partners(site), home_rows.of_partner),),
            permission="blog.edit_all_posts",
            empty="Every partner was thanked in a post lately.",
            oldest_first=True,
        ),
    )
}
WAITING = ("review", "answers", "comments", "unmerged")
COLUMNS = (("drafts", "published"), ("scheduled", "checklist", "partners"))


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of one part for one person; sliced like a list, so that it can be paged."""

    part: Part
    user: User
    site: SiteSettings

    def __getitem__(self, wanted: slice) -> Sequence[Row]:
        """Return the rows from one place to another, of all sources in one order."""
        lists = [
            [say(row) for row in rows(self.user, self.site)[: wanted.stop]]
            for rows, say in self.part.sources
        ]
        if len(lists) == 1:
            return lists[0][wanted]
        merged = sorted((row for rows in lists for row in rows), key=_moment, reverse=True)
        return merged[wanted]


def _moment(row: Row) -> float:
    return row.at.timestamp() if row.at else 0.0


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return what the first page shows: what waits, and the lists of both columns."""
    user, site = user_of(request), site_of(request)
    if not user.has_perm("blog.change_post"):
        return {}
    listed = {key: _on_desk(part, user, site) for key, part in PARTS.items() if _may(part, user)}
    return {
        "waiting": [listed[key] for key in WAITING if listed[key]["rows"]],
        "columns": [[listed[key] for key in keys if key in listed] for keys in COLUMNS],
        "thrown_away": waiting.thrown_away(user),
        "quiet_months": site.quiet_partner_months,
    }


def _may(part: Part, user: User) -> bool:
    return user.has_perm(part.permission)


def _on_desk(part: Part, user: User, site: SiteSettings) -> dict[str, Any]:
    rows = Found(part, user, site)[: MOST_COUNTED + 1]
    count = f"{MOST_COUNTED}+" if len(rows) > MOST_COUNTED else str(len(rows))
    return {
        "part": part,
        "rows": rows[:ON_DESK],
        "count": count,
        "all_url": reverse("admin:desk", args=[part.key]) if len(rows) > ON_DESK else "",
    }


def urls(admin_site: Any) -> list[Any]:
    """Return the address under which each part is shown in full."""

    @require_safe
    def view(request: HttpRequest, key: str) -> HttpResponse:
        return part_view(admin_site, request, key)

    return [path("desk/<slug:key>/", admin_site.admin_view(view), name="desk")]


def part_view(admin_site: Any, request: HttpRequest, key: str) -> HttpResponse:
    """Show one part of the desk, a page at a time. Raises Http404 where there is none for them."""
    user = user_of(request)
    part = PARTS.get(key)
    if part is None or not _may(part, user):
        raise Http404("There is no such part of your desk.")
    context = {
        **admin_site.each_context(request),
        "title": part.title,
        "part": part,
        "page": paged(request, Found(part, user, site_of(request)), per_page=PER_PAGE),
    }
    return TemplateResponse(request, "admin/desk_part.html", context)
