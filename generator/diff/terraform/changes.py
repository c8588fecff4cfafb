"""Which resources Terraform would create, update, replace and destroy."""

import re
from collections.abc import Iterator
from typing import Any

from generator.diff.change import ABSENT, UNKNOWN, Action, Change, Field, Path
from generator.diff.terraform.replacement import forces, is_change, of, without_order
from generator.diff.terraform.root import Root, references
from generator.diff.values import fields

_INDEX = re.compile(r"\[[0-9]+\]")
_META = {"depends_on", "provider", "lifecycle", "connection", "provisioner", "count", "for_each", "timeouts"}


def changes(tree: str, base: Root, head: Root) -> list[Change]:
    """Every change, what follows from a replacement with it; sorted, worst first."""
    before = _after_moves(base, head)
    own = {
        address: list(_own(address, before[address], body, base, head))
        for address, body in head.resources.items()
        if address in before
    }
    replaced = {address for address, found in own.items() if any(field.forces for field in found)}
    _follow(head, own, replaced)
    found = [Change(tree, address, Action.DESTROY) for address in before if address not in head.resources]
    found += [Change(tree, address, Action.CREATE) for address in head.resources if address not in before]
    found += [
        Change(tree, address, Action.REPLACE if address in replaced else Action.UPDATE, tuple(changed))
        for address, changed in own.items()
        if changed
    ]
    found += [
        Change(tree, to, Action.MOVE, because=f"was {was}")
        for was, to in head.moved.items()
        if was in base.resources and to in head.resources
    ]
    return sorted(found, key=lambda change: change.order)


def _after_moves(base: Root, head: Root) -> dict[str, Any]:
    """The resources of the base at the addresses that they have in the head."""
    return {_moved(address, head): body for address, body in base.resources.items()}


def _moved(address: str, head: Root) -> str:
    to = head.moved.get(address)
    return address if to is None or address in head.resources else to


def _own(address: str, old: dict[str, Any], new: dict[str, Any], base: Root, head: Root) -> Iterator[Field]:
    kind = address.partition(".")[0]
    was, becomes = (_arguments(kind, body) for body in (old, new))
    ignored = frozenset(_INDEX.sub("", path) for path in new.get("lifecycle", {}).get("ignore_changes", ()))
    found = [field for field in fields(was, becomes) if is_change(kind, field, ignored)]
    yield from (field._replace(forces=forces(kind, field)) for field in found)
    if of(kind).tagged and not any(field.path[0] == "tags" for field in found):
        had, has = _tags(base, old), _tags(head, new)
        # Of most types the provider leaves the last tags where they are: it only writes those that there are.
        if had != has and (has or of(kind).untagged):
            yield Field(("tags_all",), had, has)


def _arguments(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    return {key: without_order(kind, _read(value), key) for key, value in body.items() if key not in _META}


def _tags(root: Root, body: dict[str, Any]) -> dict[str, Any]:
    """A resource's own tags and those that the provider adds."""
    return {**(root.default_tags or {}).get("tags", {}), **body.get("tags", {})}


def _read(value: Any) -> Any:
    """A block that is given once is the same as a list of one."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        return value[0]
    return value


def _follow(head: Root, own: dict[str, list[Field]], replaced: set[str]) -> None:
    """Add what is only known after apply, since what it refers to is made anew, until nothing more follows."""
    pending = list(own)
    users = _users(head)
    while pending:
        address = pending.pop()
        for user, path, attribute in users.get(address, ()) if own.get(address) else ():
            known = user not in own or any(_covers(field.path, path) for field in own[user])
            if known or not _changes(address, attribute, head, own, replaced):
                continue
            field = Field(path, ABSENT, UNKNOWN)
            field = field._replace(forces=forces(user.partition(".")[0], field))
            own[user].append(field)
            if field.forces:
                replaced.add(user)
            pending.append(user)


def _covers(one: Path, other: Path) -> bool:
    return other[: len(one)] == one


def _users(head: Root) -> dict[str, list[tuple[str, Path, Path]]]:
    """Who refers to a resource: the user's address, where in its arguments, and the attribute."""
    found: dict[str, list[tuple[str, Path, Path]]] = {}
    for address, body in head.resources.items():
        used = {key: _read(value) for key, value in body.items() if key not in _META}
        for path, reference in references(used):
            found.setdefault(reference.address, []).append((address, path, reference.attribute))
    return found


def _changes(address: str, attribute: Path, head: Root, own: dict[str, list[Field]], replaced: set[str]) -> bool:
    """Whether an attribute has another value afterwards, as far as can be known before."""
    if _is_given(head.resources[address], attribute):
        paths = (tuple(key for key in field.path if isinstance(key, str)) for field in own[address])
        return any(_covers(path, attribute) or _covers(attribute, path) for path in paths)
    return address in replaced or attribute[0] in of(address.partition(".")[0]).recomputed


def _is_given(body: Any, attribute: Path) -> bool:
    """Whether an attribute is an argument that is set, and not only known to AWS."""
    for key in attribute:
        body = _read(body)
        if not isinstance(body, dict) or key not in body:
            return False
        body = body[key]
    return True
