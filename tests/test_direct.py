"""Commands that start without typer do what they do with it."""

from pathlib import Path

import pytest

from generator.cli import app, run
from generator.cli.direct import direct
from tests.repository import Repository

INVALID = Path(__file__).parent / "invalid"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["lint", "--help"],
        ["lint", "-e", "production"],
        ["render", "--check"],
        ["lint", ""],
        ["--version"],
        ["capacity"],
        ["lnit"],
    ],
)
def test_options_and_mistakes_are_for_typer(arguments: list[str]) -> None:
    assert direct(arguments) is None


@pytest.mark.parametrize(
    ("plain", "with_typer"),
    [
        (["lint"], ["lint", "--format", "text"]),
        (["lint", "platform.yaml"], ["lint", "--file", "platform.yaml"]),
        (["lint", "platform.yaml", "bad.yaml"], ["lint", "platform.yaml", "bad.yaml", "--format", "text"]),
        (["lint", "nowhere.yaml"], ["lint", "--file", "nowhere.yaml"]),
        (["render", "bad.yaml"], ["render", "--file", "bad.yaml"]),
        (["render"], ["render", "--file", "platform.yaml"]),
    ],
)
def test_the_same_is_said_and_done(
    plain: list[str],
    with_typer: list[str],
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (repository.folder / "bad.yaml").write_text("apiVersion: groundplan/v1\nname: 4\n")
    assert run(["render", "--file", "platform.yaml"]) == 0
    capsys.readouterr()
    expected = run(with_typer), capsys.readouterr()
    with monkeypatch.context() as patch:
        patch.setattr(app, "application", lambda _: pytest.fail("typer was asked"))
        assert (run(plain), capsys.readouterr()) == expected
