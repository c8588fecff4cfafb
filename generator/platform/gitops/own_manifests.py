"""The folders of gitops.kustomizations that Flux substitutes values in, read for what it would refuse in them."""

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.platform.gitops.bridge import value_names
from generator.platform.gitops.substitution import refusals
from generator.platform.types.node import Place
from generator.platform.types.platform import Platform

_READ = {".yaml", ".yml", ".json"}


def faults(platform: Platform, beside: str) -> Iterator[tuple[Place, str]]:
    """Yield the place and the fault of every folder, given the path of platform.yaml."""
    for name, item in platform.gitops.kustomizations.items():
        if item.substitute:
            place = ("gitops", "kustomizations", name, "path")
            yield from ((place, fault) for fault in _folder(Path(beside).parent, item.path, value_names(platform)))


def _folder(parent: Path, path: str, known: Collection[str]) -> Iterator[str]:
    folder = parent / path
    if not folder.is_dir():
        yield f"there is no folder {path} beside platform.yaml"
        return
    for file in sorted(folder.rglob("*")):
        if file.suffix in _READ and file.is_file():
            text = file.read_text(encoding="utf-8", errors="replace")
            for line, reason in refusals(text, known):
                yield f"{file.relative_to(parent)}:{line}: {reason}"
