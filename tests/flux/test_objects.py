"""Every object of every golden platform, asked of a real API server: schemas, and what no schema says."""

import json
from pathlib import Path

from tests.flux import control_plane, definitions
from tests.flux.cluster import install
from tests.flux.kube import Kube, Object
from tests.flux.processes import Processes
from tests.flux.strictness import refusal
from tests.manifests import objects
from tests.platforms import golden

BOTH_FAMILIES = "172.20.0.0/16,fd00:20::/108"


def _golden() -> dict[str, tuple[str, Object]]:
    """Each object once, with one of the platforms that have it."""
    found = ((name, obj) for name, platform in golden().items() for obj in objects(platform))
    return {json.dumps(obj, sort_keys=True): (name, obj) for name, obj in found}


def test_the_api_server_takes_every_object(tmp_path: Path) -> None:
    every = _golden().values()
    with Processes(tmp_path) as processes:
        control = control_plane.start(processes, BOTH_FAMILIES)
        kube = Kube(control.port, control.token, control.authority)
        install(kube, definitions.every())
        for namespace in {obj["metadata"].get("namespace", "default") for _, obj in every}:
            kube.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}})
        said = ((name, refusal(kube, obj)) for name, obj in every)
        assert [(name, reason) for name, reason in said if reason] == []
