"""How a document begins: its first paragraphs, for where there is room for a few lines."""

from lxml import html as parser

from blog.markup.text import fold

ENOUGH = 500  # characters
# What a paragraph holds that isn't read out: marks of footnotes, a formula's source, and the links
# that stand for pictures and films of other hosts.
_NOT_SAID = (
    ".//*[self::annotation or self::button"
    " or @class='footnote-ref' or starts-with(@class, 'remote-')]"
)


def lead(fragment: str) -> str:
    """Return the text of the first paragraphs of rendered HTML, until there are 500 characters.

    Headings, lists, quotes, figures, code and notes are passed over; where there is no paragraph
    the lead is empty.
    """
    if "<p" not in fragment:
        return ""
    found: list[str] = []
    for paragraph in parser.fragment_fromstring(fragment, create_parent="div").iterchildren("p"):
        for unsaid in paragraph.xpath(_NOT_SAID):
            unsaid.drop_tree()
        found.append(fold(paragraph.text_content()))
        if sum(map(len, found)) >= ENOUGH:
            break
    return fold(" ".join(found))
