from collections.abc import Iterator

from generator.platform.services.ingress_controllers import ability
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

MOST = 100


@rule(
    "ING-019", WARNING, "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html"
)
def too_many_listener_rules(platform: Platform) -> Iterator[Violation]:
    """The routes of a class are more rules than a load balancer has.

    Every host and path is a rule of its listeners, and a listener has at most 100 unless AWS raises the quota. The
    controller fails on the one that is too many, and changes nothing any more.

    Bad:

        ingress:
          routes:
            shop:
              class: public
              hosts:
                shop.example.com: &paths
                  {
                    /a: "web:http", /b: "web:http", /c: "web:http", /d: "web:http", /e: "web:http",
                    /f: "web:http", /g: "web:http", /h: "web:http", /i: "web:http", /j: "web:http",
                    /k: "web:http", /l: "web:http", /m: "web:http", /n: "web:http", /o: "web:http",
                    /p: "web:http", /q: "web:http", /r: "web:http", /s: "web:http", /t: "web:http",
                    /u: "web:http", /v: "web:http", /w: "web:http", /x: "web:http", /y: "web:http",
                    /z: "web:http",
                  }
                shop.example.net: *paths
                shop.example.org: *paths
                shop.example.biz: *paths

    Good:

        ingress: {routes: {shop: {class: public, hosts: {shop.example.com: {/: "web:http"}}}}}
    """
    rules: dict[str, int] = {}
    for route in platform.ingress.routes.values():
        rules[route.class_] = rules.get(route.class_, 0) + sum(map(len, route.hosts.values()))
    for name, class_ in platform.ingress.classes.items():
        if ability(class_).front == "alb" and rules.get(name, 0) > MOST:
            message = f"{name} has {rules[name]} hosts and paths, and a listener {MOST} rules; use a second class"
            yield Violation(class_, "controller", message)
