"""Regular expressions whose code is kept are those that `re` compiles."""

import marshal
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from generator import patterns

compiler: Any = vars(re)["_compiler"]
PATTERNS = [
    (r"(?P<year>[0-9]{4})-(?:0[1-9]|1[0-2])(?!\n)", 0),
    ("É+", re.IGNORECASE),
    (r"(?x) a\ b # said", re.MULTILINE),
]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "__pycache__" / "patterns.pyc"
    monkeypatch.setattr(patterns, "file", lambda: file)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiler, "compile", compiler.compile)
    return file


def start() -> list[re.Pattern[str]]:
    """Compile as a process of its own would."""
    before = compiler.compile
    keep = patterns.lend()
    re.purge()
    made = [re.compile(*each) for each in PATTERNS]
    keep()
    compiler.compile = before
    return made


def described(made: list[re.Pattern[str]]) -> list[object]:
    said = "2026-11-23 éÉ\na b"
    found = [[match.span() for match in pattern.finditer(said)] for pattern in made]
    return [(p.pattern, p.flags, p.groups, dict(p.groupindex), spans) for p, spans in zip(made, found, strict=True)]


def test_they_are_those_of_re(kept: Path) -> None:
    re.purge()
    plain = described([re.compile(*each) for each in PATTERNS])
    assert described(start()) == plain
    assert described(start()) == plain
    assert kept.exists()


def test_the_second_start_compiles_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start()
    before = kept.read_bytes()
    monkeypatch.setattr(compiler, "_code", lambda *_: pytest.fail("compiled again"))
    start()
    assert kept.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"nonsense", marshal.dumps(1), marshal.dumps(("another Python", {}))])
def test_a_file_that_is_not_ours_is_made_anew(kept: Path, content: bytes) -> None:
    start()
    whole = kept.read_bytes()
    kept.write_bytes(content)
    start()
    assert kept.read_bytes() == whole


def test_code_that_python_refuses_is_not_used(kept: Path) -> None:
    plain = described(start())
    version, known = marshal.loads(kept.read_bytes())  # noqa: S302
    broken = {key: (flags, [9999], *rest) for key, (flags, _, *rest) in known.items()}
    kept.write_bytes(marshal.dumps((version, broken)))
    assert described(start()) == plain


def test_where_nothing_can_be_written_nothing_is_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.parent.write_text("a file where the folder would be")
    start()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    start()
    assert kept.parent.is_file()


def test_a_mistake_in_a_pattern_is_told(kept: Path) -> None:
    patterns.lend()
    with pytest.raises(re.error, match="unterminated"):
        re.compile("(never closed")


def test_a_python_that_compiles_otherwise_is_left_alone(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(compiler, "_code")
    before = compiler.compile
    patterns.lend()()
    assert compiler.compile is before
    assert not kept.exists()
