"""A folder with a platform.yaml, and what the command makes of it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.cli import run
from generator.write import lock
from generator.write.apply import TEMPORARY
from tests.platforms import document


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Repository:
    """`files` is what the next render is, where a test does not want the real one."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.monkeypatch, self.capsys = folder, monkeypatch, capsys
        self.rendered = folder / "rendered" / "production"
        self.patch: dict[str, Any] | None = None
        self.renders_changed = 0
        self.platform()
        monkeypatch.chdir(folder)
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))

    def platform(self, patch: dict[str, Any] | None = None) -> None:
        self.patch = patch
        self._save()

    def renders(self, files: dict[str, str]) -> None:
        """Make a few files the render."""
        self.renders_changed += 1
        self._save()
        content = {path: text.encode() for path, text in files.items()}
        self.monkeypatch.setattr("generator.render.render", lambda _platform: dict(content))

    def _save(self) -> None:
        # Another render of the same bytes does not happen, and may be taken for none.
        text = f"{document(self.patch)}# render {self.renders_changed}\n"
        (self.folder / "platform.yaml").write_text(text)

    def run(self, *arguments: str) -> Said:
        code = run(["render", *arguments])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    def tree(self) -> dict[str, bytes]:
        """Every file below rendered/ but the locks."""
        return {path: content for path, content in self.everything().items() if not path.endswith(lock.NAME)}

    def everything(self) -> dict[str, bytes]:
        return dict(sorted(_files(self.folder / "rendered")))

    def left_over(self) -> list[str]:
        return [path for path in self.everything() if TEMPORARY in path]

    def empty_folders(self) -> list[str]:
        root = self.folder / "rendered"
        return [str(path.relative_to(root)) for path in root.rglob("*") if path.is_dir() and not list(path.iterdir())]

    def stamps(self) -> dict[str, tuple[int, int]]:
        root = self.folder / "rendered"
        return {path: ((root / path).stat().st_ino, (root / path).stat().st_mtime_ns) for path in self.everything()}


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder, name)
            yield path.relative_to(root).as_posix(), path.read_bytes()
