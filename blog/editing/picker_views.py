"""What the editor's link picker asks for."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from blog.editing.limits import PICKER
from blog.editing.links import places
from blog.editing.views import asked, staff_with, too_often

if TYPE_CHECKING:
    from accounts.models import User


@require_GET
@never_cache
@staff_with("blog.change_post")
def links(request: HttpRequest) -> JsonResponse:
    """Return posts, pages, authors and partners whose names contain the words of `q`."""
    if not PICKER.allows(request.user.pk):
        return too_often(PICKER)
    found = places(asked(request), cast("User", request.user))
    return JsonResponse({"links": [asdict(place) for place in found]})
