"""Rendered roots as modules of one configuration: one provider plans them all, without account or network."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from generator.render.files import Files
from tests.terraform_root import OFFLINE
from tests.terraform_runs import MOCKS
from tests.tools import run, tool, write

_DATA = re.compile(r"\bdata\.(\w+)\.([\w-]+)\.(\w+)")


class Module(NamedTuple):
    """A root's files without their folder, and its provider's arguments as one text."""

    files: Files
    provider: str


def module(files: Files) -> Module:
    """The AWS root of a render as a module, which may be destroyed and asks AWS nothing."""
    documents = {path: json.loads(content) for path, content in files.items() if path.endswith(".tf.json")}
    provider: dict[str, Any] = {}
    asked: dict[str, Any] = {}
    for document in documents.values():
        provider |= document.pop("provider", {}).get("aws", {})
        asked |= document.pop("data", {})
        document.pop("terraform", None)
        document.pop("output", None)
        _let_go(document)
    provider.pop("allowed_account_ids", None)
    # A module lies below the root, which is where the real one finds its own files.
    texts = {path: json.dumps(document).replace("${path.module}", ".") for path, document in documents.items()}
    answers = {"locals": _answers(texts.values(), asked)}
    named = files | {path: _answered(text) for path, text in texts.items()}
    made = {path.removeprefix("terraform/"): content for path, content in named.items()}
    arguments = provider | {key: value for key, value in OFFLINE.items() if value is not None}
    return Module(made | {"read.tf.json": json.dumps(answers).encode()}, json.dumps(arguments, sort_keys=True))


def _let_go(document: dict[str, Any]) -> None:
    for blocks in document.get("resource", {}).values():
        for body in blocks.values():
            body.get("lifecycle", {}).pop("prevent_destroy", None)


def _answers(texts: Iterable[str], asked: dict[str, Any]) -> dict[str, Any]:
    """What data sources would read: the same before and after a change."""
    answers: dict[str, Any] = {}
    for text in texts:
        for kind, name, attribute in _DATA.findall(text):
            made_up = {attribute: MOCKS.get(kind, {}).get(attribute, f"{kind}-{name}-{attribute}")}
            known = answers.setdefault(f"{kind}_read", {}).setdefault(name, {})
            given = asked.get(kind, {}).get(name, {})
            known |= made_up | {key: value for key, value in given.items() if key != "lifecycle"}
    return answers


def _answered(text: str) -> bytes:
    return _DATA.sub(lambda found: f"local.{found[1]}_read.{found[2]}.{found[3]}", text).encode()


def place(modules: dict[str, Module], providers: Iterable[str], folder: Path) -> dict[str, str]:
    """Write modules and what calls them; returns the alias of every provider that they or others need."""
    needed = dict.fromkeys([*(each.provider for each in modules.values()), *providers])
    aliases = {provider: f"p{number}" for number, provider in enumerate(needed)}
    for name, each in modules.items():
        write(each.files, folder / name)
        (folder / name / "versions.tf.json").write_text(json.dumps({"terraform": _REQUIRED}))
    calls = {
        name: {"source": f"./{name}", "providers": {"aws": f"aws.{aliases[each.provider]}"}}
        for name, each in modules.items()
    }
    root = {
        "terraform": _REQUIRED,
        "provider": {"aws": [json.loads(text) | {"alias": alias} for text, alias in aliases.items()]},
    } | ({"module": calls} if calls else {})
    (folder / "main.tf.json").write_text(json.dumps(root))
    return aliases


_REQUIRED = {"required_providers": {"aws": {"source": "hashicorp/aws"}}}


def terraform(folder: Path, *command: str) -> str:
    """Run Terraform; raises AssertionError with what it says where it fails."""
    done = run([tool("terraform"), *command], folder)
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout
