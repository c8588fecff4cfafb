"""Other values that a field may have."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from tests.truth.fields import MISSING

_NEXT = {**{str(n): str((n + 1) % 10) for n in range(10)}, **dict(zip("abcdefxyz", "bcdefaxzy", strict=True))}


def others(of: inspect.Type, value: Any, donors: list[Any]) -> Iterator[Any]:
    """Values unlike the one that is written (MISSING where none is), what is likeliest to be valid first.

    `donors` are the values that the field has elsewhere. None takes the field away.
    """
    seen = [value]
    for each in _others(of, value, donors):
        if not any(each == other and type(each) is type(other) for other in seen):
            seen.append(each)
            yield each


def _others(of: inspect.Type, value: Any, donors: list[Any]) -> Iterator[Any]:
    if isinstance(of, inspect.Metadata):
        examples = list((of.extra_json_schema or {}).get("examples", ()))
        yield from _others(of.type, value, [*donors, *examples])
    elif isinstance(of, inspect.UnionType):
        yield from _of_union(of, value, donors)
    elif isinstance(of, inspect.LiteralType):
        yield from of.values
    elif isinstance(of, inspect.BoolType):
        yield from (False, True) if value is True else (True, False)
    elif isinstance(of, inspect.IntType | inspect.FloatType):
        yield from _numbers(of, value, donors)
    elif isinstance(of, inspect.StrType):
        yield from _texts(of, value, donors)
    elif isinstance(of, inspect.VarTupleType):
        yield from _lists(of, value, donors)
    elif isinstance(of, inspect.DictType):
        yield from _mappings(of, value, donors)
    else:
        yield from donors


def _of_union(of: inspect.UnionType, value: Any, donors: list[Any]) -> Iterator[Any]:
    yield from donors[:3]
    for each in of.types:
        if isinstance(each, inspect.NoneType):
            if value is not MISSING:
                yield None
        else:
            yield from _others(each, value, donors)


def _numbers(of: inspect.IntType | inspect.FloatType, value: Any, donors: list[Any]) -> Iterator[Any]:
    least = of.ge if of.ge is not None else 1 if of.gt is None else of.gt + 1
    most = of.le if of.le is not None else 10**9
    near = value if isinstance(value, int | float) and not isinstance(value, bool) else least
    numbers = [each for each in donors if isinstance(each, int | float) and not isinstance(each, bool)]
    for each in (near + 1, near - 1, *numbers, near * 2, least, least + 1):
        if least <= each <= most:
            yield each


def _texts(of: inspect.StrType, value: Any, donors: list[Any]) -> Iterator[str]:
    fits = re.compile(of.pattern or "").search
    texts = [each for each in [value, *donors] if isinstance(each, str)]
    yield from (each for each in texts if fits(each))
    for text in texts:
        for index in reversed(range(len(text))):
            if text[index] in _NEXT and fits(changed := text[:index] + _NEXT[text[index]] + text[index + 1 :]):
                yield changed


def _lists(of: inspect.VarTupleType, value: Any, donors: list[Any]) -> Iterator[list[Any]]:
    now = value if isinstance(value, list) else []
    elsewhere = [item for each in donors if isinstance(each, list) for item in each]
    for item in _others(of.item_type, MISSING, elsewhere):
        if item not in now:
            yield [*now, item]
            break
    yield from (each for each in donors if isinstance(each, list))
    if len(now) > 1:
        yield now[:-1]
    if now:
        yield []


def _mappings(of: inspect.DictType, value: Any, donors: list[Any]) -> Iterator[dict[str, Any]]:
    """Mappings as merge patches: with a key more, or without one."""
    now = value if isinstance(value, dict) else {}
    elsewhere = [each for each in donors if isinstance(each, dict)]
    for each in elsewhere:
        more = {key: item for key, item in each.items() if key not in now}
        if more:
            yield dict([next(iter(more.items()))])
    for key in _others(of.key_type, MISSING, [key for each in elsewhere for key in each]):
        for item in _others(of.value_type, MISSING, [item for each in elsewhere for item in each.values()]):
            if key not in now:
                yield {key: item}
                break
        break
    for key in now:
        yield {key: None}
