"""What a partner answers, and for which version of which text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from blog.models import PreviewLink, Revision, SignOff

SALT = "sign-off"
TAMPERED = _(
    "This form is from another version of the page. Your answer was not stored; what you wrote "
    "is still here. Read the text above once more, then send it again."
)


class AnswerForm(forms.Form):
    """A partner's answer. `seen` says, signed, which version was on the page with the form.

    The page's address is a secret that no other site knows, and `seen` can't be made elsewhere:
    so no other site can send this form, and it needs no cookie.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    decision = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (SignOff.Decision.APPROVED, _("We agree: publish it as it is")),
            (SignOff.Decision.COMMENTED, _("Please change something first")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two answers.")},
    )
    note = forms.CharField(
        label=_("Comment"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed where something should change: say what."),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, so that we know who answered.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write your e-mail address, in case we have a question.")},
    )

    def __init__(self, data: QueryDict | None, *, link: PreviewLink, revision: Revision) -> None:
        seen = signing.dumps([link.pk, revision.pk], salt=SALT)
        super().__init__(
            data.dict() if data else None,
            initial={"seen": seen},
            auto_id="answer-%s",
            label_suffix="",
        )
        self.link = link

    def clean_name(self) -> str:
        """Return the name on one line."""
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        """Find the version that was on the page. Comments are needed with a wish for changes."""
        data = self.cleaned_data
        wants_changes = data.get("decision") == SignOff.Decision.COMMENTED
        if wants_changes and "note" in data and not data["note"].strip():
            self.add_error("note", _("Say what should be changed."))
        self.version = self._version(data.get("seen", ""))
        if self.version is None:
            raise ValidationError(TAMPERED)
        return data

    def _version(self, signed: str) -> Revision | None:
        try:
            link, revision = signing.loads(signed, salt=SALT)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        if link != self.link.pk:
            return None
        found: Revision | None = Revision.objects.filter(pk=revision).first()
        return found

    def renew(self) -> None:
        """Name the version that is on the page now, where the form is shown again."""
        self.data = {**self.data, "seen": self.initial["seen"]}
