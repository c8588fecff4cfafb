"""For people: a line a difference, in the words of the file."""

from collections.abc import Iterator

from generator.live.drift import Compared, Found, aspects
from generator.platform.document.yaml_inline import inline


def report(compared: Compared) -> str:
    """Every drift at its place, and a closing line."""
    return "\n".join(_lines(compared)) + "\n"


def _lines(compared: Compared) -> Iterator[str]:
    for found in compared.found:
        span, named = found.span, compared.environments != 1
        line = f"{compared.source.name}:{span.line}:{span.column}: {said(found)}"
        yield _harmless(f"{line} ({found.environment})" if named else line)
    number, environments = len(compared.found), compared.environments
    drifts = {0: "as declared", 1: "1 drift"}.get(number, f"{number} drifts")
    of = "1 environment" if environments == 1 else f"{environments} environments"
    yield f"{compared.source.name}: {drifts}; {len(aspects())} aspects of {of} compared"


def said(found: Found) -> str:
    """A drift in one line."""
    place, declared, actual, about = found.drift
    where = ".".join(map(str, place)) or "platform"
    thing = f"; {about}" if about else ""
    return f"{where}: declared {_value(declared)}, in AWS {_value(actual)}{thing}"


def _value(value: object) -> str:
    return "nothing" if value is None else inline(value)


def _harmless(text: str) -> str:
    """What a terminal or a log would obey is shown as a blank."""
    return "".join(c if c.isprintable() else " " for c in text)
