from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.durability import host as hosts
from benchmarks.durability.host import Host
from benchmarks.durability.material import Material
from tests.archive import invented


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    if (why := hosts.lacking()) is not None:
        pytest.skip(why)
    return invented.material(tmp_path_factory.mktemp("durability") / "material")


@pytest.fixture(scope="session")
def host(material: Material) -> Iterator[Host]:
    with Host(material.first.parents[1], material.records) as host:
        yield host
