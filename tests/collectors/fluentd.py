"""Whether Fluentd would take a configuration as it is meant; raises ValueError with the first fault."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.collectors import fluentd_plugins as known
from tests.collectors.elements import Element, parse
from tests.collectors.values import Check, regex

_PATTERN = re.compile(r"\*\*|[a-z]+\.\*\*|/.+/")


def check(text: str) -> Element:
    """The whole, once all of it is found right."""
    root = parse(text)
    if root.parameters:
        raise ValueError(f"outside of all elements: {', '.join(root.parameters)} is not used")
    for fault in (*_inside(root, {"system", "source", "label"}), *_references(root)):
        raise ValueError(fault)
    return root


def _inside(element: Element, allowed: set[str]) -> Iterator[str]:
    for child in element.children:
        if child.name not in allowed:
            yield f"<{child.name}> in {element.type or element.name}"
        yield from _faults(child)


def _faults(element: Element) -> Iterator[str]:
    if element.name == "label":
        yield from _inside(element, {"filter", "match"})
        return
    table = _table(element)
    for name, value in element.parameters.items():
        if name not in table:
            yield f"{element.type or element.name}: {name} is not used"
        elif not table[name](value):
            yield f"{element.type or element.name}: {name} cannot be {value}"
    if element.name in ("filter", "match"):
        yield from _pattern(element)
    wanted = known.INSIDE.get(element.type, set())
    for missing in wanted - {child.name for child in element.children}:
        yield f"{element.type}: no <{missing}>"
    yield from _inside(element, wanted)


def _table(element: Element) -> dict[str, Check]:
    if element.name == "system":
        return known.SYSTEM
    if element.name in known.PLAIN:
        return known.PLAIN[element.name]
    if element.type not in known.TYPED[element.name]:
        raise ValueError(f"no <{element.name}> of type {element.type}")
    own = known.TYPED[element.name][element.type]
    label = {"@label": known.LABEL} if element.name == "source" else {}
    return known.COMMON | label | own


def _pattern(element: Element) -> Iterator[str]:
    if not _PATTERN.fullmatch(element.argument) or (element.argument[0] == "/" and not regex(element.argument[1:-1])):
        yield f"{element.type}: no pattern of tags: {element.argument}"


def walk(element: Element) -> Iterator[Element]:
    """Every element, the outer ones first."""
    yield element
    for child in element.children:
        yield from walk(child)


def _references(root: Element) -> Iterator[str]:
    """Yield labels that lead nowhere, names and files of which there are two, and labels whose end is open."""
    everything = list(walk(root))
    labels = [element.argument for element in root.named("label")]
    for element in everything:
        for name in ("@label", "timeout_label"):
            if (label := element.parameters.get(name)) and label not in labels:
                yield f"{element.type}: no label {label}"
    ids = [element.parameters["@id"] for element in everything if "@id" in element.parameters]
    paths = [element.parameters["path"] for element in everything if element.name in ("buffer", "storage")]
    positions = [element.parameters["pos_file"] for element in everything if "pos_file" in element.parameters]
    for value, count in Counter((*ids, *paths, *positions)).items():
        if count > 1:
            yield f"{value} {count} times"
    for branch in root.named("label"):
        ends = branch.named("match")
        if not ends or ends[-1].argument != "**":
            yield f"{branch.argument}: what nothing matches is lost"
