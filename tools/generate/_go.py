"""Sources from the Go module proxy; Go checks them against the public checksum database."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.generate import Unavailable


def module(path: str, version: str) -> Path:
    """The read-only folder that holds the Go module's source."""
    with tempfile.TemporaryDirectory() as elsewhere:
        answer = run(["mod", "download", "-json", f"{path}@{version}"], Path(elsewhere))
    return Path(json.loads(answer)["Dir"])


def run(arguments: list[str], folder: Path, **variables: str) -> str:
    """What `go ARGUMENTS` prints; raises Unavailable where go, or the network that it needs, is missing."""
    if shutil.which("go") is None:
        raise Unavailable("go is not on PATH: install Go 1.26 or newer")
    environment = os.environ | {"GOWORK": "off"} | variables
    done = subprocess.run(["go", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"`go {' '.join(arguments)}` failed: {_reason(done)}")
    return done.stdout


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    if done.stdout.startswith("{"):
        return str(json.loads(done.stdout).get("Error", "")).strip()
    return "\n".join(line for line in done.stderr.splitlines() if not line.startswith("go: downloading "))
