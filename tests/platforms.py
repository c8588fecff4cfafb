"""Platforms to test with: the worked example, and the smallest one with changes."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.load import load
from generator.platform.types.platform import Platform

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "platform.yaml"
BASE: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "base.yaml").read_text())


def example() -> dict[str, Platform]:
    """The worked example, by environment."""
    return load(Source(str(EXAMPLE), EXAMPLE.read_text()))


def document(patch: dict[str, Any] | None = None) -> str:
    """The smallest platform as text, with a merge patch applied."""
    return yaml.safe_dump(merge(BASE, patch or {}), sort_keys=False, allow_unicode=True, width=1000)


def base(patch: dict[str, Any] | None = None) -> Platform:
    """The smallest platform with a merge patch applied."""
    (platform,) = load(Source(str(EXAMPLE), document(patch))).values()
    return platform


@cache
def golden() -> dict[str, Platform]:
    """Platforms whose render is proven with other people's tools: the worked example, and those of tests/golden."""
    files = {"example": example()} | {name: _environments(patch) for name, patch in patches().items()}
    return {
        "-".join(filter(None, (name, environment))): platform
        for name, platforms in files.items()
        for environment, platform in platforms.items()
    }


def _environments(patch: dict[str, Any]) -> dict[str, Platform]:
    """The platforms of a patch, by environment; without a name where the patch has no environments."""
    if "environments" not in patch:
        return {"": base(patch)}
    return load(Source("platform.yaml", document(patch)))


def patches() -> dict[str, dict[str, Any]]:
    """The merge patches of tests/golden, by name."""
    files = sorted((ROOT / "tests" / "golden").glob("*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text()) for file in files}


def golden_sources() -> dict[str, Source]:
    """The files of the golden platforms, by name: one with environments is one file."""
    files = {name: document(patch) for name, patch in patches().items()}
    return {name: Source("platform.yaml", text) for name, text in {"example": EXAMPLE.read_text(), **files}.items()}


@cache
def declared_findings() -> dict[str, dict[str, list[str]]]:
    """What lint finds in golden platforms on purpose: places by platform and rule."""
    found: dict[str, dict[str, list[str]]] = yaml.safe_load((ROOT / "tests" / "golden_findings.yaml").read_text())
    return found
