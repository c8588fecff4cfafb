"""Fixtures that several tests have."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository import Repository

ROOT = Path(__file__).parent.parent


@pytest.fixture
def oracle() -> Callable[[str], Path]:
    """A table of facts by its file name, to compare with; the test is skipped, and says so, where it is not there."""
    folder = Path(os.environ.get("GROUNDPLAN_ORACLE", ROOT.parent / "shared" / "data"))

    def find(name: str) -> Path:
        if not (folder / name).exists():
            pytest.skip(f"no {name} to compare with; GROUNDPLAN_ORACLE names its folder")
        return folder / name

    return find


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Repository:
    """A folder of its own with the smallest platform.yaml; it is the current one."""
    return Repository(tmp_path, monkeypatch, capsys)
