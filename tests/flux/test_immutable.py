"""What cannot be changed in place: `groundplan diff` and a real API server are of one mind."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from generator.diff.change import ABSENT, Path as Place
from generator.diff.kubernetes.immutable import is_immutable
from generator.diff.values import fields
from tests.flux import control_plane, definitions
from tests.flux.cluster import install
from tests.flux.kube import Kube, KubeError, Object
from tests.flux.processes import Processes
from tests.flux.test_objects import BOTH_FAMILIES
from tests.manifests import objects
from tests.platforms import golden

DRY = "dryRun=All&fieldManager=flux&force=true"
IMMUTABLE = re.compile(
    r"immutable|may not change once set|updates to .* are forbidden|cannot (be )?change|can(no|')t be changed"
    r"|updates to .* spec for fields other than|can not be less than|cannot be updated|may not be (changed|updated)"
)
EACH = 3
"""Objects of a kind in which a field is changed."""


class Trial(NamedTuple):
    """A change of one field to a value that it has elsewhere."""

    old: Object
    new: Object
    place: Place


def _leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    yield place, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*place, index))


def _body(obj: Object) -> Object:
    return {key: value for key, value in obj.items() if key not in {"apiVersion", "kind", "metadata"}}


def _changed(obj: Object, place: Place, value: Any) -> Object:
    made = deepcopy(obj)
    at: Any = made
    for key in place[:-1]:
        at = at[key]
    if value is ABSENT:
        del at[place[-1]]
    else:
        at[place[-1]] = value
    return made


def _trials(every: list[Object]) -> Iterator[Trial]:
    """Every field of every kind, with the other values that it has in objects of the same kind, and without it."""
    values: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    having: dict[tuple[str, str], list[tuple[Object, Place]]] = defaultdict(list)
    for obj in every:
        for place, value in _leaves(_body(obj)):
            if place:
                key = obj["kind"], ".".join(map(str, place))
                values[key][json.dumps(value, sort_keys=True)] = value
                having[key].append((obj, place))
    for key, found in having.items():
        for obj, place in found[:EACH]:
            for value in [*list(values[key].values())[:EACH], ABSENT]:
                new = _changed(obj, place, value)
                if new != obj:
                    yield Trial(obj, new, place)


def _answer(kube: Kube, trial: Trial) -> bool | None:
    """Whether the field is immutable; None where the API server minds something else."""
    try:
        kube.apply(trial.new, DRY)
    except KubeError as error:
        return True if IMMUTABLE.search(str(error)) else None
    return False


def _predicted(trial: Trial) -> bool:
    return any(is_immutable(trial.new["kind"], field) for field in fields(trial.old, trial.new))


def _chosen() -> list[Object]:
    """Objects of the golden platforms, as many as it takes to have every field of every kind."""
    seen: dict[tuple[str, Place], int] = defaultdict(int)
    found: dict[tuple[str, ...], Object] = {}
    for platform in golden().values():
        for obj in objects(platform):
            metadata = obj["metadata"]
            identity = (obj["apiVersion"], obj["kind"], metadata.get("namespace", ""), metadata["name"])
            places = {(obj["kind"], place) for place, _ in _leaves(_body(obj))}
            if identity not in found and any(seen[place] < EACH for place in places):
                found[identity] = obj
                for place in places:
                    seen[place] += 1
    return list(found.values())


def _is_made(kube: Kube, obj: Object) -> bool:
    """Two platforms can want the same port of the nodes: the second one is left out."""
    try:
        kube.apply(obj, "fieldManager=flux&force=true")
    except KubeError as error:
        assert "already allocated" in str(error), (obj, error)  # noqa: PT017
        return False
    return True


def test_immutable_fields(tmp_path: Path) -> None:
    wrong: dict[str, str] = {}
    asked: dict[bool | None, int] = defaultdict(int)
    with Processes(tmp_path) as processes:
        control = control_plane.start(processes, BOTH_FAMILIES)
        kube = Kube(control.port, control.token, control.authority)
        install(kube, definitions.every())
        every = _chosen()
        for namespace in {obj["metadata"].get("namespace", "default") for obj in every}:
            kube.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}})
        made = [obj for obj in every if _is_made(kube, obj)]
        for trial in _trials(made):
            answer = _answer(kube, trial)
            asked[answer] += 1
            if answer is not None and answer != _predicted(trial):
                place = ".".join(map(str, trial.place))
                wrong[f"{trial.new['kind']} {place}: immutable {answer}"] = trial.new["metadata"]["name"]
    print(len(every), len(made), asked)
    assert wrong == {}
