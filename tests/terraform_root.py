"""Rendered roots of AWS where Terraform takes them: without state, account or network."""

import json
from pathlib import Path
from typing import Any

from generator.platform.types.platform import Platform
from generator.render import terraform
from tests.tools import run, tool, write

OFFLINE = {
    "access_key": "test",
    "secret_key": "test",
    "skip_credentials_validation": True,
    "skip_metadata_api_check": True,
    "skip_requesting_account_id": True,
    "allowed_account_ids": None,
}


def document(files: dict[str, bytes]) -> dict[str, Any]:
    """All of a root's configuration as one document, but what is the user's own."""
    merged: dict[str, Any] = {}
    ours = (content for path, content in files.items() if path.endswith(".tf.json") and "/extra_" not in path)
    for content in ours:
        for kind, blocks in json.loads(content).items():
            if isinstance(blocks, dict):
                for label, body in blocks.items():
                    merged.setdefault(kind, {}).setdefault(label, {})
                    merged[kind][label] = merged[kind][label] | body if isinstance(body, dict) else body
    return merged


def place(platform: Platform, folder: Path, provider: dict[str, Any] = OFFLINE) -> None:
    """Write a root that may be destroyed, its provider changed by some arguments: it then needs only itself."""
    files = terraform.files(platform)
    write({path.removeprefix("terraform/"): content for path, content in files.items()}, folder)
    override: dict[str, Any] = {"provider": {"aws": provider}} if provider else {}
    if destroyable := _destroyable(document(files)["resource"]):
        override["resource"] = destroyable
    (folder / "test_override.tf.json").write_text(json.dumps(override))


def _destroyable(resources: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for kind, blocks in resources.items():
        for name, body in blocks.items():
            if body.get("lifecycle", {}).get("prevent_destroy"):
                found.setdefault(kind, {})[name] = {"lifecycle": {"prevent_destroy": False}}
    return found


def prepare(platform: Platform, folder: Path, provider: dict[str, Any] = OFFLINE) -> Path:
    """A root where Terraform's commands work, with a state of its own."""
    place(platform, folder, provider)
    (folder / "backend_override.tf.json").write_text(json.dumps({"terraform": {"backend": {"local": {}}}}))
    initialised = run([tool("terraform"), "init", "-input=false", "-no-color"], folder)
    assert initialised.returncode == 0, initialised.stderr
    return folder
