"""What the publication says of itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import (
    EmailValidator,
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
    URLValidator,
)
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from blog.models.addresses import leads_somewhere
from blog.models.crawlers import validate_robots_lines
from blog.models.elsewhere import LinkElsewhere

validate_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}$", "Write a colour as # and six hexadecimal digits, such as #1b4d3e."
)


def validate_time_zone(value: str) -> None:
    """Refuse a name that isn't in the IANA time zone database."""
    if value not in available_timezones():
        raise ValidationError(f"“{value}” is no time zone. Write one such as Europe/Lisbon.")


def validate_contact(value: str) -> None:
    """Refuse what nobody can report a weakness to: neither a mail address nor an https:// one."""
    check = URLValidator(schemes=["https"]) if "://" in value else EmailValidator()
    try:
        check(value)
    except ValidationError as error:
        raise ValidationError(_("Write an e-mail address, or one with https://.")) from error


def validate_hubs(value: str) -> None:
    """Refuse what is no list of http(s) addresses."""
    validate = URLValidator(schemes=["http", "https"])
    for line in value.split():
        try:
            validate(line)
            if set(line) & set('<>;,"'):
                # They would end the address, or begin a parameter, in a Link header (RFC 8288).
                raise ValidationError("This can't stand in a header.")
        except ValidationError as error:
            raise ValidationError(
                f"“{line}” is no address of a hub. Write each as a whole https:// address in a "
                "line of its own."
            ) from error


class SiteSettings(models.Model):
    """The one row of facts about the publication, changed in the admin."""

    class FeedContent(models.TextChoices):
        """How much of a post feeds bring."""

        FULL = "full", "the whole text"
        SUMMARY = "summary", "the summary"

    class LinkPosts(models.TextChoices):
        """Where feeds lead for a link post."""

        THERE = "there", "to what they point to"
        HERE = "here", "to their page here"

    name = models.CharField(max_length=100, default="Masthead")
    tagline = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=500, blank=True)
    logo = models.ForeignKey("blog.Image", models.PROTECT, null=True, blank=True)
    colour_primary = models.CharField(max_length=7, default="#1f4e5f", validators=[validate_colour])
    colour_accent = models.CharField(max_length=7, default="#b3401f", validators=[validate_colour])
    language = models.CharField(
        max_length=10, default="en", choices=settings.LANGUAGES, help_text="of the site's posts"
    )
    time_zone = models.CharField(max_length=50, default="UTC", validators=[validate_time_zone])
    footer = models.CharField(max_length=500, blank=True)
    licence_name = models.CharField("licence", max_length=100, blank=True)
    licence_url = models.URLField("licence's address", max_length=500, blank=True)
    remote_images = models.BooleanField(
        default=False,
        help_text="Show pictures that lie on other hosts. Those hosts then see who reads. "
        "Without it a reader gets a link in the picture's place.",
    )
    approvals_needed = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(10)],
        help_text="How many people who did not write it must approve a post before it is "
        "published. An edit voids approvals.",
    )
    checks = models.JSONField(
        default=dict,
        blank=True,
        help_text="What each check before publishing does, by its name: block, warn or off.",
    )
    quiet_partner_months = models.PositiveSmallIntegerField(
        "months until a partner is missed",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="The desk lists partners whom no post thanked for so long.",
    )
    search_engines = models.BooleanField(
        "search engines may list it",
        default=True,
        help_text="Off for a copy to try things out on: every page then asks to be left out.",
    )
    ai_training = models.BooleanField(
        "AI may be trained on it",
        default=True,
        help_text="Off, robots.txt asks crawlers that are known to gather texts for training "
        "to stay away. Those that keep to no rule come all the same.",
    )
    robots_lines = models.TextField(
        "more lines of robots.txt",
        blank=True,
        max_length=2000,
        validators=[validate_robots_lines],
        help_text="They stand at its end, such as User-agent: SomeBot and, below, Disallow: /.",
    )
    security_contact = models.CharField(
        max_length=300,
        blank=True,
        validators=[validate_contact],
        help_text="An e-mail address, or a page with https://, for whoever finds a weakness. "
        "It is published at /.well-known/security.txt.",
    )
    security_policy = models.URLField(
        max_length=500,
        blank=True,
        help_text="A page that says how you deal with such reports.",
    )
    feed_content = models.CharField(
        "feeds bring",
        max_length=10,
        choices=FeedContent,
        default=FeedContent.FULL,
        help_text="Readers like whole texts; a summary makes them come here.",
    )
    feed_items = models.PositiveSmallIntegerField(
        "posts in a feed",
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="The newest. Older ones are in the feed's archives, which readers can follow.",
    )
    link_posts = models.CharField(
        "link posts lead",
        max_length=10,
        choices=LinkPosts,
        default=LinkPosts.THERE,
        help_text="Where the title of a link post leads in feeds. The other address is in its "
        "text.",
    )
    hubs = models.TextField(
        blank=True,
        max_length=2000,
        validators=[validate_hubs],
        help_text="Addresses of WebSub hubs, one in a line, such as "
        "https://pubsubhubbub.appspot.com/. They tell followers at once what is new.",
    )
    changed_at = models.DateTimeField(auto_now=True)
    # When the next scheduled text appears; the query of a page's frame tells it.
    next_moment: datetime | None = None
    languages: tuple[str, ...] = ()

    class Meta:
        verbose_name = verbose_name_plural = "site settings"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pk=1), name="site_settings_is_one_row"),
            models.CheckConstraint(
                condition=Q(feed_content__in=["full", "summary"]), name="site_feed_content_is_known"
            ),
            models.CheckConstraint(
                condition=Q(link_posts__in=["there", "here"]), name="site_link_posts_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the one row."""
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def load(cls) -> Self:
        """Return the one row with its logo; unsaved defaults where it isn't there yet."""
        return cls.objects.select_related("logo").filter(pk=1).first() or cls(pk=1)

    @property
    def hub_addresses(self) -> list[str]:
        """The hubs, in their order, each once."""
        return list(dict.fromkeys(self.hubs.split()))

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which dates are shown and days begin."""
        return ZoneInfo(self.time_zone)


class SocialLink(LinkElsewhere):
    """Where else the publication is found (`rel=me`)."""

    site = models.ForeignKey(SiteSettings, models.CASCADE, related_name="social_links")


class MenuItem(models.Model):
    """One entry of the menu at the top of every page."""

    label = models.CharField(max_length=50)
    address = models.CharField(
        max_length=500, help_text="A path here, such as /about/, or a whole https:// address."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuse what a menu can't lead to."""
        if not leads_somewhere(self.address):
            raise ValidationError(
                {"address": "Begin with / for a path here, or with https:// for another site."}
            )


def seed_site(**kwargs: Any) -> None:
    """Make the one settings row after migrating; safe to repeat."""
    # Asked without reading it: after a step back the table lacks columns that the class has.
    if not SiteSettings.objects.filter(pk=1).exists():
        SiteSettings.objects.get_or_create(pk=1)
