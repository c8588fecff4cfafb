"""Plain words of YAML 1.2 as values: null, true, numbers; all else is text.

https://yaml.org/spec/1.2.2/#103-core-schema
"""

import re
from typing import Any

LONGEST_NUMBER = 100

WORDS: dict[str, Any] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)

_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_INTEGER = frozenset("+-0123456789")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]")


def resolve(text: str) -> Any:
    """The value of a plain word that is none of WORDS; raises ValueError, in plain words, for what nobody means."""
    if text[0] not in "-+.0123456789" or not _NUMBER.fullmatch(text):
        return text
    if _LEADING_ZERO.match(text):
        raise ValueError(f'a number with a leading zero; in quotes it is text: "{text}"')
    if len(text) > LONGEST_NUMBER:
        raise ValueError("this number is too long; put it in quotes if it is text")
    if text[:2] in {"0x", "0o"}:
        return int(text, 0)
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan")) if set(text) - _INTEGER else int(text)
