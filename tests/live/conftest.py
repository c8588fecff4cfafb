"""The stand-in, and a gate before it."""

from collections.abc import Iterator

import pytest

pytest.importorskip("flask", reason="moto's server needs flask and flask-cors")

from tests.aws.gate import Gate, gated
from tests.aws.server import Aws, standing_in
from tests.live.account import BASE_ACCOUNT, REGION, furnish


@pytest.fixture(scope="session")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """An account that has what the smallest platform names."""
    with standing_in(BASE_ACCOUNT, REGION, tmp_path_factory.mktemp("aws")) as served:
        furnish(served)
        yield served


@pytest.fixture(scope="session")
def gates(aws: Aws) -> Iterator[Gate]:
    with gated(aws) as gate:
        yield gate


@pytest.fixture
def gate(gates: Gate) -> Gate:
    """A gate that lets all in, and has seen nothing."""
    gates.reset()
    return gates
