"""What robots.txt may hold, and who asks for it in order to train on what it finds."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# By the names under which their makers say that they gather texts for training. Those that only
# fetch what somebody asks about just now, or that list pages for a search, aren't among them.
TRAINERS = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "meta-externalagent",
    "omgili",
    "PanguBot",
    "Timpibot",
    "Webzio-Extended",
)
# RFC 9309, and two fields that crawlers read beside it.
FIELDS = ("user-agent", "allow", "disallow", "crawl-delay", "sitemap")


def validate_robots_lines(value: str) -> None:
    """Refuse what no crawler would understand, naming the line (RFC 9309, section 2.2).

    Raises ValidationError with a sentence for the person who typed it.
    """
    in_group = False
    for number, line in enumerate(value.splitlines(), 1):
        text = line.split("#", maxsplit=1)[0].strip()
        field, colon, rest = (part.strip() for part in text.partition(":"))
        if not text:
            continue
        if not colon or field.lower() not in FIELDS:
            raise ValidationError(
                _("Line %(number)s: write a field and its value, such as Disallow: /drafts/.")
                % {"number": number}
            )
        _check(field.lower(), rest, number, in_group=in_group)
        in_group = in_group or field.lower() == "user-agent"


def _check(field: str, rest: str, number: int, *, in_group: bool) -> None:
    if not rest.isprintable():
        raise ValidationError(
            _("Line %(number)s holds a character that can't be printed.") % {"number": number}
        )
    if field in ("allow", "disallow", "crawl-delay") and not in_group:
        raise ValidationError(
            _("Line %(number)s: say first whom it is for, such as User-agent: *.")
            % {"number": number}
        )
    if field in ("allow", "disallow") and rest and not rest.startswith(("/", "*", "$")):
        raise ValidationError(
            _("Line %(number)s: a path begins with a slash.") % {"number": number}
        )
    if field == "crawl-delay" and not rest.isdecimal():
        raise ValidationError(
            _("Line %(number)s: write the delay in whole seconds.") % {"number": number}
        )
    if field == "sitemap" and not rest.lower().startswith(("https://", "http://")):
        raise ValidationError(
            _("Line %(number)s: write the sitemap's whole address.") % {"number": number}
        )
    if field == "user-agent" and not rest:
        raise ValidationError(
            _("Line %(number)s: name the crawler, or write * for all.") % {"number": number}
        )
