"""The network is opened in one module, and only where a user names an address."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

SOURCE = Path(onrecord.__file__).parent
ALONE = "readers/fetching.py"
# Modules that open connections, their roots where all of a package does.
NETWORK = (
    "_socket _ssl aiohttp asyncio certifi ftplib grpc h11 http httpcore httpx httpx2 huggingface_hub imaplib nntplib "
    "poplib requests smtplib socket socketserver ssl telnetlib urllib.request urllib3 webbrowser websockets wsgiref "
    "xmlrpc"
)

WATCHED = """
import json, sys
seen = []
def hook(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto")):
        seen.append(event)
sys.addaudithook(hook)
from onrecord.readers import deliver
for source in sys.argv[1:]:
    reports = len(list(deliver(source)))
print(json.dumps([reports, seen]))
"""


def imported(code: str) -> Iterator[str]:
    """Every module that code imports, wherever it does."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            yield from (
                each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def opens_network(code: str) -> list[str]:
    return [name for name in imported(code) for root in NETWORK.split() if f"{name}.".startswith(f"{root}.")]


def test_one_module_opens_the_network() -> None:
    modules = sorted(SOURCE.rglob("*.py"))
    assert len(modules) > 80
    found = [str(path.relative_to(SOURCE)) for path in modules if opens_network(path.read_text(encoding="utf-8"))]
    assert found == [ALONE]


@pytest.mark.parametrize(
    ("code", "opens"),
    [
        ("import socket", True),
        ("import urllib3.connection as c", True),
        ("from urllib import request", True),
        ("from urllib.request import urlopen", True),
        ("def f():\n    from http import client", True),
        ("import importlib\nimportlib.import_module('ssl')", True),
        ("__import__('socket')", True),
        ("from urllib.parse import urlsplit", False),
        ("import html", False),
        ("from onrecord.readers.sources import Source", False),
    ],
)
def test_the_search_finds_what_it_is_for(code: str, opens: bool) -> None:
    assert bool(opens_network(code)) is opens


def test_reading_files_full_of_addresses_makes_no_connection(tmp_path: Path) -> None:
    entry = "<item><title>Talks</title><link>http://127.0.0.1:9/a</link><description>It rained.</description></item>"
    (tmp_path / "a.rss").write_text(f"<rss version='2.0'><channel><title>Dor</title>{entry * 3}</channel></rss>")
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "b", "text": "It rained.", "url": "http://127.0.0.1:9/b"}))
    (tmp_path / "c.txt").write_text("http://127.0.0.1:9/c said that it rained.")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(tmp_path)],
        capture_output=True,
        env={"PYTHONPATH": str(SOURCE.parent)},
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout) == [5, []]
