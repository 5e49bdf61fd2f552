"""Credits and acknowledgements of a post: ordered rows that can be added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from blog.admin.choices import PostChoices
from blog.admin.widgets import choose
from blog.models import Acknowledgement, Credit, CreditRef, Snapshot, ThanksRef

if TYPE_CHECKING:
    from collections.abc import Iterable

# Rows for those whose browser runs no scripts.
SPARE_ROWS = 1


class Row(forms.Form):
    """One row; it counts once something is chosen in `chosen`."""

    chosen = ""

    def __init__(self, *args: Any, choices: PostChoices, **kwargs: Any) -> None:
        self.choices = choices
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen, so that the row doesn't count."""
        return not getattr(self, "cleaned_data", {}).get(self.chosen)


class CreditRow(Row):
    """One author's credit."""

    chosen = "author"
    role = forms.ChoiceField(label="Role", choices=Credit.Role.choices, initial=Credit.Role.WROTE)
    affiliation = forms.CharField(label="Affiliation then", max_length=200, required=False)
    field_order = ["author", "role", "affiliation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["author"] = choose(
            self.choices.authors, empty="Choose an author", label="Author"
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Refuse an affiliation that is nobody's, rather than drop it."""
        found = super().clean() or self.cleaned_data
        if found.get("affiliation") and not found.get("author") and "author" not in self.errors:
            self.add_error("author", "Choose whose affiliation this is.")
        return found

    def ref(self) -> CreditRef | None:
        """Return the credit; an author newly chosen brings the present affiliation."""
        found = self.cleaned_data
        author = self.choices.authors.ref(found["author"])
        if author is None:
            return None
        affiliation = found["affiliation"]
        if not affiliation and found["author"] != self.initial.get("author"):
            affiliation = self.choices.authors[author.id].data.get("affiliation", "")
        return CreditRef(author, found["role"], affiliation)


class ThanksRow(Row):
    """One partner's acknowledgement."""

    chosen = "collaborator"
    role = forms.ChoiceField(
        label="Role", choices=Acknowledgement.Role.choices, initial=Acknowledgement.Role.MENTIONED
    )
    field_order = ["collaborator", "role", "grant"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["collaborator"] = choose(
            self.choices.partners, empty="Choose a partner", label="Partner"
        )
        self.fields["grant"] = choose(self.choices.grants, empty="No grant", label="Grant")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Refuse a grant of another partner, or one where the partner didn't fund."""
        found = super().clean() or self.cleaned_data
        grant = self.choices.grants.get(found.get("grant") or 0)
        if grant and found.get("role") != Acknowledgement.Role.FUNDER:
            self.add_error("grant", "Only a funder's thanks name a grant. Choose the role funder.")
        partner = grant.data.get("partner") if grant else None
        if partner and partner != str(found.get("collaborator") or ""):
            self.add_error("grant", "This grant was given by another partner.")
        return found

    def ref(self) -> ThanksRef | None:
        """Return the acknowledgement."""
        found = self.cleaned_data
        partner = self.choices.partners.ref(found["collaborator"])
        if partner is None:
            return None
        return ThanksRef(partner, found["role"], self.choices.grants.ref(found["grant"]))


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """Rows in the order of their numbers, no two of them the same."""

    same: tuple[str, ...] = ()
    twice = ""

    def kept(self) -> Iterable[Any]:
        """Return the valid rows that count, in order."""
        rows = self.ordered_forms if self.is_valid() else [f for f in self.forms if f.is_valid()]
        return [row for row in rows if not row.is_empty and not row.cleaned_data.get("DELETE")]

    def refs(self) -> tuple[Any, ...]:
        """Return the rows for a snapshot."""
        return tuple(filter(None, (row.ref() for row in self.kept())))

    def clean(self) -> None:
        """Refuse two rows that say the same, beside the second."""
        seen: set[tuple[Any, ...]] = set()
        for row in self.forms:
            found = getattr(row, "cleaned_data", {})
            if not found.get(row.chosen) or found.get("DELETE"):
                continue
            key = tuple(found.get(name) for name in self.same)
            if key in seen:
                row.add_error(row.chosen, self.twice)
            seen.add(key)


class CreditRows(Rows):
    """A post's credits."""

    same = ("author", "role")
    twice = "This author is credited with this role already."


class ThanksRows(Rows):
    """A post's acknowledgements."""

    same = ("collaborator", "role", "grant")
    twice = "This partner is thanked for this already."


_credits = formset_factory(
    CreditRow, CreditRows, extra=SPARE_ROWS, can_order=True, can_delete=True, max_num=100
)
_thanks = formset_factory(
    ThanksRow, ThanksRows, extra=SPARE_ROWS, can_order=True, can_delete=True, max_num=100
)


def credit_rows(data: Any, snapshot: Snapshot, choices: PostChoices) -> CreditRows:
    """Return the credits as rows, filled from a snapshot or from what was sent."""
    initial = [
        {
            "author": choices.current("authors", c.author),
            "role": c.role,
            "affiliation": c.affiliation,
        }
        for c in snapshot.credits
    ]
    rows: CreditRows = _filled(_credits, data, initial, "credits", choices)
    return rows


def thanks_rows(data: Any, snapshot: Snapshot, choices: PostChoices) -> ThanksRows:
    """Return the acknowledgements as rows, filled from a snapshot or from what was sent."""
    initial = [
        {
            "collaborator": choices.current("partners", t.collaborator),
            "role": t.role,
            "grant": choices.current("grants", t.grant),
        }
        for t in snapshot.acknowledgements
    ]
    rows: ThanksRows = _filled(_thanks, data, initial, "thanks", choices)
    return rows


def _filled(factory: Any, data: Any, initial: list[Any], prefix: str, choices: PostChoices) -> Any:
    return factory(data, initial=initial, prefix=prefix, form_kwargs={"choices": choices})
