"""A render that has nothing to do finds that out without rendering, and never takes something for nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import run
from generator.write import lock
from tests.repository import Repository

FILES = {"README.md": "one\n", "kubernetes/apps/web/service.yaml": "kind: Service\n"}


@pytest.fixture
def noted(repository: Repository) -> Repository:
    """A repository whose last run changed nothing; rendering again fails the test."""
    repository.renders(FILES)
    repository.run()
    repository.run()
    return repository


@pytest.fixture
def rendered(noted: Repository) -> list[str]:
    """The environments that have been rendered from here on."""
    calls: list[str] = []

    def render(platform: object) -> dict[str, bytes]:
        calls.append(str(platform))
        return {path: text.encode() for path, text in FILES.items()}

    noted.monkeypatch.setattr("generator.render.render", render)
    return calls


def test_nothing_is_rendered_where_nothing_has_changed(noted: Repository, rendered: list[str]) -> None:
    said = noted.run()
    assert (said.code, said.out) == (0, "rendered/production: 2 files, unchanged\n")
    assert not rendered


@pytest.mark.parametrize("option", ["--check", "--diff", "--force", "--environment=production"])
def test_what_is_asked_for_is_done(option: str, noted: Repository, rendered: list[str]) -> None:
    assert noted.run(option).code == 0
    assert rendered


def _edit_keeping_size_and_time(folder: Path) -> None:
    file = folder / "rendered/production/README.md"
    before = file.stat()
    file.write_text("two\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _delete(folder: Path) -> None:
    (folder / "rendered/production/README.md").unlink()


def _lose_the_lock(folder: Path) -> None:
    (folder / "rendered/production" / lock.NAME).unlink()


def _edit_the_platform(folder: Path) -> None:
    with (folder / "platform.yaml").open("a") as file:
        file.write("# another word\n")


def _leave_an_environment(folder: Path) -> None:
    gone = folder / "rendered/staging"
    gone.mkdir()
    (gone / lock.NAME).write_text("{}\n")


def _spoil_the_note(folder: Path) -> None:
    for note in (folder / "cache/groundplan/unchanged").iterdir():
        note.write_bytes(b"\xff not a note")


CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "edited by hand, size and time set back": (_edit_keeping_size_and_time, 4),
    "deleted": (_delete, 0),
    "lock lost": (_lose_the_lock, 0),
    "platform.yaml edited": (_edit_the_platform, 0),
    "an environment left behind": (_leave_an_environment, 4),
    "note spoiled": (_spoil_the_note, 0),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_never_taken_for_none(change: str, noted: Repository, rendered: list[str]) -> None:
    make, code = CHANGES[change]
    make(noted.folder)
    assert noted.run().code == code
    assert rendered or code == 4
    if code == 0:
        assert noted.tree() == {f"production/{path}": text.encode() for path, text in FILES.items()}


def test_another_groundplan_renders_anew(noted: Repository, rendered: list[str]) -> None:
    noted.monkeypatch.setattr("generator.write.stamp._program", lambda _package: iter(["another version"]))
    assert noted.run().code == 0
    assert rendered


def test_a_platform_that_is_edited_while_it_is_rendered_is_not_noted(repository: Repository) -> None:
    repository.renders(FILES)
    repository.run()
    platform = repository.folder / "platform.yaml"

    def edited(_platform: object) -> dict[str, bytes]:
        platform.write_text(f"{platform.read_text()}# edited\n")
        return {path: text.encode() for path, text in FILES.items()}

    repository.monkeypatch.setattr("generator.render.render", edited)
    repository.run()
    assert not list((repository.folder / "cache").glob("groundplan/unchanged/*"))


def test_a_cache_that_cannot_be_written_is_no_matter(repository: Repository) -> None:
    repository.renders(FILES)
    (repository.folder / "cache").write_text("a file where a folder should be")
    assert [repository.run().code for _ in range(3)] == [0, 0, 0]


def test_a_pipe_for_a_platform_is_refused_at_once(noted: Repository) -> None:
    os.mkfifo(noted.folder / "pipe.yaml")
    assert run(["render", "--file", str(noted.folder / "pipe.yaml")]) == 2
