"""What the editor's scripts ask for: live preview, upload, the picture library, known tags."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from blog.editing.limits import PREVIEW, UPLOAD, Limit
from blog.editing.pictures.turns import UploadBusy
from blog.editing.pictures.uploads import UploadRefused, take_in
from blog.editing.preview import markdownify
from blog.models import Image, Post, Tag
from blog.models.taxonomy import normal_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

    View = Callable[..., HttpResponse]

AGAIN_AFTER = 3  # seconds, where other pictures are being read
PICTURES_A_PAGE = 24
MOST_TAGS = 12
MOST_POSTS = 20


def staff_with(permission: str) -> Callable[[View], View]:
    """Let only staff who have the permission use the view; others get 403.

    Who isn't signed in was sent to the login page by the middleware before.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user = cast("User", request.user)
            if not (user.is_staff and user.has_perm(permission)):
                raise PermissionDenied("Your role does not let you do this.")
            return view(request, *args, **kwargs)

        return checked

    return decorate


@require_POST
@staff_with("blog.change_post")
def preview(request: HttpRequest) -> HttpResponse:
    """Return the HTML that a page would show for the Markdown in `content`."""
    if not PREVIEW.allows(request.user.pk):
        return too_often(PREVIEW)
    return HttpResponse(markdownify(request.POST.get("content", "")))


@require_GET
@xframe_options_sameorigin
@staff_with("blog.change_post")
def frame(request: HttpRequest) -> HttpResponse:
    """Return the empty page that the live preview is drawn in, with the site's own style."""
    return render(request, "admin/blog/preview_frame.html")


@require_POST
@staff_with("blog.add_image")
def upload(request: HttpRequest) -> JsonResponse:
    """Store the picture in `image` with its words; return it as the library lists it.

    Fields beside the file: `alt`, `decorative` (1), `caption`, `credit`. Where the file can't be
    taken, the answer is 400 with the reason in `error`, or 503 if it may be sent again after the
    seconds in `Retry-After`; where the library had it already, 200 with a sentence in `note`.
    """
    if not UPLOAD.allows(request.user.pk):
        return too_often(UPLOAD)
    file = request.FILES.get("image")
    if file is None or isinstance(file, list):
        return JsonResponse(
            {"error": "No file arrived. Choose a picture and try again."}, status=400
        )
    try:
        taken = take_in(
            file,
            name=file.name or "",
            by=cast("User", request.user),
            alt=request.POST.get("alt", ""),
            is_decorative=request.POST.get("decorative") == "1",
            caption=request.POST.get("caption", ""),
            credit=request.POST.get("credit", ""),
        )
    except UploadBusy as busy:
        again = {"Retry-After": str(AGAIN_AFTER)}
        return JsonResponse({"error": str(busy)}, status=503, headers=again)
    except UploadRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    if taken.is_known:
        return JsonResponse({**_listed(taken.image), "note": taken.note})
    return JsonResponse(_listed(taken.image), status=201)


@require_GET
@never_cache
@staff_with("blog.view_image")
def pictures(request: HttpRequest) -> JsonResponse:
    """Return one `page` of the library, newest first, of pictures whose words contain `q`."""
    found = Image.objects.all()
    for word in asked(request).split()[:8]:
        found = found.filter(
            Q(title__icontains=word) | Q(alt__icontains=word) | Q(caption__icontains=word)
        )
    page = Paginator(found, PICTURES_A_PAGE).get_page(request.GET.get("page"))
    return JsonResponse(
        {
            "pictures": [_listed(image) for image in page],
            "page": page.number,
            "pages": page.paginator.num_pages,
            "count": page.paginator.count,
        }
    )


@require_GET
@never_cache
@staff_with("blog.view_tag")
def tags(request: HttpRequest) -> JsonResponse:
    """Return the names of tags that begin with `q` or have it inside; synonyms lead to theirs.

    `may_add` says whether a name that is none of them may become a new tag.
    """
    wanted = normal_tag(asked(request))
    found = Tag.objects.unmerged()
    if wanted:
        found = found.filter(
            Q(name__contains=wanted) | Q(synonyms__name__contains=wanted)
        ).distinct()
    names = sorted(
        found.values_list("name", flat=True)[: MOST_TAGS * 8],
        key=lambda name: (not name.startswith(wanted), name),
    )
    may_add = cast("User", request.user).has_perm("blog.add_tag")
    return JsonResponse({"tags": names[:MOST_TAGS], "may_add": may_add})


@require_GET
@never_cache
@staff_with("blog.change_post")
def posts(request: HttpRequest) -> JsonResponse:
    """Return the newest posts that the user may read and whose titles contain the words of `q`."""
    found = Post.objects.visible_to(request.user).newest_first()
    for word in asked(request).split()[:8]:
        found = found.filter(title__icontains=word)
    rows = found.values_list("pk", "title", "language")[:MOST_POSTS]
    return JsonResponse(
        {"posts": [{"id": pk, "label": f"{title} ({language})"} for pk, title, language in rows]}
    )


def asked(request: HttpRequest) -> str:
    """Return what is searched for."""
    # PostgreSQL refuses to compare with a NUL.
    return request.GET.get("q", "").replace("\x00", " ")


def _listed(image: Image) -> dict[str, Any]:
    return {
        "id": image.pk,
        "url": image.url,
        "thumbnail": image.thumbnail_url,
        "title": image.title,
        "alt": image.alt,
        "decorative": image.is_decorative,
        "caption": image.caption,
        "width": image.width,
        "height": image.height,
    }


def too_often(limit: Limit) -> JsonResponse:
    """Answer 429 with a sentence, and when to come again."""
    response = JsonResponse(
        {"error": "That was a lot in a short time. Wait a minute and try again."}, status=429
    )
    response.headers["Retry-After"] = str(min(limit.seconds, 60))
    return response
