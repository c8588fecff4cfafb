import re
from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("LOG-032", ERROR, "https://github.com/kkos/oniguruma/blob/master/doc/RE")
def unreadable_pattern(platform: Platform) -> Iterator[Violation]:
    """A pattern for lines of logs is not a regular expression.

    Fluentd then does not start; Fluent Bit does not either, although `fluent-bit --dry-run` finds nothing: it reads no
    patterns. On every node logs stay where they are until the kubelet removes them.

    Bad:

        logging: {exclude: {health: {matching: "GET /(health"}}}

    Good:

        logging: {exclude: {health: {matching: "GET /(health|ready)"}}}
    """
    for entry in platform.logging.multiline.values():
        if fault := _fault(entry.first_line):
            yield Violation(entry, "first_line", fault)
    for exclusion in platform.logging.exclude.values():
        if fault := _fault(exclusion.matching):
            yield Violation(exclusion, "matching", fault)


def _fault(pattern: str | None) -> str | None:
    """What is wrong with a pattern of Oniguruma; what it alone has is made something that Python has too."""
    if pattern is None:
        return None
    plain = re.sub(r"\[:\^?[a-z]+:\]", "a-z", pattern)
    plain = re.sub(r"\(\?<(?=[A-Za-z_])", "(?P<", plain)
    plain = re.sub(r"\\[hHRXKGQz]|\\[pP]\{\^?\w+\}", "a", plain)
    plain = re.sub(r"\\k<(\w+)>", r"(?P=\1)", plain)
    try:
        re.compile(plain)
    except re.error as error:
        return f"{pattern} is not a regular expression: {error.msg}; correct it"
    return None
