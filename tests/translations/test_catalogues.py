"""Whatever readers see is there in every language of the interface."""

from __future__ import annotations

import re

import pytest

from tests.translations import catalogue, sources

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+")
# Names, which are the same in every language.
NAMES = re.compile(r"ORCID|BibTeX|RIS|RSS|Atom|JSON|Feed|DOI|robots|noindex")

each_language = pytest.mark.parametrize("language", catalogue.languages())


def test_spanish_is_one_of_the_languages() -> None:
    assert "es" in catalogue.languages()


@each_language
def test_every_marked_text_is_translated(language: str) -> None:
    entries = catalogue.read(language)

    missing = {
        f"{place}: {key}"
        for key, place in (*sources.in_python(), *sources.in_templates())
        if key not in entries or "fuzzy" in entries[key].flags or not all(entries[key].translations)
    }

    assert missing == set(), "run `make messages`, then fill in blog/locale/*/LC_MESSAGES/django.po"


@each_language
def test_nothing_is_translated_that_nothing_says(language: str) -> None:
    said = {key for key, _ in (*sources.in_python(), *sources.in_templates())}

    left = set(catalogue.read(language)) - said

    assert left == set(), "run `make messages`"


@each_language
def test_translations_keep_the_placeholders(language: str) -> None:
    different = [
        (entry.english, text)
        for entry in catalogue.read(language).values()
        for text in entry.translations
        if set(PLACEHOLDER.findall(text))
        not in [set(PLACEHOLDER.findall(form)) for form in entry.english]
    ]

    assert different == []


@each_language
def test_what_django_reads_is_what_was_translated(language: str) -> None:
    written = {key: entry.translations for key, entry in catalogue.read(language).items()}

    assert catalogue.compiled(language) == written, "run `make messages`"


def test_templates_mark_every_word_that_they_say() -> None:
    found = [(place, words) for place, words in sources.forgotten() if not NAMES.search(words)]

    assert found == []
