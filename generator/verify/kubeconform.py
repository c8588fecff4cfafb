"""Every rendered manifest, through kubeconform, against the shipped schemas and nothing else."""

import json
import re
import subprocess
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

from generator.errors import ToolFailed
from generator.verify.kubeconform_binary import VERSION, kubeconform
from generator.verify.report import Problem, Report, Unchecked
from generator.verify.schemas import custom_resource_schemas, kubernetes_schemas, nearest_minor

_OWN = "{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json"
_CUSTOM = "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json"
_READ = frozenset({".yaml", ".yml", ".json"})
# kubeconform gives the tree of causes as one line; its leaves say what is wrong.
_CAUSE = re.compile(r"- at '(?P<place>[^']*)': (?P<what>.+?)(?=\s+- at '|\Z)", re.DOTALL)
_NOT_A_LEAF = re.compile(r"validation failed|(all|any|one)Of failed(, none matched)?")
_UNREADABLE = re.compile(r"error unmarshalling resource: (error \w+ \w+( to JSON)?: )?")

Result = dict[str, Any]


def check_manifests(folder: Path, kubernetes_version: str) -> Report:
    """Validate every YAML and JSON file below `folder`, for Kubernetes `1.36` or the like.

    Raises ToolFailed where kubeconform cannot be had or does not answer.
    """
    files = [file for file in folder.rglob("*") if file.suffix.lower() in _READ and file.is_file()]
    if not files:
        return Report(unchecked=(Unchecked(str(folder), "it holds no manifests"),))
    schemas = kubernetes_schemas()
    wanted = int(kubernetes_version.split(".")[1])
    minor = nearest_minor(wanted, schemas)
    results = _run(folder, schemas, minor)
    return Report(
        problems=tuple(sorted({*_problems(results), *_unseen(files, results)}, key=attrgetter("place"))),
        unchecked=_other_version(wanted, minor),
        manifests=sum(bool(result["status"]) for result in results),
    )


def _run(folder: Path, schemas: Path, minor: int) -> list[Result]:
    command = [str(kubeconform()), "-strict", "-verbose", "-summary", "-output", "json"]
    command += ["-kubernetes-version", f"1.{minor}.0"]
    command += ["-schema-location", f"{schemas}/{_OWN}"]
    command += ["-schema-location", f"{custom_resource_schemas()}/{_CUSTOM}"]
    try:
        done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    except OSError as error:
        raise ToolFailed(f"cannot run {command[0]}: {error.strerror}: remove it to get it anew") from error
    try:
        results: list[Result] = json.loads(done.stdout)["resources"]
    except ValueError as error:
        reason = done.stderr.strip() or f"exit code {done.returncode}"
        raise ToolFailed(f"{command[0]} gave no result: {reason}: is it kubeconform {VERSION}?") from error
    return results


def _problems(results: list[Result]) -> Iterator[Problem]:
    for result in results:
        subject = f"{result['kind']} {result['name']}".strip()
        for message in _messages(result):
            text = f"{subject}: {message}" if subject else message
            yield Problem(Path(result["filename"]), None, " ".join(text.split()))


def _messages(result: Result) -> list[str]:
    if result["status"] == "statusInvalid":
        return _leaves(result["msg"])
    if result["status"] == "statusError":
        if result["msg"].startswith("could not find schema"):
            return [f"no schema for {result['version']} {result['kind']}"]
        return [_UNREADABLE.sub("", result["msg"])]
    if result["status"] == "statusSkipped":
        return ["skipped by kubeconform"]
    return []


def _leaves(message: str) -> list[str]:
    causes = [(cause["place"], cause["what"].strip()) for cause in _CAUSE.finditer(message)]
    leaves = [f"{place or '/'}: {what}" for place, what in causes if not _NOT_A_LEAF.fullmatch(what)]
    return leaves or [message]


def _unseen(files: list[Path], results: list[Result]) -> Iterator[Problem]:
    """Name each file that kubeconform passed over, or that holds nothing: it is not proved right."""
    seen = {result["filename"] for result in results if result["status"]}
    for file in files:
        if str(file) not in seen:
            yield Problem(file, None, "holds no object")


def _other_version(wanted: int, minor: int) -> tuple[Unchecked, ...]:
    if wanted == minor:
        return ()
    reason = f"no schemas of it are shipped: manifests were checked as 1.{minor}'s"
    return (Unchecked(f"Kubernetes 1.{wanted}", reason),)
