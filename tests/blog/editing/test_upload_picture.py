"""What becomes of a picture on its way into the library."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import ImageCms
from pytest_django import Settings

from blog.editing.pictures.cleaning import LONGEST_SIDE, clean
from blog.editing.pictures.uploads import UploadRefused, store_image
from blog.models import Image
from tests.factories import UserFactory

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def encoded(picture: Pillow.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Pillow.Image:
    return Pillow.open(BytesIO(data))


def sixteen_bit_png() -> bytes:
    """Return a PNG of 2 × 1 orange pixels, 16 bits a colour, which Pillow can't write."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    row = b"\0" + struct.pack(">6H", *(65535, 32896, 0) * 2)
    head = struct.pack(">IIBBBBB", 2, 1, 16, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(row)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def plain(mode: str = "RGB", size: tuple[int, int] = (40, 30), colour: Any = 0) -> Pillow.Image:
    return Pillow.new(mode, size, colour)


class TestCleaning:
    @pytest.mark.parametrize(
        ("kind", "extension"),
        [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "png"), ("WEBP", "webp"), ("AVIF", "webp")],
    )
    def test_known_kinds_keep_a_kind_that_shows_everywhere(self, kind: str, extension: str) -> None:
        picture = clean(encoded(plain(), kind))

        assert (picture.extension, picture.width, picture.height) == (extension, 40, 30)
        assert opened(picture.data).size == (40, 30)

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
    def test_every_mode_of_png_is_taken(self, mode: str) -> None:
        picture = clean(encoded(plain(mode)))

        assert opened(picture.data).size == (40, 30)

    def test_sixteen_bits_become_eight_without_turning_white(self) -> None:
        picture = clean(encoded(plain("I;16", colour=32768)))

        assert opened(picture.data).convert("L").getpixel((0, 0)) in {127, 128}

    def test_cmyk_becomes_rgb(self) -> None:
        picture = clean(encoded(plain("CMYK", colour=(0, 255, 255, 0)), "JPEG"))

        red, green, blue = opened(picture.data).getpixel((5, 5))  # type: ignore[misc]
        assert opened(picture.data).mode == "RGB"
        assert (red > 200, green < 60, blue < 60) == (True, True, True)

    def test_transparency_stays(self) -> None:
        alpha = clean(encoded(plain("RGBA", colour=(255, 0, 0, 0))))
        palette = clean(encoded(plain("RGBA", colour=(255, 0, 0, 0)).quantize()))

        found = [opened(p.data).convert("RGBA").getpixel((0, 0)) for p in (alpha, palette)]

        assert [pixel[3] for pixel in found] == [0, 0]  # type: ignore[index]

    def test_a_large_palette_picture_with_transparency_shrinks(self) -> None:
        wide = plain("RGBA", (LONGEST_SIDE * 2, 20), (200, 0, 0, 0)).quantize()

        picture = clean(encoded(wide))

        assert (picture.width, picture.height) == (LONGEST_SIDE, 10)
        assert opened(picture.data).getpixel((0, 0))[3] == 0  # type: ignore[index]

    def test_the_longest_side_is_limited(self) -> None:
        picture = clean(encoded(plain(size=(LONGEST_SIDE * 2, 100)), "JPEG"))

        assert (picture.width, picture.height) == (LONGEST_SIDE, 50)

    def test_a_photo_is_turned_upright_and_forgets_camera_and_place(self) -> None:
        exif = Pillow.Exif()
        exif[ORIENTATION], exif[MAKER] = 6, "Camera of somebody"
        exif.get_ifd(GPS)[1] = "N"
        photo = encoded(plain(), "JPEG", exif=exif, comment=b"a private remark")

        picture = clean(photo)

        assert (picture.width, picture.height) == (30, 40)
        assert not opened(picture.data).getexif()
        assert b"somebody" not in picture.data
        assert b"private" not in picture.data

    def test_words_in_a_png_are_forgotten(self) -> None:
        from PIL.PngImagePlugin import PngInfo

        words = PngInfo()
        words.add_text("Author", "a private name")

        picture = clean(encoded(plain(), pnginfo=words))

        assert b"private" not in picture.data

    def test_a_colour_profile_is_applied_and_dropped(self) -> None:
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

        picture = clean(encoded(plain(colour=(10, 200, 30)), "PNG", icc_profile=profile))

        assert "icc_profile" not in opened(picture.data).info
        assert opened(picture.data).getpixel((0, 0)) == (10, 200, 30)

    def test_a_broken_colour_profile_is_ignored(self) -> None:
        picture = clean(encoded(plain(colour=(10, 200, 30)), "PNG", icc_profile=b"nonsense"))

        assert opened(picture.data).getpixel((0, 0)) == (10, 200, 30)

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_every_way_of_holding_a_camera_is_turned_upright(self, orientation: int) -> None:
        upright = plain(size=(60, 40), colour=(0, 0, 0))
        upright.paste((250, 250, 250), (0, 0, 20, 20))
        exif = Pillow.Exif()
        exif[ORIENTATION] = orientation
        undone = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
        held = upright if undone is None else upright.transpose(Pillow.Transpose(undone))

        picture = clean(encoded(held, "JPEG", exif=exif, quality=95))

        seen = opened(picture.data)
        assert seen.size == (60, 40)
        assert seen.getpixel((5, 5))[0] > 200  # type: ignore[index]
        assert seen.getpixel((50, 30))[0] < 60  # type: ignore[index]

    @pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
    def test_place_and_camera_are_forgotten_in_every_kind(self, kind: str) -> None:
        exif = Pillow.Exif()
        exif[MAKER] = "Camera of somebody"
        exif.get_ifd(GPS)[1] = "N"

        picture = clean(encoded(plain(), kind, exif=exif))

        assert not opened(picture.data).getexif()
        assert b"somebody" not in picture.data

    def test_a_drawing_of_sixteen_bits_a_colour_is_taken(self) -> None:
        picture = clean(sixteen_bit_png())

        assert opened(picture.data).convert("RGB").getpixel((0, 0)) == (255, 128, 0)

    def test_the_first_picture_of_an_mpo_counts(self) -> None:
        both = encoded(
            plain(colour=(250, 0, 0)),
            "MPO",
            save_all=True,
            append_images=[plain(colour=(0, 0, 250))],
        )

        picture = clean(both)

        assert picture.extension == "jpg"
        assert opened(picture.data).getpixel((5, 5))[0] > 200  # type: ignore[index]

    def test_an_animation_stays_animated_with_its_times(self) -> None:
        frames = [plain(colour=(shade, 0, 0)) for shade in (0, 120, 240)]
        moving = encoded(
            frames[0], "GIF", save_all=True, append_images=frames[1:], duration=[50, 70, 90], loop=0
        )

        picture = clean(moving)

        again = opened(picture.data)
        assert (picture.extension, again.n_frames, again.info["loop"]) == ("webp", 3, 0)  # type: ignore[attr-defined]


