"""--rules: rules of the user's own, from a folder or from a revision of Git.

They run as the user. Only a command's own words name them: a pull request may hold any platform.yaml and any folder.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.named import texts
from generator.errors import Exit, UsageError
from lint.rule import Rule, with_own

if TYPE_CHECKING:
    from lint.custom import File


@contextmanager
def loaded(words: Sequence[str] | None) -> Iterator[tuple[Rule, ...]]:
    """Have the rules that these words name; raises UsageError, with every fault of their files."""
    if not words:
        yield ()
        return
    from lint.custom import load

    rules = load(file for word in words for file in _files(word))
    with with_own(rules):
        yield rules


def proven(rules: Sequence[Rule], file: Path) -> Exit:
    """Try the examples of rules; says of each what is wrong with it."""
    from datetime import date

    from generator.cli.output import say
    from generator.platform.document.source import read
    from lint.examples import faults

    if not rules:
        raise UsageError("--test tries rules of your own; name their folder with --rules")
    base, failed = read(file), 0
    for rule in rules:
        found = list(faults(rule, base, date.today()))  # noqa: DTZ011
        failed += bool(found)
        say("\n".join(f"{rule.file}: {fault}" for fault in found) or f"{rule.file}: {rule.name} [{rule.id}] holds")
    return Exit.FINDINGS if failed else Exit.OK


def _files(word: str) -> Iterator["File"]:
    from lint.custom import File

    found = {path: text for path, text in sorted(texts(word, ".py").items()) if not _is_private(path)}
    if not found:
        raise UsageError(f"{word}: no rule is there; each is a file NAME.py that does not start with _")
    yield from (File(path, text) for path, text in found.items())


def _is_private(path: str) -> bool:
    return path.rpartition("/")[2].startswith("_")
