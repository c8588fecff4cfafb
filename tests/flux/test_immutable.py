"""What cannot be changed in place: `groundplan diff` and a real API server are of one mind."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from generator.diff.change import ABSENT
from generator.diff.change import Path as Place
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
ENOUGH = 300
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
    """Every field of every kind without its value, and with others that it has in objects of the same kind."""
    values: dict[tuple[str, Place], dict[str, Any]] = defaultdict(dict)
    for obj in every:
        for place, value in _leaves(_body(obj)):
            values[obj["kind"], place].setdefault(json.dumps(value, sort_keys=True), value)
    tried: Counter[tuple[str, Place, bool]] = Counter()
    for obj in every:
        for place, has in _places(obj, values):
            key = (obj["kind"], place, has)
            if not place or tried[key] == EACH:
                continue
            tried[key] += 1
            for value in [*list(values[obj["kind"], place].values())[:EACH], *([ABSENT] if has else [])]:
                new = _changed(obj, place, value)
                if new != obj:
                    yield Trial(obj, new, place)


def _places(obj: Object, values: dict[tuple[str, Place], dict[str, Any]]) -> Iterator[tuple[Place, bool]]:
    """The fields of an object, and those beside them that others of its kind have."""
    own = dict(_leaves(_body(obj)))
    for place in own:
        yield place, True
    for kind, place in values:
        if kind == obj["kind"] and place and place not in own and isinstance(own.get(place[:-1]), dict):
            yield place, False


def _answer(kube: Kube, trial: Trial) -> bool | None:
    """Whether the field is immutable; None where the API server minds something else."""
    try:
        kept = kube.apply(trial.new, DRY)
    except KubeError as error:
        return True if IMMUTABLE.search(str(error)) else None
    headless = trial.new["kind"] == "Service" and trial.place == ("spec", "clusterIP")
    return headless and bool(kept["spec"].get("clusterIP") == trial.old["spec"].get("clusterIP"))


def _is_wrong(trial: Trial, answer: bool | None) -> bool:
    """Whether we say otherwise; a field that is taken out may have the same value by default."""
    found = (is_immutable(trial.old, trial.new, field) for field in fields(trial.old, trial.new))
    match any(found), answer:
        case True, False:
            return all(field.new is not ABSENT for field in fields(trial.old, trial.new))
        case False, True:
            return not _is_excused(trial)
    return False


def _is_excused(trial: Trial) -> bool:
    """A Job without both numbers is one of one pod; a claim grows where its driver says so, and none runs here."""
    if trial.new["kind"] == "PersistentVolumeClaim":
        return trial.new.get("spec", {}).get("resources", {}).get("requests", {}).get("storage") is not None
    return (trial.new["kind"], trial.place[-1]) == ("Job", "parallelism")


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
    if obj["kind"] == "PersistentVolumeClaim":
        bound = {"phase": "Bound", "capacity": obj["spec"]["resources"]["requests"]}
        kube.patch(f"{kube.path(obj)}/status", {"status": bound})
    return True


def test_immutable_fields(tmp_path: Path) -> None:
    wrong: dict[str, str] = {}
    asked: Counter[bool | None] = Counter()
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
            if _is_wrong(trial, answer):
                place = ".".join(map(str, trial.place))
                wrong[f"{trial.new['kind']} {place}: immutable {answer}"] = trial.new["metadata"]["name"]
    assert wrong == {}
    assert asked[True] > ENOUGH
    assert asked[False] > ENOUGH
