"""`manage.py import_feed`, as an operator types it."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from blog.models import Post, SiteSettings
from tests.blog.transfer.oddities import FEED, RULE_TEXTS

pytestmark = pytest.mark.django_db
AS = [word for rule in RULE_TEXTS for word in ("--as", rule)]


def run(*words: str) -> tuple[str, str]:
    """Run the command and return what it wrote to its output and beside it."""
    out, err = io.StringIO(), io.StringIO()
    call_command("import_feed", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_table_says_how_many_of_each_kind_were_created() -> None:
    out, err = run(str(FEED), *AS)

    lines = [line.split() for line in out.splitlines()]
    assert ["posts", "13", "2"] in lines
    assert ["collaborators", "1", "·"] in lines
    assert "23 of 23 items" in err


def test_remote_pictures_are_pointed_out_until_the_setting_is_on() -> None:
    before, _ = run(str(FEED), *AS, "--dry-run")
    SiteSettings(remote_images=True).save()
    after, _ = run(str(FEED), *AS, "--dry-run")

    assert "“remote images”" in before
    assert "“remote images”" not in after


def test_report_names_everything_by_item(tmp_path: Path) -> None:
    file = tmp_path / "report.json"

    run(str(FEED), *AS, "--report", str(file))

    report = json.loads(file.read_text(encoding="utf-8"))
    item = next(each for each in report["items"] if each["path"] == "/blog/lists/")
    assert len(report["items"]) == 23
    assert (item["kind"], item["action"]) == ("post", "created")
    assert "script" in item["removed"]
    assert 0 < item["kept_as_html"] < 0.1


def test_dry_run_says_so() -> None:
    out, _ = run(str(FEED), "--dry-run")

    assert "nothing was stored" in out
    assert not Post.objects.exists()


def test_longest_prefix_decides_the_kind() -> None:
    run(str(FEED), "--as", "page:/", "--as", "post:/blog/", "--as", "page:/blog/code/")

    assert Post.objects.filter(slug="lists").exists()
    assert not Post.objects.filter(slug="code").exists()


def test_without_rules_everything_is_a_post() -> None:
    out, _ = run(str(FEED))

    assert "pages" not in out
    assert Post.objects.filter(slug="brand").exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["/nowhere.xml"], "can't be read"),
        ([str(FEED), "--as", "essay:/blog/"], "is no rule"),
        ([str(FEED), "--as", "post"], "is no rule"),
        ([str(FEED), "--report", "/nowhere/at/all.json"], "can't be written"),
    ],
)
def test_unusable_input_ends_with_one_sentence(words: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason) as error:
        run(*words)

    assert "\n" not in str(error.value)


def test_failed_items_make_the_command_fail(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    body = "x " * 120_000
    file.write_text(
        "<rss version='2.0'><channel><title>K</title><item><link>https://kelp.example/a/</link>"
        f"<title>Long</title><description>{body}</description></item></channel></rss>",
        encoding="utf-8",
    )

    with pytest.raises(CommandError, match="1 item could not be imported"):
        run(str(file))
