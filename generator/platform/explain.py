"""Why a document is not a platform: every reason, at its place, in words.

Slow on purpose: only invalid files pay for it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.platform.meant import meant
from generator.platform.schema import strict
from generator.platform.types.cni_settings import ELSEWHERE
from generator.platform.types.node import Place


class Reason(NamedTuple):
    place: Place
    message: str
    quotes_help: bool = False
    """Whether it would be right as text, in quotes."""


_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


def reasons(document: Any, kind: type | None = None) -> list[Reason]:
    """Why the document does not fit the strict schema of a type, of the platform without one; empty when it does."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    checker = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    exact = extend(Draft202012Validator, {"enum": _enum}, type_checker=checker)  # type: ignore[no-untyped-call]
    validator = exact(strict(kind))
    return [reason for error in validator.iter_errors(document) for reason in _explain(error, ())]


def _enum(_validator: Any, choices: list[Any], value: Any, _schema: Any) -> Iterator[Any]:
    """As the types have it: 30.0 is not 30, nor is true 1."""
    from jsonschema.exceptions import ValidationError

    if not any(type(choice) is type(value) and choice == value for choice in choices):
        yield ValidationError("none of them")


def _explain(error: Any, place: Place) -> Iterator[Reason]:
    place = (*place, *error.relative_path)
    if list(error.relative_schema_path)[-2:-1] == ["propertyNames"]:
        place = (*place, error.instance)
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, place)
        case "required":
            yield from _missing_keys(error, place)
        case "anyOf":
            yield from _any_of(error, place)
        case "type":
            expected = _KINDS[error.validator_value]
            hint = _hint(error.instance, [], error.validator_value)
            yield Reason(place, f"expected {expected}, found {_found(error.instance)}{hint}", _quotes_help(error))
        case _:
            yield Reason(place, _value(error))


def _quotes_help(error: Any) -> bool:
    return error.validator_value == "string" and isinstance(error.instance, bool | int | float)


def _unknown_keys(error: Any, place: Place) -> Iterator[Reason]:
    properties = error.schema["properties"]
    known = [*properties, *(("environments",) if not place else ())]
    for key in error.instance:
        if key not in properties:
            yield Reason((*place, key), f"unknown key `{key}`{_elsewhere(key) or meant(key, known) or _known(known)}")


def _elsewhere(key: str) -> str:
    return f"; {ELSEWHERE[key]}" if key in ELSEWHERE else ""


def _known(known: list[str]) -> str:
    return f"; known here: {', '.join(known)}"


def _missing_keys(error: Any, place: Place) -> Iterator[Reason]:
    # jsonschema raises one error for every missing key, and names the key only in its message.
    for key in error.validator_value:
        if error.message.startswith(repr(key)):
            yield Reason((*place, key), f"`{key}` is missing: {error.schema['properties'][key]['description']}")


def _any_of(error: Any, place: Place) -> Iterator[Reason]:
    """Explain by the branch that the value was meant for: the one that does not fail by the value's very type."""
    branches: dict[int, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    likely = [errors for errors in branches.values() if not any(_wrong_type(e) for e in errors)]
    if len(likely) == 1 and not any(_wrong_word(e) for e in likely[0]):
        for inner in likely[0]:
            yield from _explain(inner, place)
        return
    choices = [choice for branch in error.validator_value for choice in branch.get("enum", ())]
    kinds = [branch["type"] for branch in error.validator_value if "type" in branch]
    expected = " or ".join(_branch(branch) for branch in error.validator_value)
    hint = _hint(error.instance, choices, *kinds)
    yield Reason(place, f"expected {expected}, found {_found(error.instance)}{hint}")


def _wrong_word(error: Any) -> bool:
    return not error.relative_path and error.validator in {"enum", "pattern"}


def _wrong_type(error: Any) -> bool:
    if error.relative_path:
        return False
    return error.validator == "type" or (error.validator == "enum" and not isinstance(error.instance, str))


def _branch(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return _or(schema["enum"])
    if "$ref" in schema:
        return "a mapping"
    example = schema.get("examples") or ()
    return str(schema.get("title") or _KINDS[schema["type"]]) + (f" such as {example[0]}" if example else "")


def _or(choices: list[Any]) -> str:
    words = [str(choice) for choice in choices]
    return " or ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _hint(value: Any, choices: list[Any], *kinds: str) -> str:
    if not isinstance(value, str):
        return ""
    number = value.isdecimal() and ("integer" in kinds or any(str(choice) == value for choice in choices))
    if number or ("boolean" in kinds and value in {"true", "false"}):
        return "; take the quotes away"
    return meant(value, [str(choice) for choice in choices])


def _value(error: Any) -> str:
    value, limit = error.instance, error.validator_value
    match error.validator:
        case "enum":
            return f"expected {_or(limit)}, found {_found(value)}{_hint(value, limit)}"
        case "pattern":
            example = error.schema.get("examples") or ()
            return f"{_found(value)} is not {error.schema['title']}" + (
                f", for example {example[0]}" if example else ""
            )
        case "minimum" | "maximum":
            return f"{value} is {'below' if error.validator == 'minimum' else 'above'} {limit}"
        case _:
            return _size(error.validator, limit)


def _size(validator: str, limit: int) -> str:
    words = {
        "minItems": f"needs at least {limit} of them",
        "maxItems": f"takes at most {limit} of them",
        "minProperties": f"needs at least {limit} of them",
        "maxProperties": f"takes at most {limit} of them",
        "minLength": f"is shorter than {limit} characters",
        "maxLength": f"is longer than {limit} characters",
    }
    return words[validator]


def _found(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    shown = str(value) if isinstance(value, int | float) else f"`{value}`"
    return shown if len(shown) <= 80 else f"{shown[:60]}…"
