"""The editor's own addresses, under the names that django-markdownx's widget knows."""

from django.urls import URLPattern, path

from blog.editing import picker_views, views

urlpatterns: list[URLPattern] = [
    path("preview/", views.preview, name="markdownx_markdownify"),
    path("upload/", views.upload, name="markdownx_upload"),
    path("pictures/", views.pictures, name="editor_pictures"),
    path("frame/", views.frame, name="editor_frame"),
    path("tags/", views.tags, name="editor_tags"),
    path("posts/", views.posts, name="editor_posts"),
    path("links/", picker_views.links, name="editor_links"),
]
