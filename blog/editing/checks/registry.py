"""Every check, in the order in which findings of the same weight are told."""

from __future__ import annotations

from blog.editing.checks.check import Check
from blog.editing.checks.headings import HeadingIsTitle, HeadingSkipped
from blog.editing.checks.language import LanguageUnset
from blog.editing.checks.links import (
    LinkEmpty,
    LinkMoved,
    LinkNowhere,
    LinkOverHttp,
    LinkToDraft,
    LinkWords,
)
from blog.editing.checks.partners import PartnerNotThanked
from blog.editing.checks.pictures import AltIsFileName, AltMissing, FeaturedMissing, FeaturedSmall
from blog.editing.checks.placeholders import PlaceholderLeft
from blog.editing.checks.shortcodes import ShortcodeUnknown
from blog.editing.checks.sorting import CategoryMissing, CreditMissing
from blog.editing.checks.title_and_summary import (
    SummaryLong,
    SummaryMissing,
    TextMissing,
    TitleLong,
    TitleMissing,
)
from blog.editing.checks.wording import ParagraphLong, WordTwice

CHECKS: tuple[Check, ...] = (
    TitleMissing(),
    TextMissing(),
    PlaceholderLeft(),
    TitleLong(),
    SummaryMissing(),
    SummaryLong(),
    LanguageUnset(),
    CategoryMissing(),
    CreditMissing(),
    PartnerNotThanked(),
    FeaturedMissing(),
    FeaturedSmall(),
    AltMissing(),
    AltIsFileName(),
    HeadingIsTitle(),
    HeadingSkipped(),
    LinkNowhere(),
    LinkToDraft(),
    LinkMoved(),
    LinkEmpty(),
    LinkWords(),
    LinkOverHttp(),
    ShortcodeUnknown(),
    WordTwice(),
    ParagraphLong(),
)
