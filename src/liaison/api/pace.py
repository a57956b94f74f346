"""How fast one token may ask: a bucket that fills steadily and holds a minute's worth."""

import math
import time
from collections import OrderedDict

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from liaison.api.answers import asked

PER_MINUTE = 3000  # requests of one officer, in each process of the server
_REMEMBERED = 10_000


class Pace(BaseThrottle):
    """Counts the requests of an officer in this process; a database would cost more than it saves."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[int, tuple[float, float]] = OrderedDict()  # officer: (left, when)
        self._wait = 0.0

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether there is a request left for this officer."""
        officer, now = asked(request).officer.pk, time.monotonic()
        left, when = self._buckets.pop(officer, (float(PER_MINUTE), now))
        left = min(PER_MINUTE, left + (now - when) * PER_MINUTE / 60)
        allowed = left >= 1
        self._wait = (1 - left) * 60 / PER_MINUTE
        self._buckets[officer] = (left - allowed, now)
        while len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return allowed

    def wait(self) -> float:
        """Whole seconds until the next request may come."""
        return math.ceil(max(self._wait, 1))
