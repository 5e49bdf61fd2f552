"""Print what pages, markup and import cost on this machine: `make bench`.

Ratios hold between machines; absolute figures do not. BENCH_POSTS says how many posts a large blog
has, 100,000 unless told otherwise; filling one takes minutes.
"""

import tempfile
from pathlib import Path

from tests.benchmarks import growth, imports, markup, pages, search, uploads, weight
from tests.benchmarks.site import SampleSite


def main() -> None:
    """Measure one thing after another and print each as soon as it is known."""
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as place:
        folder = Path(place)
        print(f"{'Markup':<58}{'ratio':>10}")
        for name, ratio in markup.run():
            print(f"  {name:<56}{ratio:>10.2f}", flush=True)
        site = SampleSite(folder / "pages")
        with site.serving() as port:
            _weight(site, port)
            print(f"\n{'Pages, one gunicorn process, SQLite':<48}{'pages/s':>10}{'ratio':>10}")
            for name, rate, ratio in pages.run(port):
                print(f"  {name:<46}{rate:>10.0f}{ratio:>10.2f}", flush=True)
        print(f"\n{'Upload of a photo of 40 megapixels':<58}{'seconds':>10}")
        for name, seconds in uploads.run():
            print(f"  {name:<56}{seconds:>10.1f}", flush=True)
        print(f"\n{'Import':<58}{'seconds':>10}")
        for name, seconds in imports.run(folder / "imports"):
            print(f"  {name:<56}{seconds:>10.1f}", flush=True)
        _growth(folder)


def _weight(site: SampleSite, port: int) -> None:
    print(f"\n{'First view, bytes':<24}{'br':>10}{'gzip':>10}{'fonts':>10}{'queries':>9}{'CLS':>9}")
    moved = weight.shifts(site.kinds(), port) or {}
    for row in weight.run(site, port):
        shift = f"{moved[row.name]:.3f}" if row.name in moved else "-"
        line = f"{row.br:>10,}{row.gzip:>10,}{row.fonts:>10,}{row.queries:>9}{shift:>9}"
        print(f"  {row.name:<22}{line}  {row.wrong}", flush=True)


def _growth(folder: Path) -> None:
    print(f"\nFilling blogs with {growth.FEW:,} and {growth.MANY:,} posts ...", flush=True)
    with growth.filled(folder / "growth") as databases:
        for database, sites in databases.items():
            head = f"{database}, ms of work for a page, posts:"
            print(f"\n{head:<40}{growth.FEW:>10,}{growth.MANY:>10,}{'growth':>10}", flush=True)
            for row in growth.compare(sites):
                late = "  too much" if row.growth > growth.MOST_GROWTH else ""
                line = f"{row.few:>10.1f}{row.many:>10.1f}{row.growth:>10.0%}{late}"
                print(f"  {row.name:<38}{line}", flush=True)
            print(f"  {'at most':<58}{growth.MOST_GROWTH:>10.0%}", flush=True)
        if large := databases.get("PostgreSQL"):
            print(f"\n{f'Search, {growth.MANY:,} posts, PostgreSQL':<58}{'ms':>10}")
            for name, figure in search.run(large[1]):
                print(f"  {name:<56}{figure:>10.0f}", flush=True)


if __name__ == "__main__":
    main()
