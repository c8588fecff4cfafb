"""What edits make of values, beside what they make of the text: the two have to agree."""

from copy import deepcopy
from typing import Any

from generator.platform.types.node import Place
from generator.platform.violation import REMOVED, Edit


def edited(source: Any, edits: list[Edit]) -> Any:
    """A copy of values with the edits made, as the text is to say them; what goes out of a list goes from its end."""
    data = deepcopy(source)
    values = [edit for edit in edits if edit.comment is None]
    removed = sorted((e.place for e in values if e.value is REMOVED), key=_order, reverse=True)
    for edit in values:
        if edit.value is not REMOVED:
            _set(_holder(data, edit.place), edit.place[-1], _plain(edit.value))
    for place in removed:
        del _holder(data, place)[place[-1]]
    return data


def _order(place: Place) -> list[tuple[int, str]]:
    return [(key, "") if isinstance(key, int) else (-1, key) for key in place]


def _holder(data: Any, place: Place) -> Any:
    for key in place[:-1]:
        if isinstance(data, dict) and data.get(key) is None:
            data[key] = {}
        data = data[key]
    return data


def _set(holder: Any, key: str | int, value: Any) -> None:
    if isinstance(holder, list) and key == len(holder):
        holder.append(value)
    else:
        holder[key] = value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
