"""Where the pods of an add-on run, by the names that the add-ons' configuration schemas have in common.

https://docs.aws.amazon.com/eks/latest/userguide/add-ons-configuration.html
"""

from typing import Any

from generator.platform.types.addon import PlacedAddon
from generator.render.terraform.block import Template, json_text
from generator.render.terraform.eks_addons.addon import Addon

OWN = ({"key": "CriticalAddonsOnly", "operator": "Exists"},)
"""What every add-on tolerates by itself; a list of ours takes the place of its own."""


def placing(spec: PlacedAddon, *own: dict[str, Any]) -> dict[str, Any]:
    """The node selector and the tolerations, where the user gives some; `own` are more that it has by itself."""
    values: dict[str, Any] = {}
    if spec.node_selector:
        values["nodeSelector"] = dict(spec.node_selector)
    if spec.tolerates:
        taken = [{"key": key, "operator": "Exists"} for key in sorted({*spec.tolerates} - {OWN[0]["key"]})]
        values["tolerations"] = [*OWN, *own, *taken]
    return values


def configuration(values: dict[str, Any]) -> Template | None:
    """What an add-on is configured with; none where nothing is said."""
    return json_text(values) if values else None


def placed(name: str, spec: PlacedAddon | None) -> Addon | None:
    """An add-on that takes nothing but where its pods run."""
    if spec is None:
        return None
    return Addon(name, spec.version, configuration=configuration(placing(spec)))
