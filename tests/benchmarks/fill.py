"""Fill the database of DATABASE_URL for measuring: `python -m tests.benchmarks.fill 100000`."""

import os
import sys
import time

import django


def main() -> None:
    """Store as many posts as the command line says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "blog.settings")
    django.setup()
    from blog.models import Post
    from tests.benchmarks.many import fill

    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        raise SystemExit("Say how many posts: python -m tests.benchmarks.fill 100000")
    if Post.objects.exists():
        raise SystemExit("This database has posts already; fill an empty, migrated one.")
    start = time.perf_counter()
    fill(int(sys.argv[1]))
    print(f"{sys.argv[1]} posts in {time.perf_counter() - start:.0f} s.")


if __name__ == "__main__":
    main()
