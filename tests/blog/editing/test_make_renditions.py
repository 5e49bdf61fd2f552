"""The smaller files of a picture, and what pages show before and after they are made."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image as Pillow
from pytest_django import Settings

from blog.editing.pictures import renditions as module
from blog.editing.pictures.hints import hint_of
from blog.editing.pictures.renditions import make, make_renditions, put
from blog.editing.pictures.uploads import store_image
from blog.models import Image
from blog.models.pictured import picture
from blog.templatetags.reading import drawn_in
from tests.factories import ImageFactory, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ORIGINALS_ROOT = tmp_path / "originals"
    return tmp_path


def photo(size: tuple[int, int] = (900, 600), kind: str = "JPEG", **options: Any) -> bytes:
    """Return a file with something to compress."""
    out = BytesIO()
    Pillow.radial_gradient("L").resize(size).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def moving() -> bytes:
    out = BytesIO()
    frames = [Pillow.new("RGB", (500, 300), (shade, 0, 0)) for shade in (0, 120, 240)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=90, loop=0)
    return out.getvalue()


def stored(data: bytes, name: str = "shore.jpg") -> Image:
    return store_image(data, name=name, by=None, alt="A shore")


def opened(path: Path) -> Pillow.Image:
    return Pillow.open(BytesIO(path.read_bytes()))


def files(image: Image) -> dict[str, Pillow.Image]:
    """Return the picture's files but the first, by what their names end with."""
    found = sorted(Path(image.file.path).parent.iterdir())
    stem = Path(image.file.path).stem
    return {
        path.name.removeprefix(f"{stem}-"): opened(path)
        for path in found
        if path.name.startswith(f"{stem}-")
    }


def test_a_photo_is_made_in_three_kinds_and_never_enlarged() -> None:
    image = stored(photo())

    assert make(image)

    made = {name: (picture.format, picture.size) for name, picture in files(image).items()}
    assert {name: size for name, (_, size) in made.items() if name.endswith(".avif")} == {
        "400.avif": (400, 267),
        "760.avif": (760, 507),
        "900.avif": (900, 600),
    }
    assert {kind for kind, _ in made.values()} == {"AVIF", "WEBP", "JPEG"}
    assert image.renditions["widths"] == [400, 760, 900]


def test_no_rendition_tells_place_or_camera() -> None:
    exif = Pillow.Exif()
    exif[0x010F], exif[0x0112] = "Camera of somebody", 6
    exif.get_ifd(0x8825)[1] = "N"
    image = stored(photo(exif=exif))

    make(image)

    assert (image.width, image.height) == (600, 900)
    for made in files(image).values():
        assert made.size[0] < made.size[1]
        assert not made.getexif()


def test_a_transparent_drawing_stays_transparent_and_has_no_hint() -> None:
    out = BytesIO()
    Pillow.new("RGBA", (500, 100), (200, 0, 0, 0)).save(out, "PNG")
    image = stored(out.getvalue(), "logo.png")

    make(image)

    assert image.renditions["fallback"] == "png"
    assert image.renditions["hint"] is None
    for made in files(image).values():
        assert made.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_a_kind_that_saves_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(module._PHOTOGRAPHS, "webp", {"lossless": True, "quality": 0})
    out = BytesIO()
    Pillow.effect_noise((300, 200), 80).convert("RGB").save(out, "JPEG")
    image = stored(out.getvalue())

    make(image)

    assert image.renditions["kinds"] == ["avif"]
    assert sorted(files(image)) == ["300.avif", "300.jpg"]


def test_pages_show_the_picture_itself_until_the_worker_was_there() -> None:
    image = stored(photo())
    post = make_post(published=True, body=f"![]({image.url})", featured=image)
    before = Client().get(post.get_absolute_url()).content.decode()

    job = DBTaskResult.objects.filter(task_path=make_renditions.module_path).get()
    make_renditions.call(**job.args_kwargs["kwargs"])

    after = Client().get(post.get_absolute_url()).content.decode()
    stem = image.url.removesuffix(".jpg")
    assert (before.count(f'src="{image.url}"'), before.count("<picture>")) == (2, 0)
    assert after.count("<picture>") == 2
    assert f'<source type="image/avif" srcset="{stem}-400.avif 400w, {stem}-760.avif 760w' in after
    assert 'fetchpriority="high"' in after


