from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from onrecord.archive import migrations, volumes
from onrecord.archive.volumes import Volume
from onrecord.batch import doctor as module
from onrecord.batch.doctor import Finding, doctor
from tests.archive.making import filled, plain


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LEAST_FREE", 0)


@pytest.fixture
def findings(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[[Path], tuple[int, dict[str, str]]]:
    def look(path: Path) -> tuple[int, dict[str, str]]:
        code = doctor(path)
        lines = capfdbinary.readouterr().out.decode().splitlines()
        assert all(line.isprintable() for line in lines)
        return code, {line[4:18].strip(): line[:2] + " " + line[20:] for line in lines}

    return look


Look = Callable[[Path], tuple[int, dict[str, str]]]


@pytest.mark.skipif(
    not (resources.files("onrecord") / "data/model/model.onnx").is_file(), reason="the model is not there"
)
def test_where_all_is_well(tmp_path: Path, findings: Look) -> None:
    code, found = findings(filled(tmp_path / "a.db"))
    assert code == 0 and all(line.startswith("ok") for line in found.values())
    assert set(found) == {"onrecord", "packages", "model", "SQLite", "SQLite's parts", "archive", "free space"}
    assert "2 reports" in found["archive"] and f"tables version {len(migrations.known())}" in found["archive"]
    code, found = findings(tmp_path / "none.db")
    assert code == 0 and "is not there yet; onrecord add makes it" in found["archive"]
    assert not (tmp_path / "none.db").exists()


def test_the_archive(tmp_path: Path, findings: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "a.db")
    path.chmod(0o644)
    code, found = findings(path)
    assert code == 1 and found["permissions"].endswith(f"other users of this machine may read {path}. chmod 600 {path}")
    path.chmod(0o600)
    with plain(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    code, found = findings(path)
    assert code == 1 and "written by a newer onrecord" in found["archive"]
    (tmp_path / "b.db").write_text("Dear diary, " * 100)
    for other in (tmp_path / "b.db", tmp_path, tmp_path / ("a" * 300)):
        code, found = findings(other)
        assert code == 1 and found["archive"].startswith("!!")
    monkeypatch.setattr(volumes, "_mounted", lambda: [Volume("/", "nfs")])
    code, found = findings(path)
    assert code == 1 and "lies on a network drive (nfs). Keep it on a disk of this machine" in found["archive"]


def test_the_space(tmp_path: Path, findings: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LEAST_FREE", 2**60)
    code, found = findings(tmp_path / "a.db")
    assert code == 1 and "Free some: forgetting and backups need as much as the archive takes" in found["free space"]
    code, found = findings(tmp_path / "nowhere" / "a.db")
    assert code == 1 and "not known (No such file or directory)" in found["free space"]


def test_what_comes_with_onrecord(tmp_path: Path, findings: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    with monkeypatch.context() as patched:
        patched.setattr(module, "_PACKAGES", ("numpy", "no-such-package"))
        code, found = findings(path)
        assert code == 1 and "no-such-package not there. Install onrecord again" in found["packages"]
    folder = tmp_path / "data" / "model"
    folder.mkdir(parents=True)
    with monkeypatch.context() as patched:
        patched.setattr(module, "files", lambda _: tmp_path)
        assert "not there (" in findings(path)[1]["model"]
        (folder / "model.onnx").write_bytes(b"x")
        (folder / "model.sha256").write_text("0" * 64)
        code, found = findings(path)
        assert code == 1 and "and not 000000000000 that was installed. Install onrecord again" in found["model"]
        (folder / "model.sha256").write_text("")
        assert findings(path)[1]["model"].startswith("!!")


def test_sqlite(tmp_path: Path, findings: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 8, 0))

    def missing(*_: object) -> None:
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(migrations, "apply", missing)
    code, found = findings(tmp_path / "a.db")
    assert code == 1 and "It has to be 3.38.0 or newer" in found["SQLite"]
    assert "something is missing (no such module: fts5). Install Python from python.org" in found["SQLite's parts"]
    assert Finding("a", "b").do is None
