"""`groundplan live` as people meet it: against the stand-in, without credentials, with those of somebody else."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import Exit
from tests.platforms import document
from tests.tools import run

pytest.importorskip("flask", reason="moto's server needs flask and flask-cors")

from tests.aws.server import Aws, standing_in

NOBODY = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
}


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    with standing_in("111122223333", "eu-west-1", tmp_path_factory.mktemp("aws")) as served:
        yield served


def live(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    words = (sys.executable, "-c", "import sys; from generator.cli import main; main()", "live", *words)
    return run(list(words), folder, **NOBODY | environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "platform.yaml").write_text(document())
    return tmp_path


def test_nothing_is_found(folder: Path, aws: Aws) -> None:
    done = live(folder, "check", **aws.environment)
    assert (done.returncode, done.stderr) == (Exit.OK, "")
    assert "no findings" in done.stdout


def test_a_zone_that_is_not_there(folder: Path, aws: Aws) -> None:
    (folder / "platform.yaml").write_text(document({"vpc": {"zones": ["a", "b", "f"]}}))
    done = live(folder, "check", **aws.environment)
    assert done.returncode == Exit.FINDINGS
    assert "zone-not-offered [LIV-001] account 111122223333 has no zone eu-west-1f; it has a, b, c" in done.stdout


def test_credentials_of_another_account(folder: Path, aws: Aws) -> None:
    (folder / "platform.yaml").write_text(document({"account": "444455556666"}))
    done = live(folder, "check", **aws.environment)
    assert done.returncode == Exit.INVALID
    assert "these credentials are of account 111122223333" in done.stderr


def test_no_credentials(folder: Path) -> None:
    done = live(folder, "check")
    assert done.returncode == Exit.TOOL_FAILED
    assert "Unable to locate credentials" in done.stderr


def test_no_network(folder: Path) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    done = live(folder, "check", **keys, AWS_ENDPOINT_URL="http://127.0.0.1:9", AWS_MAX_ATTEMPTS="1")
    assert done.returncode == Exit.TOOL_FAILED
    assert "Could not connect" in done.stderr
