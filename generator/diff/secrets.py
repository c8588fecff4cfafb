"""What is never shown: that it changes is said, not to what."""

import re
from hashlib import sha256
from json import dumps
from typing import Any

from generator.diff.change import ABSENT, UNKNOWN, Change, Field

_SECRET = re.compile(
    r"(?i)(^|[._-])(password|passwd|token|credentials?|api[_-]?key|secret[_-]?key|private[_-]?key"
    r"|connection[_-]?string)$"
)
_DATA = {"data", "stringData"}


def masked(change: Change) -> Change:
    """A change without the values of a Secret, and of fields whose names say that they are secret."""
    secret = change.tree == "kubernetes" and change.name.startswith("Secret ")
    return change._replace(fields=tuple(masked_field(field, secret=secret) for field in change.fields))


def masked_field(field: Field, *, secret: bool = False) -> Field:
    """A field with digests for values where it is secret."""
    names = [re.sub(r"(?<=[a-z])(?=[A-Z])", "_", str(key)) for key in field.path]
    if (secret and names[:1] and field.path[0] in _DATA) or any(_SECRET.search(name) for name in names):
        return field._replace(old=_digest(field.old), new=_digest(field.new))
    return field._replace(old=_inside(field.old), new=_inside(field.new))


def _inside(value: Any) -> Any:
    """A whole mapping that comes or goes holds secrets below."""
    if isinstance(value, dict):
        return {key: masked_field(Field((key,), item, ABSENT)).old for key, item in value.items()}
    return [_inside(item) for item in value] if isinstance(value, list) else value


def _digest(value: Any) -> Any:
    if value is ABSENT or value is UNKNOWN or isinstance(value, bool | None):
        return value
    return f"sha256:{sha256(dumps(value, sort_keys=True, default=repr).encode()).hexdigest()[:12]}"
