"""What all tests share: property tests that are the same on every machine and do not watch the clock; no proxies."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("onrecord", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("onrecord")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is set where the tests run: past a proxy nothing is fetched."""
    for name in [name for name in os.environ if name.lower() in ("http_proxy", "https_proxy", "all_proxy")]:
        monkeypatch.delenv(name)
