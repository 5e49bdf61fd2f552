"""Deciding what each check does: one choice for each, stored as one JSON object."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from blog.editing.checks import Weight
from blog.editing.checks.registry import CHECKS
from blog.editing.checks.weights import decided

AS_SITE = ("", "As the site decides")


class WeightsWidget(forms.Widget):
    """A list of checks, each with its explanation and a select."""

    template_name = "admin/widgets/check_weights.html"
    use_fieldset = True

    class Media:
        css = {"all": ["css/checks.css"]}

    def __init__(self, *, may_follow: bool) -> None:
        super().__init__()
        self.may_follow = may_follow

    def get_context(self, name: str, value: Any, attrs: Any = None) -> dict[str, Any]:
        """Add the choices of each check and which of them is made."""
        chosen = decided(value) if isinstance(value, dict) else {}
        offered = [*([AS_SITE] if self.may_follow else []), *Weight.choices]
        rows = []
        for check in CHECKS:
            default = "" if self.may_follow else str(check.default)
            current = chosen.get(check.name, default)
            options = [(key, label, key == current) for key, label in offered]
            rows.append({"check": check, "name": f"{name}-{check.name}", "options": options})
        return {**super().get_context(name, value, attrs), "rows": rows}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Read the choices that were sent."""
        keys = {check.name: f"{name}-{check.name}" for check in CHECKS}
        return {check: data[key] for check, key in keys.items() if key in data}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether none of the choices was sent, so that what is stored stays."""
        return not self.value_from_datadict(data, files, name)


class WeightsField(forms.Field):
    """Reads the choices into what is stored: only what differs from what is so anyway."""

    def __init__(self, *, may_follow: bool = False, **options: Any) -> None:
        self.may_follow = may_follow
        super().__init__(required=False, widget=WeightsWidget(may_follow=may_follow), **options)

    def clean(self, value: Any) -> dict[str, str]:
        """Return the decisions. Raises ValidationError where one is none of those offered."""
        defaults = {check.name: str(check.default) for check in CHECKS}
        kept: dict[str, str] = {}
        for name, weight in (value or {}).items():
            if weight not in (*Weight.values, ""):
                raise ValidationError("Choose for each check one of the three: block, warn or off.")
            if weight and (self.may_follow or weight != defaults[name]):
                kept[name] = weight
        return kept

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what would be stored."""
        before = decided(initial)
        return before != {name: weight for name, weight in (data or {}).items() if weight}
