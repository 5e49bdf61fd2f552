"""What can be done to many posts at once, and what is asked for each of these things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList

from blog.admin.choices import authors_for
from blog.editing import bulk
from blog.models import Author, Category, Tag

if TYPE_CHECKING:
    from accounts.models import User

MOST_SUGGESTED = 300
_LONGEST_TAG = 100


class BulkForm(forms.Form):
    """Asks for what a deed needs, and makes the deed of it."""

    # Whether it changes texts, so that a change of what is public can be published at once.
    changes_text = False

    def __init__(self, data: Any, user: User) -> None:
        super().__init__(data, label_suffix="", error_class=ErrorList)
        self.user = user
        if self.changes_text and user.has_perm("blog.publish_own_posts"):
            self.fields["republish"] = forms.BooleanField(
                label="Publish the change too",
                required=False,
                help_text="For posts that readers see, or that will appear. Without it each of "
                "them gets a newer draft. A post whose newer draft waited already is left as it "
                "is.",
            )

    def deed(self, seen: Mapping[int, int]) -> bulk.Deed:
        """Return what is done to each post; `seen` as for `bulk.publishing`."""
        raise NotImplementedError

    @property
    def suggestions(self) -> list[str]:
        """Words to choose from while typing."""
        return []

    @property
    def republishes(self) -> bool:
        """Whether changes of public posts are to be published at once."""
        return bool(self.cleaned_data.get("republish"))


class PublishForm(BulkForm):
    """Asks for nothing more than a yes."""

    def deed(self, seen: Mapping[int, int]) -> bulk.Deed:
        """Publish."""
        return bulk.publishing(self.user, seen)


class ArchiveForm(BulkForm):
    """One reason for all."""

    reason = forms.CharField(
        max_length=500,
        error_messages={"required": "Say why: readers who come to an address are told."},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers who come to one of the addresses read this.",
    )

    def deed(self, seen: Mapping[int, int]) -> bulk.Deed:
        """Archive."""
        return bulk.archiving(self.user, self.cleaned_data["reason"])


class TagForm(BulkForm):
    """A tag that there is, by its name or another word for it."""

    changes_text = True
    tag = forms.CharField(
        max_length=_LONGEST_TAG,
        error_messages={"required": "Write a tag."},
        widget=forms.TextInput(attrs={"list": "suggestions", "autocomplete": "off"}),
    )

    def clean_tag(self) -> Tag:
        """Find it."""
        name: str = self.cleaned_data["tag"]
        tag: Tag | None = Tag.objects.named(name)
        if tag is None:
            raise ValidationError(f"There is no tag “{name}” yet. Add it under Tags first.")
        return tag

    @property
    def suggestions(self) -> list[str]:
        """The first tags by name."""
        return list(Tag.objects.unmerged().values_list("name", flat=True)[:MOST_SUGGESTED])


class AddTagForm(TagForm):
    """Puts the tag on."""

    def deed(self, seen: Mapping[int, int]) -> bulk.Deed:
        """Add it."""
        return bulk.adding_tag(self.user, self.cleaned_data["tag"], republish=self.republishes)


class RemoveTagForm(TagForm):
    """Takes the tag off."""

    def deed(self, seen: Mapping[int, int]) -> bulk.Deed:
        """Remove it."""
        return bulk.removing_tag(self.user, self.cleaned_data["tag"], republish=self.republishes)


class CategoryForm(BulkForm):
    """A category, or none."""

    changes_text = True
    category = forms.ModelChoiceField(
        Category.objects.all(), required=False, empty_label="No category"
    )

    def deed(self, seen: Mapping[int, int]) -> bulk.Deed:
        """Set it."""
        category = self.cleaned_data["category"]
        return bulk.setting_category(self.user, category, republish=self.republishes)


class AuthorForm(BulkForm):
    """Who is credited now, and who is to be."""

    changes_text = True
    old = forms.ModelChoiceField(
        Author.objects.none(),
        label="Instead of",
        error_messages={"required": "Choose who is credited now."},
    )
    new = forms.ModelChoiceField(
        Author.objects.none(),
        label="Credit",
        error_messages={"required": "Choose who is to be credited."},
    )

    def __init__(self, data: Any, user: User) -> None:
        super().__init__(data, user)
        for name in ("old", "new"):
            field: Any = self.fields[name]
            field.queryset = authors_for(user)

    def clean(self) -> dict[str, Any]:
        """Refuse to put somebody in their own place."""
        found = super().clean() or self.cleaned_data
        if found.get("old") and found.get("old") == found.get("new"):
            raise ValidationError("Choose two different authors.")
        return found

    def deed(self, seen: Mapping[int, int]) -> bulk.Deed:
        """Change the credits."""
        found = self.cleaned_data
        return bulk.changing_author(
            self.user, found["old"], found["new"], republish=self.republishes
        )


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing to do to many posts, in the words of its screens."""

    name: str
    label: str
    form: type[BulkForm]
    explained: str
    # Whether one's role must let one publish; which post exactly is asked at each.
    publishes: bool = False
    is_grave: bool = False

    def is_for(self, user: User) -> bool:
        """Whether the user's role lets them do this to any post."""
        return user.has_perm("blog.publish_own_posts" if self.publishes else "blog.change_post")


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "publish",
            "Publish",
            PublishForm,
            "Readers see the newest version of each at once. What is scheduled or archived is "
            "left as it is.",
            publishes=True,
        ),
        Verb(
            "archive",
            "Archive",
            ArchiveForm,
            "They leave the site, its lists and its feeds. Each address stays and says that the "
            "text is gone.",
            publishes=True,
            is_grave=True,
        ),
        Verb("add-tag", "Add a tag", AddTagForm, "It comes behind the tags there are."),
        Verb("remove-tag", "Remove a tag", RemoveTagForm, "Posts without it stay as they are."),
        Verb(
            "category", "Set the category", CategoryForm, "It takes the place of the one there is."
        ),
        Verb(
            "author",
            "Change an author",
            AuthorForm,
            "Every credit of the one goes to the other, with the role it has.",
        ),
    )
}
