"""Bare GitHub addresses get short names: `https://github.com/a/b/pull/12` reads `a/b#12`."""

import re

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})"
_ADDRESS = re.compile(
    rf"https?://(?:www\.)?github\.com/({_NAME}/[\w.-]{{1,100}})"
    r"(?:/(?:(?:issues|pull|discussions)/(\d{1,9})|commit/([0-9a-f]{7,40})))?/?(#[\w-]+)?$"
)
_RESERVED_NAMES = (
    "about apps collections contact customer-stories enterprise events explore features login "
    "marketplace notifications orgs pricing readme search security settings site sponsors "
    "team topics trending users"
)
_RESERVED = frozenset(_RESERVED_NAMES.split())


def short_name(address: str) -> str:
    """The short name of an issue, pull request, discussion, commit or repository, else empty."""
    match = _ADDRESS.match(address)
    if not match or match[1].split("/")[0].lower() in _RESERVED:
        return ""
    repository, number, commit, fragment = match.groups()
    if number:
        return f"{repository}#{number}" + (" (comment)" if fragment else "")
    if fragment:
        return ""
    return f"{repository}@{commit[:7]}" if commit else repository
