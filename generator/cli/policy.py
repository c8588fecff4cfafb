"""--policy: an organisation's settings of the linter, from a file or from a revision of Git."""

from typing import Any

import msgspec

from generator.cli.named import texts
from generator.errors import UsageError
from generator.platform.document.source import Source
from generator.platform.load import InvalidPlatform
from generator.platform.policy import settings
from generator.platform.types.lint import MandatoryFile
from generator.platform.types.node import Place
from lint.mandatory import Mandatory
from lint.rule import Rule
from lint.selection import meaning


def policy(word: str) -> Mandatory:
    """The policy that [REVISION:]FILE names; raises UsageError with every fault of the file."""
    found = texts(word, ".yaml")
    if len(found) != 1:
        raise UsageError(f"{word}: name one file; this is a folder")
    ((path, text),) = found.items()
    source = Source(path, text)
    try:
        said = settings(source, MandatoryFile)
    except InvalidPlatform as error:
        raise UsageError("\n".join(_placed(error.source, p.place, p.message) for p in error.problems)) from None
    return _mandatory(source, said)


def _mandatory(source: Source, said: dict[str, Any]) -> Mandatory:
    lint = msgspec.convert(source.data, MandatoryFile).lint
    names = dict(zip(lint.parameters.__struct_encode_fields__, lint.parameters.__struct_fields__, strict=True))
    return Mandatory(
        said.get("failOn"),
        {
            rule: level
            for word, level in lint.severity.items()
            for rule in _rules(source, ("lint", "severity", word), word)
        },
        {names[key]: value for key, value in said.get("parameters", {}).items()},
        frozenset(
            rule.id
            for index, word in enumerate(lint.never_allow)
            for rule in _rules(source, ("lint", "neverAllow", index), word)
        ),
    )


def _rules(source: Source, place: Place, word: str) -> list[Rule]:
    try:
        return meaning(word)
    except UsageError as error:
        raise UsageError(_placed(source, place, str(error))) from None


def _placed(source: Source, place: Place, message: str) -> str:
    span = source.span(place)
    return f"{source.name}:{span.line}:{span.column}: {message}"
