"""Where readers' pages are. All of them are public and answer GET and HEAD alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.views.decorators.http import require_safe

from blog.reading import archive, diagram, indexes, lists, media, pages, people, posts, theme
from blog.reading.caching import cacheable
from blog.reading.converters import MonthConverter, PagePathConverter, YearConverter
from blog.reading.machines import icons, manifest, robots, sitemaps, well_known
from blog.reading.search import views as searching
from blog.reading.sharing import views as sharing

register_converter(YearConverter, "yyyy")
register_converter(MonthConverter, "mm")
register_converter(PagePathConverter, "pagepath")


def public(
    route: str, view: Callable[..., HttpResponseBase], name: str, **kwargs: Any
) -> URLPattern:
    """Return the route to a view that nobody needs to sign in for, and that caches may keep."""
    return path(route, login_not_required(require_safe(cacheable(view))), kwargs, name=name)


urlpatterns = [
    public("", lists.home, "home"),
    public("theme.css", theme.stylesheet, "theme"),
    public("robots.txt", robots.robots, "robots"),
    public("favicon.ico", icons.favicon, "favicon"),
    public("icon-<int:size>.png", icons.icon, "icon"),
    public("icon-maskable.png", icons.maskable, "icon_maskable"),
    public("apple-touch-icon.png", icons.touch, "icon_touch"),
    public("manifest.webmanifest", manifest.manifest, "manifest"),
    public("card/post-<int:pk>-<slug:mark>.png", sharing.of_post, "card_post"),
    public("card/page-<int:pk>-<slug:mark>.png", sharing.of_page, "card_page"),
    public("card/<str:kind>-<int:pk>-<slug:mark>.png", sharing.of_list, "card_list"),
    public("card/site-<slug:mark>.png", sharing.of_site, "card_site"),
    public("opensearch.xml", well_known.opensearch, "opensearch"),
    public(".well-known/security.txt", well_known.security, "security"),
    public(".well-known/change-password", well_known.change_password, "change_password"),
    public("diagram/", diagram.diagram, "diagram"),
    public("media/<path:path>", media.media, "media"),
    public("sitemap.xml", sitemaps.sitemap, "sitemap"),
    public("sitemap-pages.xml", sitemaps.pages, "sitemap_pages"),
    public("sitemap-pages-<int:number>.xml", sitemaps.pages, "sitemap_pages_part"),
    public("sitemap-lists.xml", sitemaps.lists, "sitemap_lists"),
    public("sitemap-lists-<int:number>.xml", sitemaps.lists, "sitemap_lists_part"),
    public("sitemap-posts-<yyyy:year>.xml", sitemaps.posts, "sitemap_posts"),
    public("sitemap-posts-<yyyy:year>-<int:number>.xml", sitemaps.posts, "sitemap_posts_part"),
    public("blog/", archive.blog, "blog"),
    public("blog/<yyyy:year>/", archive.year, "year"),
    public("blog/<yyyy:year>/<mm:month>/", archive.month, "month"),
    public("blog/<yyyy:year>/<slug:slug>/", posts.moved, "post_by_year"),
    public("blog/<yyyy:year>/<slug:slug>/index.md", posts.moved, "post_by_year_source"),
    public("blog/<slug:slug>/", posts.post, "post"),
    public("blog/<slug:slug>/index.md", posts.moved, "post_source"),
    public("<yyyy:year>/<slug:slug>/", posts.moved, "post_by_year_alone"),
    public("authors/", indexes.authors, "authors"),
    public("author/", indexes.whole_index, "author_index", index="authors"),
    public("author/<slug:slug>/", people.author, "author"),
    public("collaborators/", indexes.collaborators, "collaborators"),
    public("collaborators/<slug:slug>/", people.collaborator, "collaborator"),
    public("tags/", indexes.tags, "tags"),
    public("tag/", indexes.whole_index, "tag_index", index="tags"),
    public("tag/<slug:slug>/", lists.tag, "tag"),
    public("categories/", indexes.categories, "categories"),
    public("category/", indexes.whole_index, "category_index", index="categories"),
    public("category/<slug:slug>/", lists.category, "category"),
    public("series/", indexes.series_index, "series_index"),
    public("series/<slug:slug>/", lists.series, "series"),
    public("language/<slug:code>/", archive.in_language, "language"),
    public("search/", searching.search, "search"),
    public("<pagepath:path>/", pages.page, "page"),
]
