"""Mathematics: `$…$` and `$$…$$` to MathML Core.

The converter's output as a string is not safe (text and links of the source come out raw), so its
tree of elements is taken instead and written from an allow-list, every text escaped. What fails is
shown as its source.
"""

import logging
import re
from functools import lru_cache
from html import escape, unescape

# A type only: nothing is parsed by it.
from xml.etree.ElementTree import Element  # nosec B405

from latex2mathml.converter import convert_to_element
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from blog.markup.job import Job
from blog.markup.values import Slot

logger = logging.getLogger(__name__)

MAX_FORMULA = 4_000
# Own commands could expand without end.
_DEFINITION = re.compile(r"\\(?:(?:re|provide)?newcommand|g?def|let|DeclareMathOperator)")
_CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2}
_CHILDREN |= {"msubsup": 3, "munderover": 3}
_ELEMENTS_NAMES = (
    "math mi mn mo ms mspace mtext menclose mfrac mpadded mphantom mroot mrow msqrt mstyle "
    "mmultiscripts mover mprescripts msub msubsup msup munder munderover mtable mtd mtr none"
)
_ELEMENTS = frozenset(_ELEMENTS_NAMES.split())
_ATTRIBUTES_NAMES = (
    "accent accentunder columnalign columnlines columnspacing columnspan depth display "
    "displaystyle fence form height largeop linebreak linethickness lspace mathvariant "
    "maxsize minsize movablelimits notation rowlines rowspacing rowspan rspace scriptlevel "
    "separator stretchy symmetric voffset width"
)
_ATTRIBUTES = frozenset(_ATTRIBUTES_NAMES.split())
_VALUE = re.compile(r"[\w .%+-]*")
_ANNOTATION = re.compile(r"</?semantics>|<annotation .*?</annotation>", re.DOTALL)
_CLOSING = re.compile(r"\\.|\$", re.DOTALL)


@lru_cache(maxsize=2048)
def to_mathml(formula: str, display: bool) -> str:
    """MathML for a TeX formula, annotated with it; the escaped source where that fails."""
    if len(formula) <= MAX_FORMULA and not _DEFINITION.search(formula):
        try:
            root = convert_to_element(formula, display="block" if display else "inline")
            return _rebuilt(root, formula)
        except Exception:  # noqa: BLE001 - the converter raises whatever its indexing runs into
            logger.debug("formula shown as its source: %r", formula)
    return f'<code class="math-source">{escape(formula)}</code>'


def _rebuilt(root: Element, formula: str) -> str:
    display = "block" if root.get("display") == "block" else "inline"
    # The converter's own outermost row is the one that `semantics` needs.
    inner = "".join(_element(child) for child in root)
    annotation = f'<annotation encoding="application/x-tex">{escape(formula)}</annotation>'
    return (
        f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="{display}">'
        f"<semantics>{inner}{annotation}</semantics></math>"
    )


def _element(element: Element) -> str:
    tag = str(element.tag).rpartition("}")[2]
    if tag not in _ELEMENTS:
        raise ValueError(f"no MathML element of ours: {tag}")
    if _CHILDREN.get(tag, len(element)) != len(element):
        raise ValueError(f"{tag} with {len(element)} parts")
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name, value in element.items()
        if name in _ATTRIBUTES and _VALUE.fullmatch(value)
    )
    inner = "".join(_element(child) for child in element)
    # Symbols are written as character references, "&#x02211;".
    text = escape(unescape(element.text or ""), quote=False)
    return f"<{tag}{attributes}>{text}{inner}</{tag}>"


def formula(job: Job, source: str, *, display: bool) -> str:
    """The placeholder for a formula."""
    source = source.strip()
    html = to_mathml(source, display)
    if job.target == "feed":
        # Readers that draw no mathematics have this to say; the annotation they'd show twice.
        html = _ANNOTATION.sub("", html).replace("<math ", f'<math alttext="{escape(source)}" ', 1)
    slot = Slot(html, text=escape(source))
    if display:
        return job.block(Slot(f'<div class="math">{slot.html}</div>', text=slot.text))
    return job.inline(slot)


def _inline(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if source[start] != "$" or start + 2 >= state.posMax:
        return False
    if source[start + 1].isspace() or source[start + 1] == "$":
        return False
    if start and (source[start - 1].isalnum() or source[start - 1] == "$"):
        return False
    end = _end_of_formula(source, start + 1, state.posMax)
    if end < 0 or source[end - 1].isspace():
        return False
    if end + 1 < state.posMax and (source[end + 1].isalnum() or source[end + 1] == "$"):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = source[start + 1 : end]
        token.markup = "$"
    state.pos = end + 1
    return True


def _end_of_formula(source: str, start: int, end: int) -> int:
    for match in _CLOSING.finditer(source, start, min(end, start + MAX_FORMULA)):
        if match[0] == "$":
            return match.start()
    return -1


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", position) or state.is_code_block(start):
        return False
    last = _last_line(state, start, end)
    if last < 0:
        return False
    if silent:
        return True
    lines = state.getLines(start, last + 1, state.blkIndent, False).strip()
    token = state.push("math_block", "math", 0)
    token.block = True
    token.content = lines[2:-2]
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """The line that closes the formula: it ends with `$$`, and no line before it is blank."""
    for line in range(start, end):
        first = state.bMarks[line] + state.tShift[line]
        text = state.src[first : state.eMarks[line]].strip()
        if not text or state.sCount[line] < state.blkIndent:
            return -1
        body = text[2:] if line == start else text
        if "$$" in body:
            return line if body.endswith("$$") and body.count("$$") == 1 else -1
    return -1


def install(md: MarkdownIt) -> None:
    """Add the rules for mathematics."""
    md.inline.ruler.before("escape", "math_inline", _inline)
    md.block.ruler.before(
        "fence", "math_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
