"""Several files of platforms, and what they would take from each other."""

from collections.abc import Iterator, Sequence

from generator.platform.document.source import Source
from generator.platform.types.node import Place
from generator.platform.types.platform import Platform

Claim = tuple[Place, tuple[str, ...], str]
"""The place of what is claimed, what it is, and what would be wrong with two of it."""


def clashes(files: Sequence[tuple[Source, dict[str, Platform]]]) -> Iterator[str]:
    """Yield what each file claims that a file before it has, with its place."""
    taken: dict[tuple[str, ...], str] = {}
    for source, platforms in files:
        for environment, platform in platforms.items():
            for place, claim, message in _claims(platform):
                other = taken.setdefault(claim, source.name)
                if other != source.name:
                    span = source.span(place, environment)
                    yield f"{source.name}:{span.line}:{span.column}: {other} {message}"


def _claims(platform: Platform) -> Iterator[Claim]:
    name, account, environment = platform.name, platform.account, platform.environment
    message = f"is {name} in account {account} too, and both would make the same IAM roles; give one another name"
    yield ("name",), ("name", name, account), message
    gitops = platform.gitops
    message = f"renders {environment} to the same folder of {gitops.repository}; gitops.path is each file's own folder"
    yield ("gitops",), ("folder", gitops.repository, gitops.path, environment), message
    state = platform.terraform.backend.s3
    if state is not None:
        message = f"keeps its state at {state.prefix}/{environment} of {state.bucket} too; give one another prefix"
        yield ("terraform", "backend"), ("state", state.bucket, state.prefix, environment), message
