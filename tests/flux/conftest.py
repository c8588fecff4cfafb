"""One cluster after the other, or one for each worker of pytest-xdist."""

from collections.abc import Iterator

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tests.flux.delivery import not_ready
from tests.flux.programs import PROGRAMS, program
from tests.flux.trees import TREES, Tree
from tests.flux.trees import tree as made


@pytest.fixture(scope="session", params=TREES)
def tree(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    """A platform that Flux has applied once."""
    if missing := [name for name in PROGRAMS if not program(name).is_file()]:
        pytest.exit(f"{', '.join(missing)} not built: run `make test-flux`", returncode=5)
    with made(request.param, tmp_path_factory.mktemp(request.param)) as tree:
        yield tree


@pytest.fixture
def restored(tree: Tree) -> Iterator[None]:
    """Let no test see what another has left."""
    yield
    assert not_ready(tree.delivery.deliver(tree.files)) == {}


class _TreeByTree(LoadScopeScheduling):  # type: ignore[misc]
    """All tests of a tree go to one worker, so that there is one cluster for them."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.rpartition("[")[2]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    return _TreeByTree(config, log)
