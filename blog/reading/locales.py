"""Languages as Open Graph writes them: with a country, always."""

from __future__ import annotations

# The country that a language is meant for where a text's language names none.
_COUNTRIES = {
    "ar": "AR",
    "bn": "IN",
    "ca": "ES",
    "cs": "CZ",
    "cy": "GB",
    "da": "DK",
    "el": "GR",
    "en": "US",
    "et": "EE",
    "eu": "ES",
    "fa": "IR",
    "ga": "IE",
    "gl": "ES",
    "he": "IL",
    "hi": "IN",
    "ja": "JP",
    "ko": "KR",
    "nb": "NO",
    "nn": "NO",
    "pt": "PT",
    "sl": "SI",
    "sq": "AL",
    "sr": "RS",
    "sv": "SE",
    "sw": "KE",
    "uk": "UA",
    "ur": "PK",
    "vi": "VN",
    "zh": "CN",
}
_WRITTEN_IN = {"hans": "CN", "hant": "TW"}
_COUNTRY = 2


def open_graph_locale(code: str) -> str:
    """Return a language's code as `og:locale` has it, such as pt_BR for pt-br."""
    language, *others = code.split("-")
    language = language.lower()
    named = [part.upper() for part in others if len(part) == _COUNTRY]
    written = [_WRITTEN_IN[part.lower()] for part in others if part.lower() in _WRITTEN_IN]
    usual = _COUNTRIES.get(language, language[:_COUNTRY].upper())
    return f"{language}_{(named or written or [usual])[0]}"
