"""A platform.yaml as it would be with other values: `cni.mode=prefixDelegation`."""

import re
from collections.abc import Iterator
from copy import copy
from typing import Any, NamedTuple, cast

from generator.errors import UsageError
from generator.platform.document.source import Source
from generator.platform.document.yaml_tree import Tree, parse
from generator.platform.meant import meant
from generator.platform.schema import NOT_IN_ENVIRONMENTS
from generator.platform.types.node import Node, Place
from generator.platform.types.platform import Definition, Platform

_KEY = re.compile(r""""([^"]*)"|'([^']*)'|([^."'=]+)""")


class Change(NamedTuple):
    """A value to put at a place; None takes it away."""

    place: Place
    value: Any


def change(text: str) -> Change:
    """Read KEY=VALUE: keys joined by dots, in quotes where they hold dots themselves, and a value in YAML.

    Raises UsageError.
    """
    keys, end = [], 0
    while found := _KEY.match(text, end):
        keys.append(next(group for group in found.groups() if group is not None))
        end = found.end()
        if text[end : end + 1] != ".":
            break
        end += 1
    if not keys or text[end : end + 1] != "=":
        raise UsageError(f"`{text}` is not KEY=VALUE, such as cni.mode=prefixDelegation; quote keys that hold dots")
    tree = parse(text[end + 1 :])
    if tree.faults:
        raise UsageError(f"{text}: the value is not YAML: {tree.faults[0].message}")
    return Change(tuple(keys), tree.data)


def check(platform: Platform, changed: Change) -> None:
    """Raise UsageError for a key that does not exist; only the last one, in a map of names, may be a new one."""
    value: Any = platform
    for depth, key in enumerate(changed.place):
        known = _known(value)
        if known is None:
            return
        if key not in known:
            if isinstance(value, dict) and depth == len(changed.place) - 1:
                return
            where = f" in {'.'.join(map(str, changed.place[:depth]))}" if depth else ""
            near = meant(str(key), known) or f"; known here: {', '.join(sorted(known))}"
            raise UsageError(f"there is no key `{key}`{where}{near}")
        value = known[str(key)]


def _known(value: Any) -> dict[str, Any] | None:
    """What lies below a value, by key; None where the schema alone can tell."""
    if isinstance(value, Node):
        kind = Definition if isinstance(value, Platform) else type(value)
        fields = zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True)
        return {key: getattr(value, attribute) for key, attribute in fields}
    return value if isinstance(value, dict) else None


def changed(source: Source, changes: list[Change], environments: list[str]) -> Source:
    """The source with the changes made in the given environments, and without the others; it is not changed itself."""
    entries = dict(source.tree.entries)
    data = _copied(source.data, entries)
    if "environments" in data:
        data["environments"] = _copied(
            {name: data["environments"][name] or {} for name in environments}, entries, data["environments"]
        )
    for each in (leaf for change in changes for leaf in _leaves(change)):
        for top in _tops(data, each, environments, entries):
            _put(top, each, entries)
    result = copy(source)
    result.tree = Tree(data, entries, source.tree.faults)
    return result


def _leaves(change: Change) -> Iterator[Change]:
    """A mapping as a change of each of its values: it is merged over what is there."""
    if isinstance(change.value, dict) and change.value:
        for key, value in change.value.items():
            yield from _leaves(Change((*change.place, key), value))
    else:
        yield change


def _tops(data: dict[str, Any], each: Change, environments: list[str], entries: dict[int, Any]) -> list[dict[str, Any]]:
    """The mappings that hold the place's first key: of every environment, where there are any."""
    if "environments" not in data or each.place[0] in NOT_IN_ENVIRONMENTS:
        return [data]
    return [_below(data["environments"], name, entries) for name in environments]


def _put(holder: dict[str, Any], each: Change, entries: dict[int, Any]) -> None:
    top = holder
    for key in each.place[:-1]:
        holder = _below(holder, str(key), entries)
    holder[str(each.place[-1])] = each.value
    if each.value is None and "apiVersion" in top:
        # In an environment, null removes what the rest of the file has; here nothing may be left of it.
        del holder[str(each.place[-1])]
        entries[id(holder)].pop(each.place[-1], None)


def _below(holder: dict[str, Any], key: str, entries: dict[int, Any]) -> dict[str, Any]:
    """A copy of the mapping at a key, put in its place."""
    before = holder.get(key)
    holder[key] = _copied(before if isinstance(before, dict) else {}, entries, before)
    return cast(dict[str, Any], holder[key])


def _copied(mapping: dict[str, Any], entries: dict[int, Any], origin: Any = None) -> dict[str, Any]:
    """A copy, so that what an alias shares stays as it is; it is written where the original is."""
    result = dict(mapping)
    entries[id(result)] = dict(entries.get(id(mapping if origin is None else origin), {}))
    return result
