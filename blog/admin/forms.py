"""The forms that a post and a page are written in: filled from a snapshot, read into a snapshot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from blog.admin.choices import PostChoices
from blog.admin.moments import MomentField
from blog.admin.tags import TagWords, words_of
from blog.admin.widgets import PictureField, choose, markdown_field
from blog.models import Ref, Snapshot
from blog.models.addresses import PAGE_PATH_MAX, SLUG_MAX, validate_page_path, validate_slug
from blog.models.doi import DOI_MAX, bare_doi, validate_doi
from blog.models.snapshot import FEATURED_WORDS

if TYPE_CHECKING:
    from accounts.models import User

_TEXTS = ("title", "subtitle", "address", "summary", "body", "language")
_FEATURED = ("featured_url", *FEATURED_WORDS)
# A post's fields that choose one row, and where the rows to choose from are.
_CHOSEN = {"category": "categories", "series": "series", "translation_of": "originals"}


def _line(label: str, *, length: int = 300, help_text: str = "", required: bool = False) -> Any:
    return forms.CharField(
        label=label, max_length=length, help_text=help_text, required=required, strip=True
    )


class DocumentForm(forms.Form):
    """What posts and pages have in common."""

    title = _line("Title", required=True)
    title.error_messages["required"] = "Give it a title; a working title will do."
    subtitle = _line("Subtitle")
    body = markdown_field(label="Text", required=False)
    summary = forms.CharField(
        label="Summary",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For lists, search engines and feeds. Empty: the text's beginning.",
    )
    address = forms.CharField(label="Address", required=False)
    language = forms.ChoiceField(label="Language")
    published_at = MomentField(label="Publication date", required=False)
    featured = PictureField(label="Picture")
    featured_url = forms.URLField(
        label="Or a picture's address elsewhere",
        max_length=1000,
        required=False,
        assume_scheme="https",
    )
    featured_alt = _line(
        "Alternative text here", length=500, help_text="Empty: the one in the library."
    )
    featured_caption = _line("Caption here", length=500, help_text="Empty: the one in the library.")
    featured_credit = _line("Credit here", length=200, help_text="Empty: the one in the library.")
    featured_licence = _line("Licence here", length=100, help_text="Empty: the one in the library.")

    def __init__(self, data: Any = None, *, snapshot: Snapshot, user: User, zone: str) -> None:
        self.snapshot = snapshot
        self.user = user
        super().__init__(data, initial=self.initial_of(snapshot), label_suffix="")
        self._offer_languages(snapshot.language)
        self.fields["published_at"].stored = snapshot.published_at  # type: ignore[attr-defined]
        self.fields["published_at"].help_text = f"Time zone {zone}. Empty: when it is published."

    def _offer_languages(self, current: str) -> None:
        known = dict(settings.LANGUAGES)
        known.setdefault(current, current)
        self.fields["language"].choices = list(known.items())  # type: ignore[attr-defined]

    def ask_for_address(
        self, validate: Callable[[str], None], longest: int, help_text: str
    ) -> None:
        """Say what an address is here, and check its form with the other fields."""
        field = self.fields["address"]
        field.validators += [validate, MaxLengthValidator(longest)]
        field.widget.attrs["maxlength"] = str(longest)
        field.help_text = help_text

    def initial_of(self, snapshot: Snapshot) -> dict[str, Any]:
        """Return what the fields show for a snapshot."""
        names = (*_TEXTS, *_FEATURED, "published_at")
        values = {name: getattr(snapshot, name) for name in names}
        values["featured"] = snapshot.featured.id if snapshot.featured else None
        return values

    def to_snapshot(self) -> Snapshot:
        """Return what is typed; a field with an error keeps what was stored before."""
        found = self.cleaned_data
        names = [name for name in (*_TEXTS, *_FEATURED, "published_at") if name in found]
        values: dict[str, Any] = {name: found[name] for name in names}
        if "featured" in found:
            values["featured"] = Ref.to(found["featured"])
        return self.snapshot.changed(**values)

    def take_errors(self, error: ValidationError) -> None:
        """Show what saving or publishing refused beside the fields concerned."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            known = name if name in self.fields else None
            for one in errors:
                self.add_error(known, ValidationError(one.messages))


class PageForm(DocumentForm):
    """A page: its address is a path."""

    field_order = ["title", "subtitle", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for_address(
            validate_page_path,
            PAGE_PATH_MAX,
            "The path without outer slashes, such as about/funding. Empty: made from the title.",
        )


class PostForm(DocumentForm):
    """A post, except its credits and acknowledgements, which are rows of their own."""

    external_url = forms.URLField(
        label="Link",
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text="For a link post: the text elsewhere that this post points to.",
    )
    doi = forms.CharField(
        label="DOI",
        max_length=DOI_MAX,
        required=False,
        help_text="Where one was registered, such as 10.5281/zenodo.1234567. For citations.",
    )
    tags = forms.CharField(
        label="Tags",
        required=False,
        max_length=2000,
        help_text="Separated by commas.",
    )
    series_position = forms.IntegerField(
        label="Part", required=False, min_value=1, max_value=32767, help_text="Its number there."
    )

    def __init__(self, *args: Any, choices: PostChoices, **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(*args, **kwargs)
        self.fields["category"] = choose(choices.categories, empty="No category", label="Category")
        self.fields["series"] = choose(choices.series, empty="No series", label="Series")
        self.fields["translation_of"] = choose(
            choices.originals, empty="No other post", label="Translation of"
        )
        self.ask_for_address(
            validate_slug, SLUG_MAX, "The last part of /blog/…/. Empty: made from the title."
        )

    def initial_of(self, snapshot: Snapshot) -> dict[str, Any]:
        """Add what only posts have."""
        refs = {name: getattr(snapshot, name) for name in _CHOSEN}
        return {
            **super().initial_of(snapshot),
            **{name: ref.id if ref else None for name, ref in refs.items()},
            "external_url": snapshot.external_url,
            "doi": snapshot.doi,
            "series_position": snapshot.series_position,
            "tags": words_of(snapshot.tags, self.choices.references.tags),
        }

    def clean_doi(self) -> str:
        """Take the identifier out of what was pasted."""
        doi = bare_doi(self.cleaned_data["doi"])
        if doi:
            validate_doi(doi)
        return doi

    def clean_tags(self) -> TagWords:
        """Find the tags; refuse new ones to those who may not make any."""
        return TagWords.read(self.cleaned_data["tags"], self.user)

    def clean(self) -> dict[str, Any]:
        """Ask for a series where a part is numbered."""
        found = super().clean() or self.cleaned_data
        if found.get("series_position") and not found.get("series"):
            self.add_error("series", "Choose the series this is a part of, or empty the part.")
        return found

    def to_snapshot(self) -> Snapshot:
        """Add what only posts have. New tags are made; call it inside a transaction."""
        snapshot, found = super().to_snapshot(), self.cleaned_data
        values: dict[str, Any] = {
            name: found[name]
            for name in ("external_url", "doi", "series_position")
            if name in found
        }
        for name, column in _CHOSEN.items():
            if name in found:
                values[name] = getattr(self.choices, column).ref(found[name])
        if "tags" in found:
            values["tags"] = found["tags"].refs()
        return snapshot.changed(**values)
