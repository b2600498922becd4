"""What these tests start from, beyond the cast."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_tries_counted_yet() -> None:
    """Limits on signing in are counted in the cache, which outlives a test."""
    cache.clear()
