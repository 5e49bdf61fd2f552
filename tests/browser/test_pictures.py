"""Pictures in a browser: files that fit, one that moves until it is stopped, a focus to choose."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image as Pillow
from playwright.sync_api import Page, expect

from accounts.models import User
from blog.editing.pictures.renditions import make_renditions
from blog.editing.pictures.uploads import store_image
from blog.models import Image
from tests.browser.writing import open_signed_in
from tests.factories import make_post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def stored(data: bytes, name: str) -> Image:
    image = store_image(data, name=name, by=None, alt="Waves")
    make_renditions.call(image_pk=image.pk)
    return image


def photo() -> Image:
    out = BytesIO()
    Pillow.radial_gradient("L").resize((1600, 1000)).convert("RGB").save(out, "JPEG")
    return stored(out.getvalue(), "shore.jpg")


def waves() -> Image:
    out = BytesIO()
    frames = [Pillow.new("RGB", (500, 300), (shade, 0, 0)) for shade in (0, 120, 240)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=90, loop=0)
    return stored(out.getvalue(), "waves.gif")


def test_a_picture_that_moves_is_stopped_and_moved_by_one_switch(page: Page) -> None:
    image = waves()
    post = make_post(published=True, body=f'![]({image.url} "Caption")')
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(post.get_absolute_url())
    box = page.locator(".moving")
    moving, still = box.locator("> img"), box.locator("picture img")
    expect(moving).to_be_visible()
    expect(still).to_be_hidden()
    before = [name for name in asked if "waves" in name]

    page.get_by_role("checkbox", name="Stop or play the moving picture").press("Space")

    expect(moving).to_be_hidden()
    expect(still).to_be_visible()
    assert before == [str(image.file.name).rpartition("/")[2]]

    page.emulate_media(reduced_motion="reduce")
    page.reload()
    expect(still).to_be_visible()
    expect(moving).to_be_hidden()


def test_a_small_screen_gets_a_small_file_and_sees_a_hint_of_it_before(page: Page) -> None:
    post = make_post(published=True, body="Text.", featured=photo())
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(post.get_absolute_url())
    picture = page.locator("figure.featured img")
    expect(picture).to_have_js_property("complete", True)

    drawn = picture.evaluate("img => getComputedStyle(img).backgroundImage")
    address = picture.evaluate("img => img.currentSrc")

    assert address.rpartition("-")[2] in {"400.avif", "400.webp"}
    assert drawn.count("radial-gradient") == 6


def test_the_focus_is_chosen_by_a_click_or_with_keys(page: Page, editor: User) -> None:
    image = photo()
    open_signed_in(page, editor, f"/admin/blog/image/{image.pk}/change/")
    stage = page.locator(".focus-stage img")
    size = stage.bounding_box()
    assert size

    stage.click(position={"x": size["width"] * 0.25, "y": size["height"] * 0.1})
    expect(page.get_by_label("Focus from the left")).to_have_value("25")
    expect(page.get_by_label("Focus from the top")).to_have_value("10")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_role("button", name="Focus, 20 % from the left, 11 %")).to_be_focused()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/image/")

    image.refresh_from_db()
    assert (image.focus_x, image.focus_y) == (20, 11)
