"""What all tests share: property tests that give the same examples on every machine and do not watch the clock."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("onrecord", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("onrecord")
