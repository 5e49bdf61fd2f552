from tests.blog.markup.rendering import feed, page

TABLE = "| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | x \\| y |"


def test_alignment_is_a_class_on_a_page() -> None:
    html = page(TABLE).html

    assert '<td class="align-left">1</td>' in html
    assert '<td class="align-right">2</td>' in html
    assert '<td class="align-center">3</td>' in html
    assert "<td>x | y</td>" in html
    assert "style" not in html


def test_alignment_is_an_attribute_in_a_feed() -> None:
    html = feed(TABLE).html

    assert '<td align="right">2</td>' in html
    assert "<div" not in html


def test_a_wide_table_can_be_scrolled_by_keyboard() -> None:
    html = page(TABLE, language="es").html

    assert html.startswith(
        '<div class="table-scroll" role="group" aria-label="Tabla" tabindex="0"><table>'
    )
    assert html.endswith("</table></div>\n")


def test_tasks_are_checkboxes_that_cannot_be_changed() -> None:
    html = page("- [ ] open *one*\n- [x] done\n- plain").html

    assert html.count("disabled") == 2
    assert '<input type="checkbox" disabled aria-label="open *one*"> open <em>one</em>' in html
    assert '<input type="checkbox" disabled checked aria-label="done"> done' in html
    assert '<ul class="task-list">' in html
    assert "<li>plain</li>" in html


def test_brackets_elsewhere_are_no_tasks() -> None:
    rendered = page("[ ] not\n\n- \\[x] not\n- [x]\n- [y] not\n- a [x] not")

    assert "<input" not in rendered.html


def test_a_typed_checkbox_is_disabled() -> None:
    html = page('<ul><li><input type="checkbox" checked> a</li></ul>').html

    assert '<input type="checkbox" checked="" disabled="">' in html
