"""A rendered Terraform root, through `terraform validate` or `tofu validate`, in a copy of it."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import Any

from generator.cache import cache_folder, writing
from generator.errors import ToolFailed
from generator.verify.report import Problem, Report, Unchecked

TOOLS = ("terraform", "tofu")
# Downloads of a provider count too.
INIT_SECONDS = 900
_LEFT_OUT = (".terraform", "*.tfstate", "*.tfstate.*")
# The user's settings that would point outside the copy, or change what the two commands do.
_UNSET = re.compile(r"TF_(CLI_ARGS.*|DATA_DIR|WORKSPACE)")
_NO_PROVIDER = "Missing required provider"
# What `validate` says of the machine that it runs on, not of the configuration.
_OF_THE_MACHINE = re.compile(
    rf"{_NO_PROVIDER}|Required plugins are not installed|Inconsistent dependency lock file"
    r"|Failed to load plugin schemas|Unsupported (Terraform|OpenTofu) Core version"
)
_ERROR = re.compile(r"^Error: (.+?)\n\n(.+?)(?=\n\n|\Z)", re.DOTALL | re.MULTILINE)

Diagnostic = dict[str, Any]


def check_root(root: Path) -> Report:
    """Validate the root's files; unchecked where there is no tool, or no provider, to do it with."""
    if not any(root.glob("*.tf.json")):
        return Report(unchecked=(Unchecked(str(root), "it holds no configuration"),))
    tool = next((found for name in TOOLS if (found := shutil.which(name))), None)
    if tool is None:
        return Report(unchecked=(Unchecked(str(root), f"neither {' nor '.join(TOOLS)} is on PATH"),))
    with _copy(root) as copy, _environment() as environment:
        failure = _init(tool, copy, environment)
        diagnostics = _validate(tool, copy, environment)
    machine = [found for found in diagnostics if _OF_THE_MACHINE.match(found["summary"])]
    problems = sorted((_problem(root, found) for found in diagnostics if found not in machine), key=attrgetter("place"))
    # Where only the configuration is wrong, init fails for no other reason than validate gives.
    reason = _reason(None if problems and not machine else failure, machine)
    if reason:
        return Report(problems=tuple(problems), unchecked=(Unchecked(str(root), reason),))
    return Report(problems=tuple(problems), roots=(root.name,))


def _reason(failure: str | None, machine: list[Diagnostic]) -> str | None:
    """Why the machine cannot validate the root, if so: of a missing provider, `init` knows more."""
    no_provider = [_text(found) for found in machine if found["summary"] == _NO_PROVIDER]
    other = [_text(found) for found in machine if found["summary"] != _NO_PROVIDER]
    return next((reason for reason in [*other, failure, *no_provider] if reason), None)


@contextmanager
def _copy(root: Path) -> Iterator[Path]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="groundplan-") as temporary:
        copy = Path(temporary) / root.name
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT), ignore_dangling_symlinks=True)
        yield copy


@contextmanager
def _environment() -> Iterator[dict[str, str]]:
    kept = {name: value for name, value in os.environ.items() if not _UNSET.fullmatch(name)}
    environment = kept | {"CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"}
    if "TF_PLUGIN_CACHE_DIR" in environment:
        yield environment
        return
    cache = cache_folder("terraform-plugins")
    # Without a lock file beside the configuration, Terraform takes nothing from the cache unless told so:
    # https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
    cached = {"TF_PLUGIN_CACHE_DIR": str(cache), "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE": "1"}
    with _alone(cache):
        yield environment | cached


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Two runs must not fill the cache at once: Terraform does not guard it."""
    from fcntl import LOCK_EX, flock

    with writing(cache):
        lock = (cache / ".lock").open("w")
    with lock:
        flock(lock, LOCK_EX)
        yield


def _init(tool: str, folder: Path, environment: dict[str, str]) -> str | None:
    """Why the providers cannot be had, if so."""
    command = [tool, "init", "-backend=false", "-input=false", "-no-color"]
    try:
        done = _run(command, folder, environment, INIT_SECONDS)
    except subprocess.TimeoutExpired:
        return f"`{Path(tool).name} init` took over {INIT_SECONDS} s"
    if done.returncode == 0:
        return None
    found = _ERROR.search(done.stderr)
    parts = found.groups() if found else (f"exit code {done.returncode}",)
    return f"`{Path(tool).name} init` failed: {': '.join(_one_line(part) for part in parts)}"


def _validate(tool: str, folder: Path, environment: dict[str, str]) -> list[Diagnostic]:
    done = _run([tool, "validate", "-json", "-no-color"], folder, environment)
    try:
        diagnostics: list[Diagnostic] = json.loads(done.stdout)["diagnostics"]
    except ValueError as error:
        reason = done.stderr.strip() or f"exit code {done.returncode}"
        raise ToolFailed(f"`{Path(tool).name} validate` gave no result: {reason}") from error
    return [found for found in diagnostics if found["severity"] == "error"]


def _run(
    command: list[str], folder: Path, environment: dict[str, str], timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=timeout
    )


def _problem(root: Path, found: Diagnostic) -> Problem:
    where = found.get("range")
    if where is None:
        return Problem(root, None, _text(found))
    return Problem(root / where["filename"], where["start"]["line"], _text(found))


def _text(found: Diagnostic) -> str:
    parts = [found["summary"], found.get("detail", "")]
    return ": ".join(_one_line(part) for part in parts if part)


def _one_line(text: str) -> str:
    return " ".join(text.split()).removesuffix(".")
