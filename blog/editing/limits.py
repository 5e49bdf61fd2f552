"""How often one person may ask for something costly."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` requests of one kind by one user in each window of `seconds`."""

    name: str
    most: int
    seconds: int

    def allows(self, user_pk: int | None) -> bool:
        """Count a request and say whether it is within the limit.

        Counted in the cache that all processes share; an emptied cache only forgets counts.
        """
        window = int(time.time()) // self.seconds
        key = f"limit:{self.name}:{user_pk}:{window}"
        cache.add(key, 0, timeout=self.seconds)
        try:
            return cache.incr(key) <= self.most
        except ValueError:
            # The cache dropped the count between the two calls.
            return True


# The live preview asks once in each pause of typing; a person doesn't pause four times a second.
PREVIEW = Limit("preview", most=240, seconds=60)
# A picker asks in each pause of typing, as the preview does.
PICKER = Limit("picker", most=240, seconds=60)
UPLOAD = Limit("upload", most=120, seconds=600)
