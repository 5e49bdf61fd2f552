"""Table alignment without style attributes, and task lists as disabled checkboxes."""

import re
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog.markup.job import Job, job_of
from blog.markup.values import Slot

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


def align_cells(state: StateCore) -> None:
    """Core rule: `text-align` becomes a class, in a feed the old attribute `align`."""
    feed = job_of(state.env).target == "feed"
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            side = str(token.attrs.pop("style")).rpartition(":")[2]
            token.attrs.update({"align": side} if feed else {"class": f"align-{side}"})


def task_lists(state: StateCore) -> None:
    """Core rule before inline parsing: `[ ]` and `[x]` at the start of items become checkboxes."""
    tokens = state.tokens
    lists: list[Token] = []
    job = job_of(state.env)
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and index + 2 < len(tokens):
            inline = tokens[index + 2]
            if tokens[index + 1].type == "paragraph_open" and (
                match := _TASK.match(inline.content)
            ):
                inline.content = inline.content[match.end() :]
                inline.meta["task"] = _checkbox(job, match[1] != " ", inline.content)
                token.attrSet("class", "task")
                lists[-1].attrSet("class", "task-list")


def _checkbox(job: Job, done: bool, label: str) -> str:
    if job.target == "feed":
        return job.inline(Slot("☑ " if done else "☐ "))
    # The first words name the box for a screen reader; the item's own text follows it.
    checked = " checked" if done else ""
    name = escape(" ".join(label.split()[:12]))
    return job.inline(Slot(f'<input type="checkbox" disabled{checked} aria-label="{name}"> '))


def put_checkboxes(state: StateCore) -> None:
    """Core rule after inline parsing: puts each checkbox before its item's text."""
    for token in state.tokens:
        if token.type == "inline" and "task" in token.meta:
            children = token.children or []
            token.children = [Token("finished", "", 0, content=token.meta["task"]), *children]


def install(md: MarkdownIt) -> None:
    """Add the rules."""
    md.core.ruler.before("inline", "task_lists", task_lists)
    md.core.ruler.push("checkboxes", put_checkboxes)
    md.core.ruler.push("align_cells", align_cells)
