"""Ingress classes that cannot be made as they are."""

from collections.abc import Callable, Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.ingress_controllers import ability, has_tls
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

NEEDED_BY_F5 = ("partition", "url", "credentials")


def check(platform: Platform) -> Iterator[Violation]:
    """Yield classes that lack what their controller needs, that contradict themselves, or each other."""
    for class_ in platform.ingress.classes.values():
        for part in (
            _f5,
            _retired,
            _tls,
            _redirect,
            _subnets(platform),
            _gateway(platform),
            _issuer(platform),
            _ipv6(platform),
        ):
            yield from part(class_)
    yield from _defaults(platform)


def _f5(class_: IngressClass) -> Iterator[Violation]:
    for field in NEEDED_BY_F5 if class_.controller == "f5" else ():
        if getattr(class_, field) is None:
            yield Violation(
                class_, field, f"f5 needs {field}: it writes to a partition of a BIG-IP that is there already"
            )


def _retired(class_: IngressClass) -> Iterator[Violation]:
    if class_.controller == "ingressNginx" and not class_.acknowledge_unmaintained:
        message = "ingress-nginx was retired in March 2026, and no fault of it is mended any more"
        advice = "use nginx, haproxy or alb, or say acknowledgeUnmaintained: true"
        yield Violation(class_, "controller", f"{message}; {advice}")


def _tls(class_: IngressClass) -> Iterator[Violation]:
    if class_.tls is None:
        return
    given = sum(each is not None for each in (class_.tls.secret, class_.tls.issuer, class_.tls.profile))
    if given != 1:
        wanted = "profile" if class_.controller == "f5" else "secret or tls.issuer"
        yield Violation(class_, "tls", f"tls has {given or 'no'} certificates; name one in tls.{wanted}")
    if class_.certificates:
        yield Violation(class_, "tls", "TLS ends at the load balancer, which has certificates; keep one of the two")


def _redirect(class_: IngressClass) -> Iterator[Violation]:
    if class_.redirect is None:
        return
    if class_.redirect and not has_tls(class_):
        yield Violation(class_, "redirect", "there is no HTTPS to redirect to; give the class a certificate")
    elif ability(class_).front == "nlb" and class_.certificates:
        yield Violation(class_, "redirect", "an NLB with certificates listens to HTTPS alone; leave redirect out")


def _subnets(platform: Platform) -> Callable[[IngressClass], Iterator[Violation]]:
    def part(class_: IngressClass) -> Iterator[Violation]:
        if class_.subnets is not None and class_.subnets not in platform.subnets:
            declared = ", ".join(sorted(platform.subnets))
            yield Violation(class_, "subnets", f"there is no subnet tier `{class_.subnets}`; declared: {declared}")

    return part


def _gateway(platform: Platform) -> Callable[[IngressClass], Iterator[Violation]]:
    def part(class_: IngressClass) -> Iterator[Violation]:
        if class_.controller == "gateway" and auto_mode(platform) is not None:
            message = "gateway needs the AWS Load Balancer Controller, which Auto Mode replaces; use alb"
            yield Violation(class_, "controller", message)

    return part


def _issuer(platform: Platform) -> Callable[[IngressClass], Iterator[Violation]]:
    def part(class_: IngressClass) -> Iterator[Violation]:
        issuer = class_.tls.issuer if class_.tls else None
        if issuer is not None and issuer not in platform.ingress.issuers:
            declared = ", ".join(sorted(platform.ingress.issuers)) or "none"
            yield Violation(class_, ("tls", "issuer"), f"there is no issuer `{issuer}`; declared: {declared}")

    return part


def _ipv6(platform: Platform) -> Callable[[IngressClass], Iterator[Violation]]:
    def part(class_: IngressClass) -> Iterator[Violation]:
        if class_.controller == "f5" and is_ipv6(platform):
            message = (
                "the pods of an IPv6 cluster have no IPv4 addresses, which is what is rendered for a BIG-IP; use alb"
            )
            yield Violation(class_, "controller", message)
        if ability(class_).front == "nlb" and is_ipv6(platform) and class_.client_address != "preserved":
            message = "the proxy would have to trust IPv6 addresses that only AWS knows; set preserved"
            yield Violation(class_, "client_address", message)
        if ability(class_).front == "nlb" and class_.ip_address_type == "dualstack-without-public-ipv4":
            yield Violation(class_, "ip_address_type", "a Network Load Balancer is ipv4 or dualstack; set dualstack")

    return part


def _defaults(platform: Platform) -> Iterator[Violation]:
    """Kubernetes refuses an Ingress without a class where two of them are the default."""
    found = [name for name, class_ in platform.ingress.classes.items() if class_.default]
    for name in found[1:]:
        class_ = platform.ingress.classes[name]
        yield Violation(class_, "default", f"{found[0]} is the default class already; there can be one")
