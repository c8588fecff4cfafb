"""What may be typed at the cursor: keys, words, and names of rules."""

from collections.abc import Iterator
from string import ascii_letters, digits

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    MarkupContent,
    MarkupKind,
    Position,
    Range,
    TextEdit,
)

from generator.lsp import language
from generator.lsp.cursor import Cursor, cursor
from generator.lsp.positions import Positions
from generator.platform.document.yaml_inline import inline
from generator.platform.types.node import Place
from lint.rule import all_rules

_LETTERS = ascii_letters + digits


def completions(position: Position, positions: Positions) -> list[CompletionItem]:
    """What fits at a position, each with the edit that puts it there; nothing in comments and long texts."""
    text = positions.text
    end = positions.offset(position)
    number, column = positions.mark(end)
    here = cursor(positions.lines, number, column)
    if here is None:
        return []
    start = end - len(here.typed)
    space = " " if text[start - 1 : start] == ":" else ""
    end += _word(text[end : end + 100]) if here.typed else 0
    colon = "" if text[end:].lstrip(" ").startswith(":") else ":"
    where = positions.range(start, end)
    place = here.place if here.key is None else (*here.place, here.key)
    found = list(_values(place, where, space))
    if here.key is None:
        found += _keys(here, where, colon)
    for index, item in enumerate(found):
        item.sort_text = f"{index:04}"
    return found


def _keys(here: Cursor, where: Range, colon: str) -> Iterator[CompletionItem]:
    for key, schema in language.keys(here.place).items():
        if key in here.others:
            continue
        end = colon if not colon or (language.is_collection(schema) and not here.in_flow) else f"{colon} "
        item = _item(key, f"{inline(key)}{end}", CompletionItemKind.Property, where)
        item.detail = language.expected(schema)
        item.documentation = MarkupContent(MarkupKind.Markdown, str(schema.get("description", "")))
        yield item


def _values(place: Place, where: Range, space: str) -> Iterator[CompletionItem]:
    for value in language.values(place):
        yield _item(str(inline(value)), f"{space}{inline(value)}", CompletionItemKind.EnumMember, where)
    if place[:2] == ("lint", "allow") and place[-1] == "rule":
        yield from _rules(where, space, "")
    elif place == ("lint", "severity"):
        yield from _rules(where, space, ": ")


def _rules(where: Range, space: str, end: str) -> Iterator[CompletionItem]:
    for rule in all_rules():
        item = _item(rule.name, f"{space}{rule.name}{end}", CompletionItemKind.Constant, where)
        item.detail = f"{rule.id}, {rule.severity}"
        item.documentation = MarkupContent(MarkupKind.Markdown, rule.summary)
        yield item


def _item(label: str, text: str, kind: CompletionItemKind, where: Range) -> CompletionItem:
    return CompletionItem(label, kind=kind, text_edit=TextEdit(where, text), filter_text=text.strip())


def _word(text: str) -> int:
    """How many letters and digits a text starts with: the rest of the word in which the cursor is."""
    return len(text) - len(text.lstrip(_LETTERS))
