"""Print what pages, markup and import cost on this machine: `make bench`.

Ratios hold between machines; absolute figures do not.
"""

import tempfile
from pathlib import Path

from tests.benchmarks import imports, markup, pages, search, uploads
from tests.benchmarks.site import Site


def main() -> None:
    """Measure one thing after another and print each as soon as it is known."""
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder:
        print(f"{'Markup':<58}{'ratio':>10}")
        for name, ratio in markup.run():
            print(f"  {name:<56}{ratio:>10.2f}", flush=True)
        print(f"\n{'Pages, one gunicorn process, SQLite':<48}{'pages/s':>10}{'ratio':>10}")
        for name, rate, ratio in _pages(Path(folder) / "pages"):
            print(f"  {name:<46}{rate:>10.0f}{ratio:>10.2f}", flush=True)
        print(f"\n{'Upload of a photo of 40 megapixels':<58}{'seconds':>10}")
        for name, seconds in uploads.run():
            print(f"  {name:<56}{seconds:>10.1f}", flush=True)
        print(f"\n{'Search, 100,000 posts, PostgreSQL':<48}{'ms':>10}")
        for name, figure in search.run(Path(folder) / "search"):
            print(f"  {name:<46}{figure:>10.0f}", flush=True)
        print(f"\n{'Import':<58}{'seconds':>10}")
        for name, seconds in imports.run(Path(folder) / "imports"):
            print(f"  {name:<56}{seconds:>10.1f}", flush=True)


def _pages(folder: Path) -> list[tuple[str, float, float]]:
    site = Site(folder)
    site.manage("load_sample", "--if-empty")
    site.manage("collectstatic", "--no-input")
    with site.serving() as port:
        return pages.run(port)


if __name__ == "__main__":
    main()