def test_a_job_whose_worker_died_in_between_is_finished_by_the_next() -> None:
    image = stored(photo())
    post = make_post(published=True, body=f"![]({image.url})")
    cut_short = Path(image.file.path).with_name(image.rendition_name(400, "avif").split("/")[-1])
    cut_short.write_bytes(b"half")
    make(image)

    make_renditions.call(image_pk=image.pk)

    post.refresh_from_db()
    assert files(image)["400.avif"].size == (400, 267)
    assert "<picture>" in post.html


def test_a_second_time_writes_nothing(media: Path) -> None:
    image = stored(photo())
    make(image)
    Image.objects.update(renditions={})
    before = {path: path.stat().st_mtime_ns for path in media.rglob("*.*")}

    make(Image.objects.get())

    assert {path: path.stat().st_mtime_ns for path in media.rglob("*.*")} == before


def test_a_picture_deleted_meanwhile_leaves_no_file(media: Path) -> None:
    image = stored(photo())
    Image.objects.all().delete()

    assert not make(image)
    assert not make_renditions.call(image_pk=image.pk)
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_moving_picture_keeps_moving_and_has_a_still() -> None:
    image = stored(moving(), "waves.gif")
    post = make_post(published=True, body=f"![]({image.url})", featured=image)

    make_renditions.call(image_pk=image.pk)

    page = Client().get(post.get_absolute_url()).content.decode()
    home = Client().get("/").content.decode()
    assert opened(Path(image.file.path)).n_frames == 3  # type: ignore[attr-defined]
    assert not any(getattr(still, "is_animated", False) for still in files(image).values())
    assert page.count('<span class="moving"><input type="checkbox"') == 2
    assert image.url not in home.replace("og:image", "")


def test_the_command_makes_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    done, old = stored(photo()), stored(photo((500, 400)))
    make(done)
    old.original.storage.delete(str(old.original.name))
    Image.objects.filter(pk=old.pk).update(original="")
    post = make_post(published=True, body=f"![]({old.url})")

    call_command("make_renditions")

    post.refresh_from_db()
    assert "1 pictures have theirs now." in capsys.readouterr().out
    assert "<picture>" in post.html


def test_the_command_names_what_it_could_not_read() -> None:
    ImageFactory(title="Lost", file="images/2024/01/lost.png")

    with pytest.raises(CommandError, match=r"Lost \(images/2024/01/lost\.png\)"):
        call_command("make_renditions")


def test_the_command_can_leave_the_work_to_the_worker(capsys: pytest.CaptureFixture[str]) -> None:
    image = ImageFactory()

    call_command("make_renditions", queue=True)

    job = DBTaskResult.objects.get()
    assert job.args_kwargs["kwargs"] == {"image_pk": image.pk}
    assert "1 pictures wait" in capsys.readouterr().out


def test_the_hint_is_one_number_that_tells_light_and_colour() -> None:
    picture = Pillow.new("RGB", (30, 20), (255, 0, 0))
    picture.paste((255, 255, 255), (0, 0, 10, 10))

    number = hint_of(picture)

    assert number is not None
    assert number >> 20 == 15
    assert [number >> shift & 3 for shift in (10, 8, 6, 4, 2, 0)] == [3, 1, 1, 1, 1, 1]


def test_nothing_is_drawn_behind_a_logo() -> None:
    image = stored(photo())
    make(image)

    drawn = {place: drawn_in(picture(image), place) for place in ("logo", "mark", "card")}  # type: ignore[arg-type]

    assert drawn["logo"].hint is drawn["mark"].hint is None
    assert drawn["card"].hint is not None


def test_the_original_is_kept_as_it_came_and_in_private(media: Path) -> None:
    data = photo(comment=b"a private remark")

    image = stored(data)

    kept = media / "originals" / str(image.original.name)
    assert kept.read_bytes() == data
    assert kept.stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="not served"):
        _ = image.original.url


def test_nothing_of_a_picture_stays_when_it_goes(media: Path) -> None:
    image = stored(photo())
    make(image)

    image.delete_files()

    assert not [path for path in media.rglob("*") if path.is_file()]


def test_an_original_that_was_cut_short_is_written_anew(media: Path) -> None:
    image = stored(photo())
    storage, name = image.original.storage, str(image.original.name)
    (media / "originals" / name).write_bytes(b"half")

    put(storage, name, photo())

    assert storage.size(name) == len(photo())
