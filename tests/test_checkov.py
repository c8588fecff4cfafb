"""Checkov as a second opinion on both halves of the worked example."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.render import render
from tests.platforms import ROOT, example
from tests.tools import run, write

CHECKOV = ROOT / ".cache" / "checkov" / "bin" / "checkov"
EXPLAINED: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests" / "checkov.yaml").read_text())
HALVES = {"terraform": "terraform_json", "kubernetes": "kubernetes"}


def failures(folder: Path, framework: str) -> set[tuple[str, str]]:
    """The failed checks of a folder, as check id and resource; checkov must have looked at something."""
    if not CHECKOV.exists():
        pytest.skip("checkov is not installed; `make test` does that")
    command = [str(CHECKOV), "-d", str(folder), "--framework", framework, "--skip-download", "--compact", "-o", "json"]
    report: dict[str, Any] = json.loads(run(command, folder).stdout)
    assert report["summary"]["passed"] > 50
    return {(check["check_id"], check["resource"]) for check in report["results"]["failed_checks"]}


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    found = set()
    for name, platform in example().items():
        folder = tmp_path_factory.mktemp(name)
        write(render(platform), folder)
        for half, framework in HALVES.items():
            found |= failures(folder / half, framework)
    return found


def test_every_failed_check_is_explained(failed: set[tuple[str, str]]) -> None:
    unexplained = {
        (check, resource)
        for check, resource in failed
        if not re.fullmatch(EXPLAINED.get(check, {"resources": ""})["resources"], resource)
    }
    assert not unexplained


def test_every_explanation_is_still_needed(failed: set[tuple[str, str]]) -> None:
    assert {check for check, _ in failed} == EXPLAINED.keys()
