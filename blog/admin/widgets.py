"""The editor and the picture chooser as form widgets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from markdownx.fields import MarkdownxFormField
from markdownx.widgets import MarkdownxWidget

from blog.admin.choices import Choices
from blog.admin.who import key_of
from blog.models import Image

NEWEST_PICTURES = 60


def module(path: str) -> forms.Script:
    """Return a static file as an ES module, which the browser runs after the page is read."""
    return forms.Script(path, type="module")


class EditorWidget(MarkdownxWidget):
    """django-markdownx's widget with our own template and script.

    The script that comes with it takes the Tab key and breaks undo.
    """

    template_name = "admin/widgets/editor.html"

    class Media:
        extend = False
        css = {"all": ["css/editor.css", "css/editor-tools.css"]}
        js = [module("js/editor.js")]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Read line ends, which browsers send as CR LF, in their stored form."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the addresses that the script asks."""
        context: dict[str, Any] = super().get_context(name, value, {**(attrs or {})})
        context["urls"] = {
            "preview": reverse("markdownx_markdownify"),
            "upload": reverse("markdownx_upload"),
            "pictures": reverse("editor_pictures"),
            "frame": reverse("editor_frame"),
            "links": reverse("editor_links"),
        }
        return context


def markdown_field(*, rows: int = 24, **options: Any) -> forms.CharField:
    """Return a Markdown field with the editor, `rows` lines high at first."""
    widget = EditorWidget(attrs={"rows": rows, "spellcheck": "true"})
    field: forms.CharField = MarkdownxFormField(widget=widget, strip=False, **options)
    return field


class PictureSelect(forms.Select):
    """A select of the newest pictures that a script turns into a chooser over the whole library."""

    template_name = "admin/widgets/picture.html"

    class Media:
        css = {"all": ["css/editor.css", "css/editor-tools.css"]}
        js = [module("js/editor.js")]

    def optgroups(
        self, name: str, value: list[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """Add the chosen picture where it isn't among the newest."""
        # Read once: each walk over what a field offers is a query.
        self.choices = list(self.choices)
        offered = {str(key) for key, _ in self.choices}
        missing = [key_of(pk) for pk in value if pk and pk not in offered]
        if missing:
            rows = Image.objects.filter(pk__in=missing)
            self.choices += [(row.pk, str(row)) for row in rows]
        return super().optgroups(name, value, attrs)

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the chosen picture, to show it, and the library's address."""
        context = super().get_context(name, value, attrs)
        key = key_of(str(value or ""))
        context["picture"] = Image.objects.filter(pk=key).first() if key else None
        context["urls"] = {
            "upload": reverse("markdownx_upload"),
            "pictures": reverse("editor_pictures"),
        }
        return context


class _NewestPictures(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]
    """The newest pictures only: a library of thousands makes no good select."""

    def __iter__(self) -> Any:
        yield ("", "No picture")
        for row in self.queryset[:NEWEST_PICTURES]:
            yield (row.pk, str(row))


class PictureField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses one picture of the library, or none."""

    iterator = _NewestPictures
    widget = PictureSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(Image.objects.all(), required=False, **options)


class ChoicesSelect(forms.Select):
    """A select whose options carry data for the scripts."""

    def __init__(self, rows: Choices) -> None:
        super().__init__()
        self.rows = rows

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the row's data attributes to its option."""
        option = super().create_option(name, value, *args, **kwargs)
        choice = self.rows.get(int(value)) if value else None
        if choice:
            option["attrs"].update({f"data-{key}": text for key, text in choice.data.items()})
        return option


def choose(rows: Choices, *, empty: str, required: bool = False, **options: Any) -> Any:
    """Return a field that chooses one of these rows by id, None for none."""
    return forms.TypedChoiceField(
        choices=rows.options(empty),
        coerce=int,
        empty_value=None,
        required=required,
        widget=ChoicesSelect(rows),
        **options,
    )
