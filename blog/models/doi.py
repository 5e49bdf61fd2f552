"""Digital object identifiers (ISO 26324), by which texts are cited whatever their address is."""

from __future__ import annotations

import re
from urllib.parse import quote

from django.core.validators import RegexValidator

DOI_MAX = 200
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s<>\"]+")
_WRITTEN = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
SENTENCE = "Write a DOI such as 10.5281/zenodo.1234567."

validate_doi = RegexValidator(rf"^{DOI.pattern}\Z", SENTENCE)


def bare_doi(written: str) -> str:
    """Return the identifier alone of what people paste: an address of doi.org, or `doi:…`."""
    written = written.strip()
    match = _WRITTEN.match(written)
    return written[match.end() :] if match else written


def doi_url(doi: str) -> str:
    """Return the whole address that leads to what has the identifier."""
    return f"https://doi.org/{quote(doi, safe='/:;()._-')}"
