"""The notice before anything is fetched: what fetching tells others."""

from __future__ import annotations

import os
from collections.abc import Callable

from onrecord.errors import Problem
from onrecord.readers.fetched import Fetch, Fetched
from onrecord.readers.fetching import fetch

NOTICE = (
    "onrecord: fetching over the network: each server asked learns that somebody at this machine's address asks for "
    "its page now, and so may whoever carries the traffic"
)
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")


def announced(say: Callable[[str], None], fetch: Fetch = fetch) -> Fetch:
    """`fetch` that says the notice in one line, once, before it first asks a server.

    Where a proxy is set in the environment it raises Problem: who set one may count on being hidden by it.
    """
    said = False

    def announcing(address: str, takes: frozenset[str] | None = None, found_at: str | None = None) -> Fetched:
        nonlocal said
        if proxies := sorted(name for name in os.environ if name.lower() in _PROXIES and os.environ[name]):
            raise Problem(
                address,
                "not fetched",
                f"{proxies[0]} names a proxy, and onrecord uses none, so that the server would see your own address",
                f"Unset {proxies[0]} to fetch all the same, or save the page with a browser and read the file",
            )
        if not said:
            said = True
            say(NOTICE)
        return fetch(address, takes, found_at)

    return announcing
