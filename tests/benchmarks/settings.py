"""Production settings with one more address, /hello."""

from blog.settings import *  # noqa: F403
from blog.settings import MIDDLEWARE

MIDDLEWARE.insert(
    MIDDLEWARE.index("blog.reading.middleware.SiteMiddleware"),
    "tests.benchmarks.hello.HelloMiddleware",
)
