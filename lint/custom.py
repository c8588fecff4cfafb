"""Rules of a user's own: one file each, in the form of those of lint/rules. They are code, and run as the user.

So only what the user has named is loaded, and nothing of a platform.yaml can name it.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType, TracebackType
from typing import NamedTuple

from generator.errors import UsageError
from lint.rule import Rule, built_in, live_rules

_ID = re.compile(r"([A-Z][A-Z0-9]{2,9})-[0-9]{1,4}")
_PACKAGE = "groundplan_rules.custom"


class File(NamedTuple):
    """A rule's file: its path as the user knows it, and its text."""

    path: str
    text: str

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".py")


class NoRule(Exception):
    """Why a file holds no rule, with its place; for the user."""


def load(files: Iterable[File]) -> tuple[Rule, ...]:
    """The rule of each file, by id; raises UsageError with all that is wrong with them."""
    rules: list[Rule] = []
    faults = []
    for file in files:
        try:
            rules.append(_checked(_rule(file), rules))
        except NoRule as reason:
            faults.append(str(reason))
    if faults:
        raise UsageError("\n".join(faults))
    return tuple(sorted(rules, key=lambda rule: rule.id))


def fault(path: str, error: BaseException) -> str:
    """What a failed rule did, with the line of its file that did it."""
    what = f"{type(error).__name__}: {error}".strip().removesuffix(":").partition("\n")[0]
    return f"this rule failed, and may have found less than there is: {what} ({_where(path, error)})"


def _rule(file: File) -> Rule:
    module = ModuleType(f"{_PACKAGE}.{file.stem}")
    module.__file__ = file.path
    # Where dataclasses and pickles look for it.
    sys.modules[module.__name__] = module
    try:
        exec(compile(file.text, file.path, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - the user's wish
    except (Exception, SystemExit) as error:  # noqa: BLE001 - it may raise anything
        raise NoRule(f"{_where(file.path, error)}: {type(error).__name__}: {_said(error)}") from None
    found = [value for value in vars(module).values() if isinstance(value, Rule)]
    if len(found) != 1:
        raise NoRule(f"{file.path}:1: holds {len(found)} rules; a file is one function with @rule")
    return found[0]._replace(file=file.path)


def _said(error: BaseException) -> str:
    return str(error.msg if isinstance(error, SyntaxError) else error).partition("\n")[0]


def _where(path: str, error: BaseException) -> str:
    if isinstance(error, SyntaxError) and error.filename == path:
        return f"{path}:{error.lineno}:{error.offset}"
    line = _line(path, error.__traceback__)
    return f"{path}:{line}" if line else path


def _line(path: str, trace: TracebackType | None) -> int | None:
    """The innermost line of a file that a traceback has."""
    line = None
    while trace is not None:
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == path else line
        trace = trace.tb_next
    return line


def _checked(rule: Rule, others: Iterable[Rule]) -> Rule:
    reason = next(_faults(rule, [*_ours(), *others]), None)
    if reason:
        raise NoRule(f"{rule.file}: {reason}")
    return rule


def _ours() -> tuple[Rule, ...]:
    return (*built_in(), *live_rules())


def _faults(rule: Rule, others: list[Rule]) -> Iterator[str]:
    found = _ID.fullmatch(rule.id)
    stem = File(rule.file, "").stem
    if found is None:
        yield f"`{rule.id}` is no id; take letters of your own and a number, for example ACME-001"
    elif found[1] in {known.id.partition("-")[0] for known in _ours()}:
        yield f"ids with {found[1]} are groundplan's; take letters of your own, for example ACME-001"
    if rule.name != stem.replace("_", "-"):
        yield f"its rule is called {rule.name}; name the function {stem}, as the file"
    if not rule.docs:
        yield "the rule has no docstring; say in it why the rule is there"
    if not rule.source.startswith(("https://", "http://")):
        yield f"`{rule.source}` is no page; name one that says where the practice comes from"
    for other in others:
        if {rule.id, rule.name} & {other.id, other.name}:
            yield f"{rule.name} [{rule.id}] is there already: {other.name} [{other.id}]; take another id or name"
