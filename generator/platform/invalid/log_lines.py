"""Logs to join or leave out that are not described."""

from collections.abc import Iterator
from typing import get_args

from generator.platform.types.collector import Language
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield ways to join lines that are neither a language's nor say what begins, and exclusions of everything."""
    for name, entry in platform.logging.multiline.items():
        if entry.first_line is None and name not in get_args(Language):
            languages = ", ".join(get_args(Language))
            message = f"{name} is none of {languages}; give firstLine, which says how an entry begins"
            yield Violation(platform.logging, ("multiline", name), message)
    for name, exclusion in platform.logging.exclude.items():
        if {exclusion.namespace, exclusion.pod, exclusion.container, exclusion.matching} == {None}:
            message = "this leaves out every log; say which namespace, pod, container or line is meant"
            yield Violation(platform.logging, ("exclude", name), message)
