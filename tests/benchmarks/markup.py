"""How long rendering takes, against the bare parser on the same text and on hostile input.

`run()` gives (name, ratio) rows for the benchmark table: the whole renderer's time over that of
markdown-it-py alone with CommonMark, tables and strikethrough. Rounds are interleaved, so that
another program on the machine slows both.
"""

import statistics
import time
from collections.abc import Callable

from markdown_it import MarkdownIt

from blog.markup import render
from blog.markup.mathematics import to_mathml

ROUNDS = 15
BASE_URL = "https://example.org/blog/benchmark/"

_SECTION = """\
## Part {n}: a heading with *emphasis*

A paragraph about shared hubs, with **bold words**, `inline code`, a [link](/blog/other-{n}/) and
one to [somewhere else](https://example.net/a/{n}?q=1). It goes on, as paragraphs do,
and ends with a formula $x_{n}^2 + y = z$ and a bare address https://example.com/page/{n}.

- first point, with a [reference][ref]
- second point, ~~struck out~~
    - nested, with `code`
- [x] a task that is done

| Site | Users | Cost |
|:-----|------:|:----:|
| North {n} | 1200 | $3 |
| South {n} | 800 | $2 |
| East *and* West | 4500 | `n/a` |

```python
def total(values: list[int], factor: float = {n}.0) -> float:
    \"\"\"Return the sum of the values, scaled.\"\"\"
    return sum(value * factor for value in values if value > 0)
```

$$
\\int_0^{n} f(x) \\, dx = \\frac{{a + {n}}}{{b}}
$$

> A quotation that somebody said, over
> two lines of text.

![A picture of a hill](/media/hill-{n}.jpg "The hill"){{width=600}}

"""


def document(size: int = 20_000) -> str:
    """A document of about `size` bytes with prose, lists, tables, code, math and pictures."""
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(_SECTION.format(n=len(parts) + 1))
        length += len(parts[-1])
    return "".join(parts) + "[ref]: https://example.org/ref\n"


def run() -> list[tuple[str, float]]:
    """Rows for the benchmark table: name, and how many times the bare parser's time."""
    text = document()
    bare = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    measured: dict[str, Callable[[], object]] = {
        "bare": lambda: bare.render(text),
        "page": lambda: render(text, base_url=BASE_URL),
        "feed": lambda: render(text, base_url=BASE_URL, target="feed"),
    }
    times: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(ROUNDS):
        for name, call in measured.items():
            # Formulas are remembered; without this only the first round would convert any.
            to_mathml.cache_clear()
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    median = {name: statistics.median(each) for name, each in times.items()}
    return [
        ("markup, 20 kB as a page, × bare markdown-it-py", median["page"] / median["bare"]),
        ("markup, 20 kB for a feed, × bare markdown-it-py", median["feed"] / median["bare"]),
    ]


if __name__ == "__main__":
    for name, ratio in run():
        print(f"{name}: {ratio:.2f}")
