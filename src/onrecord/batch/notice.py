"""The notice before anything is fetched: what fetching tells others."""

from __future__ import annotations

import os
from collections.abc import Callable

from onrecord.readers.fetched import Fetch, Fetched
from onrecord.readers.fetching import fetch

NOTICE = (
    "onrecord: fetching over the network: each server asked learns that somebody at this machine's address asks for "
    "its page now, and so may whoever carries the traffic"
)
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")


def announced(say: Callable[[str], None], fetch: Fetch = fetch) -> Fetch:
    """`fetch` that says the notice in one line, once, before it first asks a server."""
    said = False

    def announcing(address: str, takes: frozenset[str] | None = None, found_at: str | None = None) -> Fetched:
        nonlocal said
        if not said:
            said = True
            proxies = sorted(name for name in os.environ if name.lower() in _PROXIES and os.environ[name])
            say(NOTICE + (f"; the proxy set in {proxies[0]} is not used" if proxies else ""))
        return fetch(address, takes, found_at)

    return announcing
