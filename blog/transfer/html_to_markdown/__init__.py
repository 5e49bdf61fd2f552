"""HTML from elsewhere to Markdown that an author can edit."""

from blog.transfer.html_to_markdown.clean import clean
from blog.transfer.html_to_markdown.convert import CONVERTER_VERSION, Conversion, convert
from blog.transfer.html_to_markdown.facts import Facts, facts_of
from blog.transfer.html_to_markdown.tree import NestedTooDeep, Node, parse, parse_rendered, text_of

__all__ = [
    "CONVERTER_VERSION",
    "Conversion",
    "Facts",
    "NestedTooDeep",
    "Node",
    "clean",
    "convert",
    "facts_of",
    "parse",
    "parse_rendered",
    "text_of",
]
