"""Checkov, with the checks that are asked for alone: it starts faster."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.platforms import ROOT
from tests.tools import run

PROGRAM = ROOT / ".cache" / "checkov" / "bin" / "checkov"


def half(check: str) -> str:
    return "kubernetes" if "_K8S_" in check else "terraform"


def reports(folder: Path, checks: list[str]) -> Iterator[tuple[str, str, str]]:
    """What fails below a folder, as tree, check and resource."""
    frameworks = ["--framework", "terraform_json", "kubernetes"]
    command = [str(PROGRAM), "-d", str(folder), *frameworks, "--skip-download", "--compact", "-o", "json"]
    said: list[dict[str, Any]] = json.loads(run([*command, "--check", ",".join(checks)], folder).stdout)
    for report in said:
        for failed in report["results"]["failed_checks"]:
            yield failed["file_path"].split("/")[1], failed["check_id"], failed["resource"]
