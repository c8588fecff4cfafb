"""`python -m tests.flux.programs`: builds what is missing of the programs, from their Go modules at pinned versions.

About nine minutes on two cores with nothing cached. The programs, 0.5 GB, are kept in the user's cache folder.
"""

import json
import shutil
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from generator.cache import beside, cache_folder
from generator.errors import Exit
from tests.flux import definitions
from tools.generate import Unavailable, _go


class Program(NamedTuple):
    """A main package of a Go module."""

    module: str
    version: str
    package: str = ""
    variables: dict[str, str] = {}


FLUX = "github.com/fluxcd"
KUBERNETES = "v1.36.3"
VERSION = "k8s.io/component-base/version"


def _kubernetes(name: str) -> Program:
    _, minor, _ = KUBERNETES.split(".")
    variables = {"gitVersion": KUBERNETES, "gitMajor": "1", "gitMinor": minor, "gitTreeState": "clean"}
    return Program("k8s.io/kubernetes", KUBERNETES, f"/cmd/{name}", {f"{VERSION}.{k}": v for k, v in variables.items()})


# Flux' versions are those of one release: https://github.com/fluxcd/flux2/tree/v2.9.5/manifests/bases
PROGRAMS = {
    "etcd": Program("go.etcd.io/etcd/server/v3", "v3.6.16"),
    **{name: _kubernetes(name) for name in ("kube-apiserver", "kube-controller-manager", "kube-scheduler")},
    "kustomize-controller": Program(f"{FLUX}/kustomize-controller", "v1.9.5"),
    "helm-controller": Program(f"{FLUX}/helm-controller", "v1.6.4"),
    "flux": Program(f"{FLUX}/flux2/v2", "v2.9.5", "/cmd/flux", {"main.VERSION": "2.9.5"}),
}


def program(name: str) -> Path:
    """Where the program is, or will be when it is built."""
    return cache_folder("flux") / f"{name}-{PROGRAMS[name].version}"


def build(name: str) -> None:
    with beside(program(name)) as folder:
        made = folder / name
        work = folder / "work"
        work.mkdir()
        package = _flux_command(work) if name == "flux" else _main_module(PROGRAMS[name], work)
        variables = " ".join(f"-X {key}={value}" for key, value in PROGRAMS[name].variables.items())
        flags = ["-mod=mod", "-buildvcs=false", "-trimpath", "-ldflags", f"-s -w {variables}"]
        _go.run(["build", *flags, "-o", str(made), package], work, CGO_ENABLED="0")
        made.replace(program(name))


def _main_module(wanted: Program, folder: Path) -> str:
    """Make a module that requires the program's, and give the package to build in it.

    `go install` refuses a module with `replace` directives; one that only requires it may repeat them. The folders of
    Kubernetes' staging area are published as v0.X for its v1.X; other folders (`./api`) as the version required.
    """
    file = _go.module(wanted.module, wanted.version) / "go.mod"
    original: dict[str, Any] = json.loads(_go.run(["mod", "edit", "-json", str(file)], folder))
    lines = ["module groundplan.invalid/programs", f"go {original['Go']}", f"require {wanted.module} {wanted.version}"]
    lines += [f"godebug {entry['Key']}={entry['Value']}" for entry in original.get("Godebug") or ()]
    for entry in original.get("Replace") or ():
        old, new = entry["Old"], entry["New"]
        if new["Path"].startswith("./staging/"):
            lines.append(f"replace {old['Path']} => {old['Path']} v0.{wanted.version.removeprefix('v1.')}")
        elif not new["Path"].startswith("."):
            lines.append(f"replace {old['Path']} {old.get('Version', '')} => {new['Path']} {new['Version']}")
    (folder / "go.mod").write_text("\n".join(lines) + "\n")
    return wanted.module + wanted.package


def _flux_command(folder: Path) -> str:
    """Copy the module, with a stub for the manifests of `flux install` that only a release has."""
    wanted = PROGRAMS["flux"]
    module = _go.module(wanted.module, wanted.version)
    shutil.copytree(module, folder, copy_function=shutil.copyfile, dirs_exist_ok=True)
    for copied in (folder, *folder.rglob("*/")):
        copied.chmod(0o755)
    stub = folder / "cmd" / "flux" / "manifests" / "stub.yaml"
    stub.parent.mkdir(exist_ok=True)
    stub.write_text("# Only a release has them.\n")
    return f".{wanted.package}"


def main() -> int:
    """Exit code: 0 everything is there, 5 something cannot be built here."""
    try:
        for name, wanted in PROGRAMS.items():
            if not program(name).is_file():
                started = time.monotonic()
                print(f"building {name} {wanted.version}", flush=True)
                build(name)
                print(f"built {name} in {time.monotonic() - started:.0f} s", flush=True)
        definitions.every()
    except Unavailable as reason:
        print(f"Flux cannot be tested here: {reason}", file=sys.stderr)
        return Exit.TOOL_FAILED
    return Exit.OK


if __name__ == "__main__":
    sys.exit(main())
