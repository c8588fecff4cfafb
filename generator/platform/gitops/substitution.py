"""Flux' strict substitution, told before Flux does: what in a text it would refuse, or would not understand.

https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

DISABLED = re.compile(r"^\s*['\"]?kustomize\.toolkit\.fluxcd\.io/substitute['\"]?:\s*['\"]?disabled", re.MULTILINE)
"""The annotation of an object that Flux leaves alone."""

_DOCUMENTS = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_START = re.compile(r"\$\$|\$\{")
_INSIDE = re.compile(r"([_A-Za-z][_A-Za-z0-9]*)(.*)")
_DEFAULTS = (":-", ":=")
_OF_A_VALUE = re.compile(r"|[-=].*|\^\^?|,,?|##?.+|%%?.+|//?[^/]+/.*|:[0-9]+(:[0-9]+)?")
"""What Flux can do with a value: a default, other case, without a beginning or an end, replaced, a part."""


class Refusal(NamedTuple):
    """What Flux would refuse, and in which line."""

    line: int
    reason: str


def refusals(text: str, known: Collection[str]) -> Iterator[Refusal]:
    """Yield every `${...}` of a YAML file that is none of the known values, without what is escaped by `$${`."""
    start = 0
    for end in [*(found.start() for found in _DOCUMENTS.finditer(text)), len(text)]:
        document = text[start:end]
        if not DISABLED.search(document):
            before = text.count("\n", 0, start)
            yield from (Refusal(before + line, reason) for line, reason in _refused(document, known))
        start = end


def _refused(text: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    position = 0
    while (found := _START.search(text, position)) is not None:
        position = found.end()
        if found.group() == "$$":
            continue
        line = text.count("\n", 0, found.start()) + 1
        inside, closed, _ = text[position:].partition("}")
        reason = _fault(inside, known) if closed and "\n" not in inside else "`${` is not closed"
        if reason:
            yield line, f"{reason}; write $${{ for text that is to stay"


def _fault(inside: str, known: Collection[str]) -> str | None:
    found = _INSIDE.fullmatch(inside)
    if found is None:
        return f"`${{{inside}}}` is no name"
    name, operator = found.groups()
    if operator.startswith(_DEFAULTS):
        return None
    if not _OF_A_VALUE.fullmatch(operator):
        return f"Flux does not know the operator of `${{{inside}}}`"
    if name not in known:
        return f"`${{{name}}}` is not in flux-runtime-info, which has {', '.join(known)}"
    return None
