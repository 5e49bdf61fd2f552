"""Every kind of public page in a browser: for everybody, by keyboard, without scripts, at rest."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import SHIFTS, complaints_of, open_page
from tests.page_kinds import KINDS, Kind, kinds, load_quickly

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

WALKED = ("home", "list", "post", "search-results")
# Which elements Tab should reach, and, of the one it has reached, what is wrong with it.
REACHABLE = """
() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter((element) => !element.disabled && element.checkVisibility(
    {visibilityProperty: true, contentVisibilityAuto: true}) && element.tabIndex >= 0)
  .map((element, index) => { element.dataset.walk = index; return element.outerHTML.slice(0, 90); })
"""
# A table that turned out to fit needs no scrolling, and so no focus.
STILL_REACHABLE = """
() => [...document.querySelectorAll("[data-walk]")]
  .filter((element) => element.tabIndex >= 0).map((element) => element.dataset.walk)
"""
FOCUSED = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const wrong = [];
  const rings = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  if (!rings && style.boxShadow === "none") wrong.push("no ring");
  if (box.width < 1 || box.height < 1) wrong.push("no size");
  const middle = box.top + Math.min(box.height, innerHeight) / 2;
  if (middle < 0 || middle > innerHeight || box.right < 0 || box.left > innerWidth) {
    wrong.push("out of sight");
  }
  return [element.dataset.walk ?? "", wrong.join(", ")];
}
"""


@pytest.fixture
def paths() -> dict[str, Kind]:
    """Every kind of the sample blog, by name."""
    load_quickly()
    return {kind.name: kind for kind in kinds()}


@pytest.mark.parametrize("part", [0, 1], ids=["even", "odd"])
def test_no_kind_of_page_shuts_anybody_out_or_breaks_its_policy(
    page: Page, paths: dict[str, Kind], part: int
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    problems: dict[str, list[str]] = {}

    # In two parts that two workers can look at.
    for kind in list(paths.values())[part::2]:
        open_page(page, kind.path)
        problems[kind.name] = complaints_of(page)

    assert {name: found for name, found in problems.items() if found} == {}
    assert [text for text in said if "Content Security Policy" in text] == []


def test_tab_reaches_everything_shows_where_it_is_and_is_never_trapped(
    page: Page, paths: dict[str, Kind]
) -> None:
    page.emulate_media(reduced_motion="reduce")
    wrong: dict[str, list[str]] = {}

    for name in WALKED:
        open_page(page, paths[name].path)
        reachable: list[str] = page.evaluate(REACHABLE)
        seen = dict(walk(page, len(reachable)))
        missed = [at for at in page.evaluate(STILL_REACHABLE) if at not in seen]
        wrong[name] = [f"not reached: {reachable[int(at)]}" for at in missed]
        wrong[name] += [f"{why}: {reachable[int(at)]}" for at, why in seen.items() if why and at]

    assert {name: found for name, found in wrong.items() if found} == {}


def walk(page: Page, most: int) -> Iterator[tuple[str, str]]:
    """Press Tab until the end; yield each element's number and what is wrong with it."""
    for _ in range(2 * most + 20):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return
        yield focused
    raise AssertionError("Tab goes round in a circle.")


def test_nothing_moves_while_a_page_is_loaded_and_read(page: Page, paths: dict[str, Kind]) -> None:
    shifts: dict[str, float] = {}

    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for name in ("home", "list", "post", "post-gallery", "post-diagram", "page"):
            open_page(page, paths[name].path)
            page.evaluate("document.fonts.ready")
            page.mouse.wheel(0, 4000)
            shifts[f"{name} {width}"] = page.evaluate(SHIFTS)

    assert {name: shift for name, shift in shifts.items() if shift} == {}


def test_without_scripts_search_menu_contents_and_footnotes_work(
    browser: Browser, base_url: str, paths: dict[str, Kind]
) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()

    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Posts").click()
    expect(page).to_have_url(f"{base_url}/blog/")

    page.goto("/search/")
    page.locator("main").get_by_role("searchbox").fill("kettles")
    page.locator("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Nine kettles")).to_be_visible()

    page.goto(paths["post-footnotes"].path)
    page.locator("a[role=doc-noteref]").first.click()
    expect(page.locator("[role=doc-endnotes] li").first).to_be_in_viewport()

    page.goto(paths["post-list"].path)
    contents = page.locator(".toc")
    if contents.locator("summary").is_visible():
        contents.locator("summary").click()
    contents.get_by_role("link").last.click()
    expect(page.locator(".prose :is(h2, h3)").last).to_be_in_viewport()
    context.close()


def test_each_kind_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
