"""What a parameter's value may look like. Both programs take patterns of Oniguruma."""

import json
import re
from collections.abc import Callable

Check = Callable[[str], bool]


def matches(pattern: str) -> Check:
    return lambda value: re.fullmatch(pattern, value) is not None


def one_of(*words: str) -> Check:
    return lambda value: value.lower() in words


def regex(value: str) -> bool:
    """Whether Python, given its own way to name groups and no classes of POSIX, can read a pattern."""
    plain = re.sub(r"\[:\^?[a-z]+:\]", "a-z", re.sub(r"\(\?<(?=[A-Za-z_])", "(?P<", value))
    try:
        re.compile(plain)
    except re.error:
        return False
    return True


def array(value: str) -> bool:
    try:
        return isinstance(json.loads(value), list)
    except ValueError:
        return False


ANY: Check = bool
WORD = matches(r"\S+")
NAME = matches(r"[A-Za-z0-9_.@-]+")
PATH = matches(r"/[\w./*?:@-]+")
PATHS = matches(r"/[\w./*?:@-]+(,/[\w./*?:@-]+)*")
INTEGER = matches(r"[0-9]+")
FIELD = matches(r"[\w.@-]+")
REGION = matches(r"[a-z]{2}(-[a-z]+)+-[0-9]")
DATE = matches(r"[A-Za-z0-9%:./@_-]+")
HOST = matches(r"\$\{[A-Z_]+\}|[a-z0-9.:]+")
