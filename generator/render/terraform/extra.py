"""Files of the user's own in the AWS root: theirs byte for byte, beside ours and never instead of them.

A file that Terraform calls an override is the one way to change a block of ours, and keeps that name.
https://developer.hashicorp.com/terraform/language/files/override
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.errors import UsageError
from generator.platform.types.platform import Platform
from generator.render.files import Files

PREFIX = "extra_"
_OVERRIDE = re.compile(r"(.*_)?override\.tf(\.json)?")
_ONCE = ("backend", "cloud", "required_providers")
_COMMENT = re.compile(r"/\*.*?\*/|<<-?(\w+)\n.*?^[ \t]*\1[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADER = re.compile(
    r'^(resource|data|output|variable|module)[ \t]+"([^"]+)"(?:[ \t]+"([^"]+)")?[ \t]*\{', re.MULTILINE
)


def files(platform: Platform, ours: Files) -> Files:
    """The user's files, by path; raises UsageError where one declares what another file does."""
    owners = {address: path for path, content in ours.items() for address in _of_json(json.loads(content))}
    clashes = []
    for name, text in platform.extra_files.items():
        if _OVERRIDE.fullmatch(name):
            continue
        place = f"{platform.terraform.extra}/{name}"
        for address in sorted(set(_addresses(name, text))):
            owner = owners.setdefault(address, place)
            if owner != place:
                clashes.append(f"{place}: {address} is in {owner} already; give it another name")
    if clashes:
        raise UsageError("\n".join(clashes))
    return {f"terraform/{PREFIX}{name}": text.encode() for name, text in platform.extra_files.items()}


def _addresses(name: str, text: str) -> Iterator[str]:
    """What a file declares: all of it in JSON, and in HCL what stands at the start of a line."""
    if name.endswith(".json"):
        yield from _of_json(json.loads(text))
        return
    for kind, *labels in _HEADER.findall(_COMMENT.sub("", text)):
        yield ".".join((kind, *filter(None, labels)))


def _of_json(document: dict[str, Any]) -> Iterator[str]:
    for kind, value in document.items():
        for labels in _mappings(value):
            match kind:
                case "resource" | "data":
                    yield from (f"{kind}.{label}.{name}" for label in labels for name in _names(labels[label]))
                case "output" | "variable" | "module" | "locals":
                    yield from (f"{kind}.{name}" for name in labels)
                case "provider":
                    yield from (f"provider.{name}" for name in labels if _unnamed(labels[name]))
                case "terraform":
                    yield from (f"terraform.{name}" for name in labels if name in _ONCE)


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    """Terraform takes a list of mappings wherever it takes one."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each


def _names(value: Any) -> Iterator[str]:
    for names in _mappings(value):
        yield from names


def _unnamed(value: Any) -> bool:
    return any("alias" not in body for body in _mappings(value))
