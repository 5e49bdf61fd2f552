"""The allow-list: every element, attribute, class and scheme that may come out, enforced by nh3."""

import nh3

from blog.markup.validity import valid

AUTHOR_CLASSES = frozenset(
    {
        *("wide", "full", "narrow", "left", "right", "center", "small", "lead", "plain", "pull"),
        *("button", "columns", "muted", "nowrap"),
    }
)
_OWN_CLASSES = frozenset(
    {
        *("callout", "callout-title", "callout-note", "callout-tip", "callout-important"),
        *("callout-warning", "callout-caution", "gallery", "quote", "code", "footnotes", "credit"),
        *("task-list", "task", "align-left", "align-center", "align-right", "mermaid", "figure"),
        *("caption",),
    }
)
_TAGS_NAMES = (
    "a abbr address article aside audio b bdi bdo blockquote br caption cite code col "
    "colgroup data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr i img input ins kbd li mark ol p picture pre q rp rt ruby s samp section small "
    "source span strong sub summary sup table tbody td tfoot th thead time tr track u ul var "
    "video wbr"
)
_TAGS = frozenset(_TAGS_NAMES.split())
_ATTRIBUTES = {
    "*": {"id", "title", "lang", "aria-label"},
    "a": {"href", "hreflang", "name"},
    "audio": {"src", "loop", "muted"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"data-slot"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height"},
    "input": {"checked"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "srcset", "sizes", "type", "media", "width", "height"},
    "span": {"data-slot"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "poster", "width", "height", "loop", "muted", "playsinline"},
}
_ALIGN = {"align": {"left", "center", "right"}}
_VALUES = {
    "input": {"type": {"checkbox"}},
    "td": _ALIGN,
    "th": _ALIGN | {"scope": {"row", "col", "rowgroup", "colgroup"}},
    "div": {"role": {"note", "group"}},
    "section": {"role": {"doc-endnotes"}},
    **{tag: {"dir": {"ltr", "rtl", "auto"}} for tag in ("p", "span", "bdo", "bdi", "blockquote")},
}
_VALUES["div"]["dir"] = _VALUES["p"]["dir"]

_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    set_tag_attribute_values={"input": {"disabled": ""}},
    allowed_classes=dict.fromkeys(_TAGS, AUTHOR_CLASSES | _OWN_CLASSES),
    clean_content_tags={"script", "style", "svg", "math", "template", "object", "iframe"},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    attribute_filter=valid,
)


def sanitise(html: str) -> str:
    """The fragment with only allowed markup left: attributes quoted, text escaped."""
    return _CLEANER.clean(html)
