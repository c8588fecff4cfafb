from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "ING-010", ERROR, "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/"
)
def duplicate_route(platform: Platform) -> Iterator[Violation]:
    """Two routes claim the same host and path of a load balancer.

    The one whose rule comes first gets all requests, the other none, and which is first nobody decided.

    Bad:

        ingress: {routes: {again: {class: public, hosts: {shop.example.com: {/: "web:http", /admin: "web:http"}}}}}

    Good:

        ingress: {routes: {again: {class: public, hosts: {shop.example.com: {/admin: "web:http"}}}}}
    """
    first: dict[tuple[str, str, str], str] = {}
    for name, route in platform.ingress.routes.items():
        for host, paths in route.hosts.items():
            for path, backend in paths.items():
                other = first.setdefault((route.class_, host, path), name)
                if other != name:
                    same = platform.ingress.routes[other].hosts[host][path] == backend
                    message = f"{host}{path} is a route of {other} too; keep one of them"
                    yield Violation(route, ("hosts", host, path), message, Fix(REMOVED) if same else None)
