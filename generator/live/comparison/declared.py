"""The AWS root of a platform as plain data: what Terraform would be told, its references still in it."""

import json
import re
from functools import cached_property
from typing import Any

from generator.platform.types.platform import Platform

Body = dict[str, Any]
REFERENCE = re.compile(r"(?<!\$)\$\{(?:data\.)?(\w+)\.([\w-]+)\.([^}]+)\}")
"""Kind, label and attribute of a resource or a data source."""


class Declared:
    """Resources of the rendered root by kind and label."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    @cached_property
    def _resources(self) -> dict[str, dict[str, Body]]:
        from generator.render import terraform
        from generator.render.terraform.extra import PREFIX

        found: dict[str, dict[str, Body]] = {}
        for path, content in terraform.files(self._platform).items():
            if path.endswith(".tf.json") and not path.startswith(f"terraform/{PREFIX}"):
                for kind, labels in json.loads(content).get("resource", {}).items():
                    found.setdefault(kind, {}).update(labels)
        return found

    def of(self, kind: str) -> dict[str, Body]:
        """The resources of a kind, by label."""
        return self._resources.get(kind, {})

    def mentions(self, name: str) -> bool:
        """Whether a file of terraform.extra speaks of this name: it is then declared there."""
        return any(name in text for text in self._platform.extra_files.values())


def label(reference: str) -> str:
    """The label of what a reference leads to; what is no reference is returned as it is."""
    found = REFERENCE.fullmatch(reference)
    return found[2] if found else reference


def unescaped(text: str) -> str:
    """Text without what keeps Terraform from evaluating it."""
    return text.replace("$${", "${").replace("%%{", "%{")
