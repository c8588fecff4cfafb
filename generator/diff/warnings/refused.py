"""What the API server takes no change of holds up all that its Kustomization applies.

https://fluxcd.io/flux/components/kustomize/kustomizations/#force
"""

from collections.abc import Iterator

from generator.diff.change import Action, Change
from generator.diff.transition import Transition

_WITH_PODS = {"DaemonSet", "Deployment", "StatefulSet"}


def warn(step: Transition) -> Iterator[str]:
    """Say what stops, and how it goes on."""
    for change in step.changes:
        if change.action is Action.REFUSE:
            fields = ", ".join(field.dotted for field in change.fields if field.forces)
            yield (
                f"{change.name}: Kubernetes refuses to change {fields}, and Flux applies nothing of the same folder "
                f"until that is solved; {_way_round(change)}"
            )


def _way_round(change: Change) -> str:
    kind, _, name = change.name.partition(" ")
    namespace, _, own = name.rpartition("/")
    where = f" --namespace {namespace}" if namespace else ""
    if kind == "PersistentVolumeClaim":
        return "declare a second volume under another name, copy the data, and then take this one out"
    kept = " --cascade=orphan" if kind in _WITH_PODS else ""
    then = "its pods go on running and are taken over" if kept else "it is not there until then"
    return f"when this is merged, `kubectl delete {kind.lower()} {own}{where}{kept}`, and Flux makes it anew; {then}"
