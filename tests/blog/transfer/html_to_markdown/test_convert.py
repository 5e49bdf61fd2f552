"""Each form of HTML and the Markdown an author gets of it."""

import pytest

from blog.transfer.html_to_markdown import clean, convert, parse

BASE = "https://kelp.example/blog/one/"


def markdown(html: str) -> str:
    root = parse(html)
    clean(root)
    return convert(root, base_url=BASE).markdown


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>two\n  lines</p>", "One\n\ntwo lines"),
        ("loose <em>text</em><p>and more</p>tail", "loose *text*\n\nand more\n\ntail"),
        ("<p>a<br>b<br></p>", "a\\\nb"),
        ("<h2 id='a-b'>A b <a class='header-anchor' href='#a-b'>#</a></h2>", "## A b"),
        ("<h2 id='other'>A b</h2>", "## A b {#other}"),
        ("<h3>C#</h3>", "### C\\#"),
        ("<h2 id='uber-cafe'>Über Café</h2>", "## Über Café"),
        ("<hr>", "---"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<p><a href='https://a.example/'>a <b>b</b></a></p>", "[a **b**](https://a.example/)"),
        ("<p><a href='https://a.example/'> a </a>b</p>", "[a](https://a.example/) b"),
        ("<p><a href='https://a.example/'>https://a.example/</a></p>", "<https://a.example/>"),
        ("<p><a href='mailto:a@b.example'>a@b.example</a></p>", "<a@b.example>"),
        ("<p><a name='here'>text</a></p>", "text"),
        ("<p><code>a</code> <code>`b`</code></p>", "`a` `` `b` ``"),
        ("<pre>a\n\nb</pre>", "```\na\n\nb\n```"),
        ("<pre><code class='language-js'>x &lt; 1</code></pre>", "```js\nx < 1\n```"),
        ("<p>x<sup>2</sup> <kbd>Esc</kbd></p>", "x<sup>2</sup> <kbd>Esc</kbd>"),
        ("<p><s>a</s> <strike>b</strike></p>", "~~a~~ ~~b~~"),
        ("<p><i class='fas fa-envelope'></i> Mail</p>", "Mail"),
        ("<ol start='4'><li>a</li><li>b</li></ol>", "4. a\n5. b"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<ul><li><input type='checkbox' checked> a</li></ul>", "- [x] a"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n:   b"),
        (
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b|c</td></tr></tbody></table>",
            "| a |\n| --- |\n| b\\|c |",
        ),
        ("<div><section><div><p>a</p></div><p>b</p></section></div>", "a\n\nb"),
        ("<p><img src='https://a.example/a.png' alt='x'></p>", "![x](https://a.example/a.png)"),
        (
            (
                "<figure><img src='https://a.example/a.png' alt='x'>"
                '<figcaption>say "x"</figcaption></figure>'
            ),
            '![x](https://a.example/a.png "say \\"x\\"")',
        ),
        (
            (
                "<figure><img src='https://a.example/a.png' alt=''>"
                "<figcaption><em>x</em></figcaption></figure>"
            ),
            "::: figure\n![](https://a.example/a.png)\n\n*x*\n:::",
        ),
        ("<video src='https://a.example/a.mp4'></video>", "![](https://a.example/a.mp4)"),
        (
            "<iframe src='https://www.youtube-nocookie.com/embed/a1b2c3d4e5F?start=90'></iframe>",
            "https://www.youtube.com/watch?v=a1b2c3d4e5F&t=90s",
        ),
        ("<details><summary>a</summary><p>b</p></details>", "::: details a\nb\n:::"),
        ("<div class='alert alert-danger'><p>a</p></div>", "> [!CAUTION]\n> a"),
        (
            (
                "<div class='markdown-alert markdown-alert-tip'>"
                "<p class='markdown-alert-title'>Tip</p><p>a</p></div>"
            ),
            "> [!TIP]\n> a",
        ),
        ("<div class='mermaid'>graph LR</div>", "```mermaid\ngraph LR\n```"),
        (
            "<pre><code class='language-mermaid'>graph LR\n</code></pre>",
            "```mermaid\ngraph LR\n```",
        ),
        (
            "<p><a class='btn' href='https://a.example/'>Go</a></p>",
            "[Go](https://a.example/){.button}",
        ),
        ("", ""),
        ("<p> </p><div></div>", ""),
    ],
)
def test_markdown_is_what_an_author_would_write(html: str, expected: str) -> None:
    written = markdown(html)

    assert written == expected


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        "<table><caption>x</caption><tr><th>a</th></tr><tr><td>b</td></tr></table>",
        "<pre>a <b>b</b>\n\n\n c</pre>",
        "<ol type='i'><li>a</li></ol>",
        "<ol reversed><li>a</li></ol>",
        "<details open><summary>a</summary><p>b</p></details>",
        "<iframe src='https://maps.example/' title='Map'></iframe>",
        "<video><source src='https://a.example/a.mp4'><track srclang='en' src='a.vtt'></video>",
    ],
)
def test_what_markdown_would_lose_stays_html(html: str) -> None:
    root = parse(html)

    conversion = convert(root, base_url=BASE)

    assert conversion.markdown.startswith("<")
    assert conversion.is_whole
    assert len(conversion.kept) == 1


def test_one_difficult_block_leaves_the_others_markdown() -> None:
    root = parse("<p>a</p><table><tr><td colspan='2'>b</td></tr></table><h2>c</h2>")

    conversion = convert(root, base_url=BASE)

    assert conversion.markdown.startswith("a\n\n<table>")
    assert conversion.markdown.endswith("\n\n## c")
    assert (conversion.characters, conversion.kept_characters) == (5, 1)


def test_footnote_without_its_mark_loses_no_word() -> None:
    root = parse(
        "<p>a</p><div class='footnotes'><hr><ol><li id='fn:1'><p>lost note</p></li></ol></div>"
    )

    conversion = convert(root, base_url=BASE)

    assert "lost note" in conversion.markdown
    assert not conversion.is_whole
