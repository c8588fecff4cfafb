"""Every command that the documentation shows works, in the order in which it is shown.

A block that cannot be run here has a comment of its own before it: `<!-- not run: reason -->`.
"""

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checkout import commit, copy
from tests.platforms import ROOT
from tests.tools import run

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHELLS = {"sh", "bash", "shell", "console", "zsh"}
FENCE = re.compile(
    r"(?:^<!--\s*(?P<remark>.*?)\s*-->\n\s*)?^(?P<fence>```+)(?P<language>\w*)[^\n]*\n(?P<body>.*?)^(?P=fence)\s*$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """Commands of a page; `reason` says why they are not run."""

    page: str
    line: int
    language: str
    commands: str
    reason: str | None


def blocks(page: str, text: str) -> list[Block]:
    """The fenced blocks of a page that are for a shell."""
    return [
        Block(page, text.count("\n", 0, found.start("fence")) + 1, found["language"], found["body"], _reason(found))
        for found in FENCE.finditer(text)
        if found["language"] in SHELLS
    ]


def _reason(found: re.Match[str]) -> str | None:
    label, _, reason = (found["remark"] or "").partition(":")
    return reason.strip() if label == "not run" else None


SHOWN = {page.relative_to(ROOT).as_posix(): blocks(page.name, page.read_text()) for page in PAGES}
RUN = {page: [block for block in found if block.reason is None] for page, found in SHOWN.items()}


@pytest.mark.parametrize("page", [page for page, found in RUN.items() if found])
def test_commands_work(page: str, tmp_path: Path) -> None:
    folder = copy(tmp_path / "groundplan")
    commit(folder, "as it is")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for block in RUN[page]:
        done = run(["bash", "-euo", "pipefail", "-c", block.commands], folder, PATH=path, HOME=str(tmp_path))
        assert done.returncode == 0, f"{page}:{block.line}\n{block.commands}{done.stdout}{done.stderr}"


def test_shell_blocks_are_of_one_language() -> None:
    """`sh` is what is copied and run; a `console` with prompts and output would go untested."""
    assert {(page, b.line, b.language) for page, found in SHOWN.items() for b in found if b.language != "sh"} == set()


def test_blocks_are_found() -> None:
    text = """
```sh
groundplan lint
```

<!-- not run: needs AWS credentials -->
```sh
terraform apply
```

<!-- a remark -->

````sh
cat <<'END'
```
END
````

```yaml
name: shop
```
"""
    found = [(block.line, block.commands, block.reason) for block in blocks("page", text)]
    assert found == [
        (2, "groundplan lint\n", None),
        (7, "terraform apply\n", "needs AWS credentials"),
        (13, "cat <<'END'\n```\nEND\n", None),
    ]


def test_a_block_that_is_not_run_says_why() -> None:
    assert [(page, b.line) for page, found in SHOWN.items() for b in found if b.reason == ""] == []


def test_the_minimal_platform_has_no_findings() -> None:
    assert run(
        [str(Path(sys.executable).with_name("groundplan")), "lint", "docs/minimal.yaml"], ROOT
    ).stdout.startswith("docs/minimal.yaml: no findings")
