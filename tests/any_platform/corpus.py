"""Platforms to start from: the golden ones, and every example and case of the rules."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from generator.platform.discover import modules
from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.types.platform import Definition, Platform
from lint.rule import all_rules
from tests.any_platform.schema import parts, whole
from tests.platforms import BASE, EXAMPLE, ROOT, patches
from tests.test_rules import BASE as RULES_BASE
from tests.test_rules import shown

Document = dict[str, Any]


@cache
def documents() -> list[Document]:
    """One for each environment; a few do not load, as parts of them do not fit together."""
    return [document for document in _written() if _fits(document)]


def _fits(document: Document) -> bool:
    try:
        msgspec.convert(document, Definition)
    except msgspec.ValidationError:
        return False
    return True


def typed(document: Document) -> Platform | None:
    """The platform; None where two of its parts do not fit together, or it asks for files of its own.

    Raises msgspec.ValidationError.
    """
    platform = msgspec.convert({**document, "environment": "production"}, Platform)
    if platform.terraform.extra or platform.lint.extends:
        return None
    faults = (fault for module in modules("generator.platform.invalid") for fault in module.check(platform))
    return platform if next(faults, None) is None else None


@cache
def donors() -> dict[int, list[Any]]:
    """What is written somewhere, by the identity of its schema."""
    found: dict[int, list[Any]] = {}
    for document in documents():
        for schema, value in parts(whole(), document):
            if value not in found.setdefault(id(schema), []):
                found[id(schema)].append(value)
    return found


def _written() -> Iterator[Document]:
    for patch in (_data(EXAMPLE.read_text()), *patches().values()):
        yield from _environments(merge(BASE, patch))
    for title in ("Bad", "Good"):
        for rule in all_rules():
            yield from _environments(merge(RULES_BASE, _data(shown(rule, title)[0])))
    for file in sorted((ROOT / "tests" / "cases").glob("*.yaml")):
        for case in _data(file.read_text()).values():
            yield from _environments(merge(RULES_BASE, case["given"]))


def _environments(document: Document) -> Iterator[Document]:
    common = {key: value for key, value in document.items() if key != "environments"}
    for override in (document.get("environments") or {"": {}}).values():
        merged = merge(common, override or {})
        terraform = {key: value for key, value in merged["terraform"].items() if key != "extra"}
        yield {**merged, "terraform": terraform}


def _data(text: str) -> Any:
    return Source("platform.yaml", text).data or {}
