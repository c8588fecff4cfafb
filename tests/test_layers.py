"""Imports run one way, and what is heavy or foreign has one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platforms import ROOT

FILES = sorted(path for folder in ("generator", "lint") for path in (ROOT / folder).rglob("*.py"))

LAYERS = {
    "generator.errors": set(),
    "generator.cache": {"generator.errors"},
    "generator.platform": {"generator.platform", "generator.errors"},
    "lint": {"lint", "generator.platform", "generator.errors"},
    "generator.picture": {"generator.picture", "generator.platform"},
    "generator.init": {"generator.init", "generator.platform", "generator.errors"},
    "generator.render": {"generator.render", "generator.picture", "generator.platform", "generator.errors"},
    "generator.write": {
        "generator.write",
        "generator.platform",
        "generator.render.files",
        "generator.errors",
        "generator.cache",
    },
    "generator.diff": {
        "generator.diff",
        "lint",
        "generator.picture",
        "generator.render",
        "generator.write",
        "generator.platform",
        "generator.errors",
    },
    "generator.forge": {"generator.forge", "generator.errors"},
    "generator.live": {"generator.live", "lint", "generator.render", "generator.platform", "generator.errors"},
    "generator.lsp": {"generator.lsp", "lint", "generator.platform", "generator.errors"},
    "generator.verify": {"generator.verify", "generator.platform", "generator.errors", "generator.cache"},
    "generator.cli": {"generator", "lint"},
    "generator": set(),
}
HOMES = {
    "jinja2": "generator.render.text generator.init.content generator.diff.report.html",
    "jsonschema": "generator.platform.explain",
    "typer": "generator.cli",
    "pygls": "generator.lsp",
    "lsprotocol": "generator.lsp",
    "rich": "generator.cli",
    "yaml": "generator.platform.document.yaml_tree",
    "boto3": "generator.live",
    "subprocess": "generator.verify generator.diff.git generator.init.answers",
    "urllib": "generator.verify generator.forge generator.lsp",
    "urllib3": "generator.forge",
    "random": "nowhere",
    "pickle": "nowhere",
}


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def layer(module: str) -> str:
    return max((known for known in LAYERS if within(module, known)), key=len)


def imports(node: ast.AST) -> Iterator[str]:
    """Every module that is named in an import below a node; `from a import b` may name a or a.b."""
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            assert not found.level, "imports name the whole module"
            yield from (f"{found.module}.{alias.name}" for alias in found.names)


@pytest.mark.parametrize("path", FILES, ids=map(name, FILES))
def test_layers(path: Path) -> None:
    module, tree = name(path), ast.parse(path.read_text())
    ours = [
        found
        for found in imports(tree)
        if found.partition(".")[0] in {"generator", "lint", "tests", "tools", "benchmarks"}
    ]
    allowed = LAYERS[layer(module)]
    assert [found for found in ours if not any(within(found, package) for package in allowed)] == []


@pytest.mark.parametrize("path", FILES, ids=map(name, FILES))
def test_homes(path: Path) -> None:
    module, tree = name(path), ast.parse(path.read_text())
    for found in imports(tree):
        home = HOMES.get(found.partition(".")[0], "")
        assert not home or any(within(module, each) for each in home.split()), f"{found} belongs in {home}"


def test_a_wrong_import_is_seen() -> None:
    tree = ast.parse("def f():\n    from generator.cli import run\n    import jinja2.ext\n")
    assert list(imports(tree)) == ["generator.cli.run", "jinja2.ext"]
    assert layer("generator.platform.types.node") == "generator.platform"
    assert layer("lint.rules.network.vpc") == "lint"
    assert len(FILES) > 150
