"""Parts found by their folder's listing, whether their code is kept in one file or not."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from generator.platform import bundle, discover

PACKAGE = "found_parts"


class Parts:
    """A package of parts that can be listed as a new process would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.add("__init__", "")
        self.add("second", "value = 2")
        self.add("first/__init__", "")
        self.add("first/inner", "value = 1")

    def add(self, name: str, text: str) -> None:
        file = self.folder / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)

    def found(self) -> tuple[ModuleType, ...]:
        for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
            del sys.modules[name]
        return discover.modules.__wrapped__(PACKAGE)

    def values(self) -> dict[str, int]:
        return {module.__name__: module.value for module in self.found()}

    @property
    def kept(self) -> Path:
        (file,) = (self.folder / "__pycache__").glob("bundle.*.pyc")
        return file


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parts]:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    yield Parts(tmp_path / PACKAGE)
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


BOTH = {"found_parts.first.inner": 1, "found_parts.second": 2}


def test_the_second_start_reads_one_file(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts.values() == BOTH
    monkeypatch.setattr(bundle, "write", lambda *_: pytest.fail("made again"))
    first, second = parts.found()
    assert (first.value, second.value) == (1, 2)
    assert sys.modules["found_parts.first"].inner is first
    assert second.__file__ == str(parts.folder / "second.py")
    assert second.__spec__ is not None


def test_a_source_that_is_changed_added_or_removed_is_seen(parts: Parts) -> None:
    assert parts.values() == BOTH
    parts.add("second", "value = 22")
    assert parts.values() == BOTH | {"found_parts.second": 22}
    parts.add("third", "value = 3")
    assert parts.values() == BOTH | {"found_parts.second": 22, "found_parts.third": 3}
    (parts.folder / "second.py").unlink()
    assert parts.values() == {"found_parts.first.inner": 1, "found_parts.third": 3}


@pytest.mark.parametrize("content", [b"", b"nonsense", b"N"])
def test_a_broken_file_is_made_anew(parts: Parts, content: bytes) -> None:
    parts.values()
    whole = parts.kept.read_bytes()
    parts.kept.write_bytes(content)
    assert parts.values() == BOTH
    assert len(parts.kept.read_bytes()) == len(whole)


def test_nothing_is_kept_where_nothing_can_be_written(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert parts.values() == BOTH
    assert not list((parts.folder / "__pycache__").glob("bundle.*"))


def test_nothing_is_kept_where_python_is_told_to_write_nothing(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert parts.values() == BOTH
    assert not list(parts.folder.rglob("bundle.*"))


def test_a_part_that_fails_fails_every_time(parts: Parts) -> None:
    parts.add("second", "import sys\nvalue = sys.part_of_a_test")
    sys.part_of_a_test = 2  # type: ignore[attr-defined]
    assert parts.values() == BOTH
    del sys.part_of_a_test  # type: ignore[attr-defined]
    for _ in range(2):
        with pytest.raises(AttributeError):
            parts.values()
        assert "found_parts.second" not in sys.modules
