"""Which rules run: chosen by id, name, the beginning of an id, or a profile."""

import re
from collections.abc import Iterable

from generator.errors import UsageError
from generator.platform.meant import meant
from lint.catalogue import catalogue
from lint.rule import Rule, all_rules

_PREFIX = re.compile(r"[A-Z][A-Z0-9]{2,9}(-[0-9]{0,4})?")


def chosen(select: Iterable[str], ignore: Iterable[str], profiles: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Every rule that a word selects or a profile has, all without either, but for those that a word ignores.

    A word may be several with commas between. Raises UsageError for one that means no rule, and where none is left.
    """
    wanted, unwanted = _ids(select) | _of(profiles), _ids(ignore)
    rules = tuple(rule for rule in all_rules() if rule.id in (wanted or {rule.id}) and rule.id not in unwanted)
    if not rules:
        raise UsageError("no rule is left to run; ignore less, or select more")
    return rules


def _of(profiles: Iterable[str]) -> set[str]:
    return {rule.id for name in profiles for rule in _answering(name)}


def _answering(profile: str) -> tuple[Rule, ...]:
    rules = catalogue(profile).rules()
    if not rules:
        raise UsageError(f"{profile} needs no rule; `groundplan rules --source {profile}` says what proves it")
    return rules


def _ids(words: Iterable[str]) -> set[str]:
    return {rule.id for listed in words for word in listed.split(",") for rule in meaning(word.strip())}


def meaning(word: str) -> list[Rule]:
    """The rules that a word means; raises UsageError where there are none."""
    found = [rule for rule in all_rules() if word in {rule.id, rule.name, *rule.also, *rule.also_ids}]
    if not found and _PREFIX.fullmatch(word):
        found = [rule for rule in all_rules() if rule.id.startswith(word)]
    if not found:
        near = meant(word, (rule.name for rule in all_rules()))
        raise UsageError(f"`{word}` is no rule and begins no rule's id{near or '; `groundplan rules` lists them'}")
    return found
