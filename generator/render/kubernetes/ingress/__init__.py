"""Ways in: a module for each ingress controller, found by this folder's listing."""

from functools import cache

from generator.platform.discover import modules
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.render.kubernetes.ingress.controller import IngressController


@cache
def controllers() -> dict[str, IngressController]:
    """Every controller, by its name in platform.yaml."""
    found = (module.CONTROLLER for module in modules(__name__) if hasattr(module, "CONTROLLER"))
    return {controller.name: controller for controller in found}


def served(platform: Platform) -> dict[str, dict[str, IngressClass]]:
    """The classes of each controller that has any, both by name."""
    found: dict[str, dict[str, IngressClass]] = {}
    for name, class_ in sorted(platform.ingress.classes.items()):
        found.setdefault(class_.controller, {})[name] = class_
    return dict(sorted(found.items()))
