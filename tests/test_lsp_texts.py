"""Whatever is typed is answered: the parts of the language server on texts that people pass through."""

import asyncio
import gc
import random
from datetime import date
from pathlib import Path

import pytest
from lsprotocol.types import CodeActionContext, MessageType, Position, Range, ShowMessageParams

from generator.lsp import server
from generator.lsp.actions import all_safe, offers
from generator.lsp.analysis import analysed, forget, is_ours, readable
from generator.lsp.completion import completions
from generator.lsp.diagnostics import diagnostics
from generator.lsp.hover import hover
from generator.lsp.positions import Positions, lines, utf8, utf16
from generator.platform.types.platform import Platform
from tests.platforms import EXAMPLE

TODAY = date(2026, 11, 23)
TEXT = EXAMPLE.read_text()
WORDS = [
    "",
    "{",
    "[",
    "}",
    "]",
    ":",
    ": ",
    "- ",
    "#",
    "|",
    ">",
    "&a",
    "*a",
    "!x",
    "'",
    '"',
    "\t",
    "\n",
    "  ",
    "\r",
    "🙂",
    "\u2028",
    "\0",
]


def look(text: str, offset: int) -> None:
    """Ask everything about a position of a text."""
    positions = Positions(text)
    here = positions.at(offset)
    assert positions.offset(here) == offset or text[offset - 1 : offset + 1] == "\r\n"
    found = analysed("platform.yaml", text, TODAY)
    for each in diagnostics(found, positions):
        assert each.range.start <= each.range.end
    hover(found, here, positions)
    completions(here, positions)
    for _, edits in offers(found, Range(Position(0, 0), here), CodeActionContext([]), positions):
        assert edits


@pytest.mark.parametrize("seed", range(5))
def test_half_typed_texts(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same texts every time
    for _ in range(12):
        start = chance.randrange(len(TEXT))
        end = start + chance.choice([0, 0, 1, 5, 60, len(TEXT)])
        text = readable(TEXT[:start] + chance.choice(WORDS) + TEXT[end:])
        look(text, min(start + 1, len(text)))


def test_every_position_can_be_completed() -> None:
    positions = Positions(TEXT)
    for offset in range(0, len(TEXT), 7):
        completions(positions.at(offset), Positions(TEXT[:offset]))
        completions(positions.at(offset), positions)


def test_all_safe_fixes_of_a_long_file() -> None:
    text = TEXT.replace("name: shop", "name: shop" + "\n# line" * 6000, 1)
    found = analysed("platform.yaml", text, TODAY)
    all_safe(found, TODAY, Positions(text))


@pytest.mark.parametrize(
    ("name", "text", "ours"),
    [
        ("platform.yaml", "", True),
        ("a/platform.yml", "x: 1", True),
        ("b.yaml", "apiVersion: groundplan/v1", True),
        ("b.yaml", "# x\napiVersion: 'groundplan/v2'\n", True),
        ("b.yaml", "a:\n  apiVersion: groundplan/v1\n", False),
        ("platform.yaml", "apiVersion: v1\n", False),
        ("platform.yaml", "apiVersion:\nkind: x", True),
        ("my-platform.yaml", "", False),
    ],
)
def test_which_files_are_ours(name: str, text: str, ours: bool) -> None:
    assert is_ours(name, text) is ours


def test_widths_and_lines() -> None:
    assert (utf16("a🙂é"), utf8("a🙂é"), utf8("\ud800")) == (4, 7, 1)
    assert lines("a\r\nb\rc\u2028d\n\x0ce") == ["a\r\n", "b\r", "c\u2028d\n", "\x0ce"]
    assert readable("\ud800a🙂") == "\ufffda🙂"
    beyond = Positions("a🙂\nb")
    assert [beyond.offset(Position(*at)) for at in ((0, 9), (9, 0), (0, 2), (0, 3))] == [2, 4, 2, 2]


def test_nothing_is_kept_of_a_text_that_is_gone() -> None:
    found = analysed("platform.yaml", TEXT.replace("name: shop", "name: gone", 1), TODAY)
    assert found.platforms
    del found
    assert alive("gone"), "while a command runs"
    forget()
    gc.collect()
    assert not alive("gone")


def alive(name: str) -> list[object]:
    return [each for each in gc.get_objects() if isinstance(each, Platform) and each.name == name]


def test_a_fault_of_ours_is_told_and_the_server_lives(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told: list[ShowMessageParams] = []

    async def scene() -> None:
        made = server.Server()
        monkeypatch.setattr(made, "window_show_message", told.append)
        monkeypatch.setattr(made, "_open", lambda uri: server.Document(uri, "name: x", 1))
        monkeypatch.setattr(server, "analysed", lambda *_: 1 / 0)
        made.changed((tmp_path / "platform.yaml").as_uri(), 0)
        await made._soon[(tmp_path / "platform.yaml").as_uri()]

    asyncio.run(scene())
    ((message, kind),) = [(each.message, each.type) for each in told]
    assert (kind, message.endswith("ZeroDivisionError: division by zero")) == (MessageType.Error, True)
    assert "ZeroDivisionError" in capsys.readouterr().err
