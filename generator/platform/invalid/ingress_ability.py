"""What an ingress controller is told and does not read."""

from collections.abc import Iterator, Sequence

from generator.platform.services.ingress_controllers import ABILITIES, VIRTUAL_SERVERS, ability, given
from generator.platform.types.ingress import IngressClass, Route
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield fields of classes, and options of routes, that the controller would leave without effect."""
    for class_ in platform.ingress.classes.values():
        for field in given(class_):
            if field not in ability(class_).fields:
                others = [name for name, each in ABILITIES.items() if field in each.fields]
                yield _violation(class_, field, _named(class_), others)
    for route in platform.ingress.routes.values():
        way_in = platform.ingress.classes.get(route.class_)
        if way_in is None:
            continue
        for option in given(route):
            if option not in ability(way_in).options:
                others = [name for name, each in ABILITIES.items() if option in each.options]
                yield _violation(route, option, _named(way_in), others)


def _named(class_: IngressClass) -> str:
    return "f5 with customResources" if ability(class_) is VIRTUAL_SERVERS else class_.controller


def _violation(node: IngressClass | Route, field: str, controller: str, others: Sequence[str]) -> Violation:
    outer, _, inner = field.partition(".")
    place = (outer, inner) if inner else (outer,)
    key = ".".join(filter(None, (node.key(outer), inner)))
    return Violation(node, place, f"{controller} has no {key}; leave it out, or use {_either(others)}")


def _either(names: Sequence[str]) -> str:
    """Those who can, but for the one that nobody should take; at least one is named."""
    *first, last = [name for name in names if name != "ingressNginx"] or names
    return f"{', '.join(first)} or {last}" if first else last
