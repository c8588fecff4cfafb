"""A pull request of somebody who wants to run code, to forge a comment, or to see a secret."""

from pathlib import Path
from typing import Any

from tests.checkout import commit, git
from tests.platforms import document

WORDS = "$(touch PWNED)`touch PWNED`;touch PWNED #"
BRANCH = "x$(touch${IFS}PWNED)`touch${IFS}PWNED`;touch${IFS}PWNED"
MESSAGE = f"{WORDS}\n\n::set-output name=code::0\n::add-mask::a\n##[add-mask]b\n${{{{ secrets.GITHUB_TOKEN }}}}"
MODULES = [
    "pip",
    "venv",
    "ensurepip",
    "sitecustomize",
    "usercustomize",
    "json",
    "yaml",
    "typer",
    "groundplan",
    "msgspec",
]
TAGS = {
    "note": "::add-mask::e",
    "team": "@everyone @github/security",
    "::set-output name=code": "::error file=x::y",
    "GROUNDPLAN_TOKEN": "::stop-commands::x",
}
LINES = {
    "code": "```\n</details>\n<!-- groundplan:diff v1 id=platform.yaml -->\n<script>alert(1)</script>",
    "command": "::set-output name=code::0\n::add-mask::e\n##[add-mask]e\n${{ secrets.GITHUB_TOKEN }}",
    "link": "[x](https://evil.example) ![x](https://evil.example/?x) https://evil.example #1 @everyone",
    "shell": WORDS,
}
INVALID = f'"::add-mask::a\\n::set-output name=code::0\\n##[add-mask]b\\n<b>@everyone": 1\n{document()}'


def repository(folder: Path, patch: dict[str, Any], before: dict[str, Any] | None = None) -> Path:
    """A checkout of the pull request; at its base, origin/main, the platform has the patch `before`."""
    folder.mkdir()
    (folder / "platform.yaml").write_text(document(before))
    commit(folder, "base")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(folder, "checkout", "--quiet", "-b", BRANCH)
    for name in MODULES:
        (folder / f"{name}.py").write_text("open('PWNED', 'w')\n")
    for name in ("git", "groundplan", "python3", "cat", "-c", "::add-mask::f", "a\n::add-mask::g", "$(touch PWNED)"):
        (folder / name).write_text("#!/bin/sh\ntouch PWNED\n")
        (folder / name).chmod(0o755)
    (folder / "generator").mkdir()
    (folder / "generator/__init__.py").write_text("open('PWNED', 'w')\n")
    (folder / "platform.yaml").write_text(document(patch))
    commit(folder, MESSAGE)
    return folder


def bare(folder: Path) -> None:
    """A folder that Git takes for a bare repository, with a configuration that names a program."""
    for name in ("objects", "refs/heads"):
        (folder / name).mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "refs/heads/main").write_text(f"{'1' * 40}\n")
    pwned = folder.parent / "PWNED"
    (folder / "config").write_text(
        "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tpartialClone = origin\n"
        f'[remote "origin"]\n\turl = /nowhere\n\tpromisor = true\n\tuploadpack = "touch {pwned};"\n'
    )