@pytest.mark.django_db
class TestStoring:
    def test_a_picture_is_stored_with_its_words(self, media: Path) -> None:
        user = UserFactory()

        image = store_image(
            BytesIO(encoded(plain())),
            name="C:\\Photos\\Ärger im_Hafen.PNG",
            by=user,
            alt="A harbour\nat night",
            credit="Somebody",
        )

        assert (image.title, image.alt, image.credit) == (
            "Ärger im Hafen",
            "A harbour at night",
            "Somebody",
        )
        assert (image.width, image.height, image.uploaded_by) == (40, 30, user)
        assert Path(str(image.file.name)).name == f"arger-im_hafen-{image.sha256[:8]}.png".replace(
            "_", "-"
        )
        assert (media / str(image.file.name)).stat().st_size == image.bytes

    def test_the_same_bytes_give_the_same_picture(self, media: Path) -> None:
        data = encoded(plain())
        first = store_image(data, name="one.png", by=None)

        second = store_image(data, name="two.png", by=None)

        assert second == first
        assert len(list(media.rglob("*.png"))) == 1

    def test_a_picture_stored_by_somebody_else_meanwhile_is_used(
        self, media: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data = encoded(plain())
        first = store_image(data, name="one.png", by=None)
        looked = iter([None, first])
        monkeypatch.setattr(
            "django.db.models.query.QuerySet.first", lambda query: next(looked), raising=True
        )

        second = store_image(data, name="two.png", by=None)

        assert second == first
        assert len(list(media.rglob("*.png"))) == 1

    def test_the_name_decides_nothing(self) -> None:
        image = store_image(encoded(plain(), "JPEG"), name="page.html", by=None)

        assert str(image.file.name).endswith(".jpg")

    def test_a_name_without_letters_still_gives_a_file(self) -> None:
        image = store_image(encoded(plain()), name="../../???.png", by=None)

        assert str(image.file.name).split("/")[-1].startswith("picture-")
        assert default_storage.exists(str(image.file.name))

    def test_more_bytes_than_allowed_are_refused(self, settings: Settings) -> None:
        settings.UPLOAD_MAX_BYTES = 100

        with pytest.raises(UploadRefused, match="larger than 100"):
            store_image(BytesIO(b"x" * 101), name="x.png", by=None)

    def test_a_decorative_picture_has_no_alternative_text(self) -> None:
        image = store_image(
            encoded(plain()), name="line.png", by=None, alt="A line", is_decorative=True
        )

        assert (image.alt, image.is_decorative) == ("", True)

    def test_a_refused_picture_leaves_nothing(self, media: Path) -> None:
        with pytest.raises(UploadRefused):
            store_image(b"GIF89a nonsense", name="x.gif", by=None)

        assert Image.objects.count() == 0
        assert not [path for path in media.rglob("*") if path.is_file()]
