"""Checkov as a second opinion on both halves of every golden platform."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.render import render
from lint.catalogue import catalogue
from tests.platforms import ROOT, golden
from tests.tools import run, write

CHECKOV = ROOT / ".cache" / "checkov" / "bin" / "checkov"
EXPLAINED: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests" / "checkov.yaml").read_text())
HALVES = ("terraform/", "kubernetes/")
GOLDEN = golden()


def checked(folder: Path) -> list[dict[str, Any]]:
    """A report for each half of all platforms: one process finds the same as one for each, which is slow to start."""
    if not CHECKOV.exists():
        pytest.skip("checkov is not installed; `make test` does that")
    for name, ours in _judged().items():
        write(ours, folder / name)
    frameworks = ["--framework", "terraform_json", "kubernetes"]
    command = [str(CHECKOV), "-d", str(folder), *frameworks, "--skip-download", "--compact", "-o", "json"]
    reports: list[dict[str, Any]] = json.loads(run(command, folder).stdout)
    return reports


def _judged() -> dict[str, dict[str, bytes]]:
    """The files of each platform that checkov reads; a manifest once, for two thirds are those of another platform."""
    known: set[bytes] = set()
    judged: dict[str, dict[str, bytes]] = {}
    for name, platform in GOLDEN.items():
        files = {path: content for path, content in render(platform).items() if path.startswith(HALVES)}
        ours = {p: c for p, c in files.items() if "/extra_" not in p and (p.startswith("terraform/") or c not in known)}
        known.update(ours.values())
        judged[name] = ours
    return judged


def found(reports: list[dict[str, Any]], kind: str) -> set[tuple[str, str, str]]:
    """Checks of a kind, passed or failed, as platform, check id and resource."""
    checks = [check for report in reports for check in report["results"][kind]]
    return {(check["file_path"].split("/")[1], check["check_id"], check["resource"]) for check in checks}


def proven() -> set[str]:
    """The checks that checkov's catalogue leaves to this test."""
    ours = f"tests/{Path(__file__).name}::test_what_checkov_finds_is_explained"
    return {control.id for control in catalogue("checkov").controls() if control.why == ours}


def is_explained(platform: str, check: str, resource: str) -> bool:
    why = EXPLAINED.get(check)
    if why is None or not re.fullmatch(why["resources"], resource):
        return False
    return re.fullmatch(why.get("platforms", ".*"), platform) is not None


def test_what_checkov_finds_is_explained(tmp_path: Path, subtests: pytest.Subtests) -> None:
    reports = checked(tmp_path)
    passed, failed = found(reports, "passed_checks"), found(reports, "failed_checks")
    for name in GOLDEN:
        with subtests.test(name):
            assert sorted(failure[1:] for failure in failed if failure[0] == name and not is_explained(*failure)) == []
            assert sum(check[0] == name and check[1].startswith("CKV_AWS") for check in passed) > 20
    assert sum(check[1].startswith("CKV_K8S") for check in passed) > 1000
    assert {check for _, check, _ in failed} == EXPLAINED.keys(), "an explanation is no longer needed"
    assert proven() <= {check for _, check, _ in passed}, "the catalogue says that this test proves them"
    unread = [Path(file) for report in reports for file in report["results"]["parsing_errors"]]
    assert [file for file in unread if "resource" in json.loads(file.read_text())] == []
