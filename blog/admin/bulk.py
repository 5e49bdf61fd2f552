"""Doing one thing to many posts: choose, look over, do, and read what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from blog.admin.bulk_forms import VERBS, BulkForm, Verb
from blog.admin.who import key_of, user_of
from blog.editing.bulk import MOST, Report, for_each
from blog.models import Post

if TYPE_CHECKING:
    from accounts.models import User
    from blog.admin.documents import DocumentAdmin

_LIST = "admin:blog_post_changelist"


class InBulk(admin.ModelAdmin[Any]):
    """Offers what the user's role can do to many posts, above the list of them."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return one action for each, under the words of its screen."""
        if IS_POPUP_VAR in request.GET:
            return {}
        user = user_of(request)
        return {
            verb.name: (_action(verb), verb.name, f"{verb.label}…")
            for verb in VERBS.values()
            if verb.is_for(user)
        }

    def response_action(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Leave out of a choice what no list could have sent."""
        sent = request.POST.copy()
        keys = [str(key) for text in sent.getlist(ACTION_CHECKBOX_NAME) if (key := _key(text))]
        sent.setlist(ACTION_CHECKBOX_NAME, keys)
        request.POST = sent  # type: ignore[assignment]
        return super().response_action(request, *args, **options)


def _action(verb: Verb) -> Any:
    def look_over(model_admin: Any, request: HttpRequest, posts: Any) -> HttpResponse | None:
        chosen = list(_narrow(posts)[: MOST + 1])
        if len(chosen) > MOST:
            sentence = f"Choose at most {MOST} posts at once: narrow the list with a filter first."
            model_admin.message_user(request, sentence, messages.ERROR)
            return None
        form = verb.form(None, user_of(request))
        return _look_over_page(model_admin, request, verb, form, chosen)

    return look_over


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the address that a looked-over choice is sent to; only posts have it."""
    if model_admin.model is not Post:
        return []

    @require_POST
    def view(request: HttpRequest, verb: str) -> HttpResponse:
        return bulk_view(model_admin, request, verb)

    wrapped = model_admin.admin_site.admin_view(view)
    return [path("bulk/<slug:verb>/", wrapped, name="blog_post_bulk")]


def bulk_view(model_admin: DocumentAdmin, request: HttpRequest, name: str) -> HttpResponse:
    """Do it to the posts that were chosen, and show what became of each.

    Raises Http404 for what can't be done in bulk, PermissionDenied where the role can't do it.
    """
    user = user_of(request)
    verb = _verb(name, user)
    seen = _chosen(request)
    if not 0 < len(seen) <= MOST:
        sentence = f"Choose between one and {MOST} posts in the list, then what to do."
        model_admin.message_user(request, sentence, messages.ERROR)
        return redirect(_LIST)
    form = verb.form(request.POST if request.POST.get("go") else None, user)
    posts = model_admin.get_queryset(request).prefetch_related(None)
    if not form.is_valid():
        chosen = list(_narrow(posts).filter(pk__in=seen))
        return _look_over_page(model_admin, request, verb, form, chosen)
    report = for_each(seen, posts, form.deed(seen))
    _log(user, verb, report)
    unseen = not form.republishes and _has_newer_drafts(report)
    return _report_page(model_admin, request, verb, report, seen, unseen=unseen)


def _verb(name: str, user: User) -> Verb:
    if name not in VERBS:
        raise Http404("There is no such thing to do.")
    if not VERBS[name].is_for(user):
        raise PermissionDenied("Your role does not let you publish. Ask an editor.")
    return VERBS[name]


def _chosen(request: HttpRequest) -> dict[int, int]:
    """Return the keys of the posts that were chosen, each with that of its newest version then."""
    pairs = (text.partition("-")[::2] for text in request.POST.getlist("post"))
    return {_key(pk): _key(revision) for pk, revision in pairs if _key(pk)}


def _key(text: str) -> int:
    key = key_of(text)
    return key if key <= BigIntegerField.MAX_BIGINT else 0


def _narrow(posts: Any) -> Any:
    """Return the posts without their long columns."""
    return (
        posts.prefetch_related(None)
        .select_related(None)
        .only(
            "title",
            "status",
            "published_at",
            "submitted_at",
            "trashed_at",
            "erased_at",
            "newest_revision_id",
        )
    )


def _log(user: User, verb: Verb, report: Report) -> None:
    done = Post.objects.filter(pk__in=[told.pk for told in report.done]).only("title")
    LogEntry.objects.log_actions(user.pk, done, CHANGE, f"{verb.label}, with others.")


def _has_newer_drafts(report: Report) -> bool:
    public: Any = Post.objects.filter(pk__in=[told.pk for told in report.done]).published()
    return bool(public.exclude(newest_revision=F("live_revision")).exists())


def _look_over_page(
    model_admin: Any, request: HttpRequest, verb: Verb, form: BulkForm, chosen: list[Post]
) -> HttpResponse:
    context = {
        **_context(model_admin, request, verb),
        "title": verb.label,
        "form": form,
        "chosen": chosen,
    }
    return TemplateResponse(request, "admin/blog/bulk.html", context)


def _report_page(
    model_admin: Any,
    request: HttpRequest,
    verb: Verb,
    report: Report,
    seen: dict[int, int],
    *,
    unseen: bool,
) -> HttpResponse:
    fields = [
        (name, value)
        for name, value in request.POST.items()
        if name not in {"csrfmiddlewaretoken", "post"}
    ]
    context = {
        **_context(model_admin, request, verb),
        "title": f"{verb.label}: what was done",
        "report": report,
        "newer_drafts": unseen,
        "left": [f"{pk}-{seen[pk]}" for pk in report.left],
        "fields": fields,
    }
    return TemplateResponse(request, "admin/blog/bulk_report.html", context)


def _context(model_admin: Any, request: HttpRequest, verb: Verb) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "verb": verb,
        "bulk_url": reverse("admin:blog_post_bulk", args=[verb.name]),
        "back_url": reverse(_LIST),
    }
