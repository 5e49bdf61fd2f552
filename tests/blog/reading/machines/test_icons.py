"""Icons come from the logo, or from the first letter of the site's name."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from blog.models import SiteSettings
from blog.reading.machines import icons
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db


def opened(client: Client, path: str) -> Image.Image:
    response = client.get(path)
    assert response.status_code == 200, path
    return Image.open(BytesIO(response.content))


def set_logo(width: int, height: int) -> None:
    out = BytesIO()
    Image.new("RGB", (width, height), "#00ff00").save(out, "PNG")
    name = default_storage.save("images/2024/01/logo.png", ContentFile(out.getvalue()))
    SiteSettings.objects.update(logo=ImageFactory(file=name, width=width, height=height))


@pytest.mark.parametrize("size", [32, 180, 192, 512])
def test_icons_have_the_size_that_their_address_says(client: Client, size: int) -> None:
    assert opened(client, f"/icon-{size}.png").size == (size, size)


def test_favicon_is_an_ico_with_three_sizes(client: Client) -> None:
    icon = opened(client, "/favicon.ico")

    assert icon.format == "ICO"
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_without_a_logo_the_first_letter_stands_on_the_sites_colour(client: Client) -> None:
    SiteSettings.objects.update(name="“Tidewater”", colour_primary="#000080")

    icon = opened(client, "/icon-512.png").convert("RGB")
    colours = {colour for _, colour in icon.getcolors(100_000) or []}

    assert icon.getpixel((60, 256)) == (0, 0, 128)
    assert (255, 255, 255) in colours


def test_a_logo_that_fits_is_the_icon_and_a_wide_one_is_not(client: Client) -> None:
    set_logo(300, 200)
    fitting = opened(client, "/icon-192.png").convert("RGB").getpixel((96, 96))
    first = client.get("/").text.split("/icon-192.png?v=")[1][:8]

    set_logo(900, 100)
    wide = opened(client, "/icon-192.png").convert("RGB").getpixel((20, 96))
    second = client.get("/").text.split("/icon-192.png?v=")[1][:8]

    assert fitting == (0, 255, 0)
    assert wide == (31, 78, 95)
    assert first != second


def test_a_mask_finds_nothing_to_cut_but_background(client: Client) -> None:
    set_logo(200, 200)

    icon = opened(client, "/icon-maskable.png").convert("RGBA")

    assert icon.size == (512, 512)
    assert {icon.getpixel(at) for at in ((0, 0), (511, 511), (40, 40))} == {(255, 255, 255, 255)}
    assert icon.getpixel((256, 256)) == (0, 255, 0, 255)


def test_an_icon_named_with_its_version_may_be_kept_for_ever(client: Client) -> None:
    page = client.get("/").text
    version = page.split("/favicon.ico?v=")[1][:8]

    assert "immutable" in client.get(f"/favicon.ico?v={version}")["Cache-Control"]
    assert "immutable" not in client.get("/favicon.ico")["Cache-Control"]
    assert client.get("/icon-33.png").status_code == 404


def test_manifest_names_the_site_and_icons_that_are_there(client: Client) -> None:
    SiteSettings.objects.update(name="Hut & Harbour", tagline="Notes", language="ar")

    response = client.get("/manifest.webmanifest")
    manifest = response.json()

    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["short_name"]) == ("Hut & Harbour", "Hut")
    assert (manifest["description"], manifest["lang"], manifest["dir"]) == ("Notes", "ar", "rtl")
    assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "any", "maskable"]
    for icon in manifest["icons"]:
        width = int(icon["sizes"].split("x")[0])
        assert opened(client, icon["src"]).size == (width, width)


def test_an_icon_is_made_once_however_often_it_is_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = ["/favicon.ico", "/icon-512.png", "/icon-maskable.png", "/apple-touch-icon.png"]
    before = [client.get(path).content for path in paths]
    # Whoever makes one anew needs the whole picture.
    monkeypatch.setattr(icons, "_draw", None)

    assert [client.get(path).content for path in paths] == before
