"""What Flux makes of rendered trees."""

from datetime import datetime

from tests.flux.delivery import not_ready
from tests.flux.inventory import applied, changes, contents
from tests.flux.kube import Object
from tests.flux.strictness import refusals
from tests.flux.trees import Tree, not_running, too_few


def test_every_manifest_is_applied(tree: Tree) -> None:
    """What is not ready after the first commit has failed already."""
    manifests = [path for path in tree.files if path.endswith(".yaml") and not path.endswith("/kustomization.yaml")]
    assert len(applied(tree.kube, tree.states)) >= len(manifests) > 0


def test_nothing_is_applied_before_what_it_depends_on_is_ready(tree: Tree) -> None:
    entries = applied(tree.kube, tree.states)
    for state in tree.states.values():
        for dependency in state.obj["spec"].get("dependsOn", ()):
            ready = _ready_since(tree.states[f"{state.obj['kind']}/{dependency['name']}"].obj)
            for entry in entries:
                if entry.owner == state.id:
                    assert _time(entry.obj["metadata"]["creationTimestamp"]) >= ready, entry.name


def _ready_since(obj: Object) -> datetime:
    (ready,) = (each for each in obj["status"]["conditions"] if each["type"] == "Ready")
    return _time(ready["lastTransitionTime"])


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_api_server_knows_every_field(tree: Tree) -> None:
    assert refusals(tree.delivery.cluster, tree.states, tree.delivery.folder) == []


def test_every_pod_runs(tree: Tree) -> None:
    """Pods fit on the nodes, and into what their namespaces allow: else there are fewer of them than asked for."""
    assert not_running(tree.kube) == []
    assert too_few(tree.kube) == []
    for entry in applied(tree.kube, tree.states):
        status = entry.obj.get("status", {})
        match entry.kind:
            case "DaemonSet":
                assert status["numberReady"] == len(tree.kube.items("/api/v1/nodes")), entry.name
            case "Job":
                assert status["succeeded"] == entry.obj["spec"]["completions"], entry.name


def test_a_commit_that_changes_nothing_changes_nothing(tree: Tree) -> None:
    before = contents(applied(tree.kube, tree.states))
    states = tree.delivery.deliver(tree.files)
    assert not_ready(states) == {}
    assert changes(before, contents(applied(tree.kube, states))) == ([], [], [])
