"""Whatever HTML comes in: its words, pictures and links come out again, and nothing breaks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from blog import markup
from blog.transfer.html_to_markdown import clean, convert, facts_of, parse, parse_rendered

BASE = "https://kelp.example/blog/one/"
WORDS = st.text(
    st.sampled_from("ab1 .,*_`~[](){}<>#!|\\$&;:=-+^\"'@/\n\u00a0é—"), min_size=1, max_size=12
).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
INLINE = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(["em", "strong", "code", "del", "sup", "kbd", "span", "b", "i", "u"]),
            inner,
        ),
        st.builds('<a href="https://a.example/{}">{}</a>'.format, st.sampled_from("abc"), inner),
        st.builds("{}{}".format, inner, inner),
        st.just("<br>"),
        st.just('<img src="https://a.example/p.png" alt="p*">'),
    ),
    max_leaves=6,
)
BLOCK = st.recursive(
    st.one_of(
        st.builds(
            "<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "h4", "div", "pre"]), INLINE
        ),
        INLINE,
        st.just("<hr>"),
    ),
    lambda inner: st.one_of(
        st.builds("<blockquote>{}</blockquote>".format, inner),
        st.builds(
            "<{0}><li>{1}</li><li>{2}</li></{0}>".format,
            st.sampled_from(["ul", "ol"]),
            inner,
            inner,
        ),
        st.builds("<dl><dt>a</dt><dd>{}</dd></dl>".format, inner),
        st.builds("<details><summary>s</summary>{}</details>".format, inner),
        st.builds("<table><tr><th>a</th></tr><tr><td>{}</td></tr></table>".format, inner),
        st.builds("<div class='alert'>{}</div>".format, inner),
        st.builds("{}{}".format, inner, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(BLOCK)
def test_words_pictures_and_links_survive(html: str) -> None:
    root = parse(html)
    clean(root)

    conversion = convert(root, base_url=BASE)

    rendered = markup.render(conversion.markdown, base_url=BASE).html
    before, after = facts_of(root, BASE), facts_of(parse_rendered(rendered), BASE)
    assert after.text == before.text
    assert after.links == before.links
    assert after.images == before.images


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("<>/=\"' abpdivulitablesctrong!-&;#x\n"), max_size=80))
def test_broken_html_is_read_without_an_error(html: str) -> None:
    root = parse(html)
    clean(root)

    conversion = convert(root, base_url=BASE)

    assert isinstance(conversion.markdown, str)
