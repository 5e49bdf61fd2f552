"""Parts of addresses, each as narrow as what can stand there."""

from __future__ import annotations


class YearConverter:
    """Four digits, as a number."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        """Return the year."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the year with four digits."""
        return f"{value:04d}"


class MonthConverter:
    """01 to 12, as a number."""

    regex = "0[1-9]|1[0-2]"

    def to_python(self, value: str) -> int:
        """Return the month, from 1."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the month with two digits."""
        return f"{value:02d}"


class PagePathConverter:
    """A page's path without the outer slashes; paths with a dot are files and never pages."""

    regex = "[a-z0-9][a-z0-9_/-]*"

    def to_python(self, value: str) -> str:
        """Return the path as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the path as it is."""
        return value
