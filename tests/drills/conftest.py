"""A site to be harmed, with a database server of its own where there is one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tools.postgresql import Server

from .site import Site, server_of_its_own, site_on


@pytest.fixture(scope="module")
def server() -> Iterator[Server | None]:
    with server_of_its_own() as server:
        yield server


@pytest.fixture(scope="module")
def site(server: Server | None, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("site")
    return site_on(folder, server, folder)
