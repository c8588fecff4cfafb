"""Posts to a stand-in, with a clock that nobody waits for."""

from typing import Any

from generator.forge.context import Context
from generator.forge.draft import Draft
from generator.forge.patience import Clock
from generator.forge.posting import post
from generator.forge.services import service
from tests.forge.service import Service

TOKEN = "ghs_verysecret"  # noqa: S105
MARKER = "<!-- groundplan:diff v1 id=platform.yaml -->"
HEAD = "a" * 40


class Waits(list[float]):
    """What was waited for; time goes on by it."""

    def clock(self) -> Clock:
        return Clock(lambda: 1_000_000 + sum(self), self.append)


def context(url: str, **more: Any) -> Context:
    return Context(api=url, repository="o/r", number=7, token=TOKEN, tokens=("GITHUB_TOKEN",))._replace(**more)


def draft(said: str = "said", run: int = 10, **more: Any) -> Draft:
    return Draft(f"{MARKER}\n{said}\n", HEAD, (run, 1))._replace(**more)


def posted(there: Service, drawn: Draft | None = None, *, create: bool = True, waits: Waits | None = None) -> str:
    """What a run says that posts to the service."""
    name, at = ("gitlab", {"repository": "42"}) if there.prefix else ("github", {})
    clock = (Waits() if waits is None else waits).clock()
    request = service(name).open_request(context(there.url, **at), clock)
    return post(request, drawn or draft(), create=create)
