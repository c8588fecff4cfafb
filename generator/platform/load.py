"""platform.yaml text to typed platforms, one per environment; or every reason why not, at its place."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from generator.errors import Exit, GroundplanError
from generator.platform.discover import modules
from generator.platform.document.merge import merge
from generator.platform.document.source import Source, Span
from generator.platform.explain import Reason
from generator.platform.gitops.kustomizations import substituted
from generator.platform.schema import NOT_IN_ENVIRONMENTS
from generator.platform.types.node import Place
from generator.platform.types.platform import OURS, Platform
from generator.platform.violation import places


class Problem(NamedTuple):
    """A reason why a file is not a platform."""

    span: Span
    message: str
    environments: tuple[str, ...] = ()
    place: Place = ()


class InvalidPlatform(GroundplanError):
    """The file is not a platform; `problems` has every reason."""

    exit_code = Exit.INVALID

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        super().__init__(f"{source.name}: {len(problems)} errors")
        self.source = source
        self.problems = sorted(set(problems))


def load(source: Source) -> dict[str, Platform]:
    """The platform of every environment, by its name; raises InvalidPlatform."""
    faults = [Problem(Span(f.line, f.column, f.column + 1), f.message) for f in source.tree.faults]
    data = source.data
    if not isinstance(data, dict):
        message = "the file is empty" if data is None else "a platform is a mapping"
        _refuse(source, faults or [Problem(Span(1, 1, 2), f"{message}; start with `apiVersion: groundplan/v1`")])
    problems: list[Problem] = []
    overrides = _overrides(source, problems)
    common = {key: value for key, value in data.items() if key != "environments"}
    if isinstance(common.get("lint"), dict) and isinstance(common["lint"].get("extends"), str):
        from generator.platform.policy import extended

        common["lint"], faults_of_path = extended(source, common["lint"])
        problems += faults_of_path
    platforms: dict[str, Platform] = {}
    for name, override in overrides.items():
        here = {key: value for key, value in override.items() if key not in NOT_IN_ENVIRONMENTS}
        merged = merge(common, here) if here else common
        platform = _convert(source, merged, name, problems)
        if platform is not None:
            platforms[name] = platform
    _refuse(source, faults + _elsewhere(problems, faults) or _shared_accounts(source, platforms))
    return platforms


def _refuse(source: Source, problems: list[Problem]) -> None:
    if problems:
        raise InvalidPlatform(source, _joined(problems))


def _elsewhere(problems: list[Problem], faults: list[Problem]) -> list[Problem]:
    """Without those that only repeat what is wrong with the text itself."""
    told = {fault.span[:2] for fault in faults}
    return [problem for problem in problems if problem.span[:2] not in told]


def _joined(problems: list[Problem]) -> list[Problem]:
    """Problems that are equal but for their environment are one."""
    together: dict[tuple[Span, str], list[Problem]] = {}
    for problem in problems:
        together.setdefault((problem.span, problem.message), []).append(problem)
    return [
        same[0]._replace(environments=tuple(sorted({name for p in same for name in p.environments})))
        for same in together.values()
    ]


def _overrides(source: Source, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """What every environment changes; without the key there is one environment, named by its tier."""
    data = source.data
    if "environments" not in data:
        return {str(data.get("tier", "production")): {}}
    environments = data["environments"]
    if not isinstance(environments, dict) or not environments:
        message = "expected a mapping with at least one environment, by its name"
        problems.append(_at(source, ("environments",), message))
        return {}
    for name, override in environments.items():
        problems += [_at(source, ("environments", name, *key), message) for key, message in _misfits(name, override)]
    return {name: override or {} for name, override in environments.items() if isinstance(override, dict | None)}


def _misfits(name: str, override: Any) -> Iterator[tuple[Place, str]]:
    if not _is_name(name):
        yield (), f"`{name}` is not a name of lower-case letters, digits and hyphens"
    if not isinstance(override, dict | None):
        yield (), "expected a mapping of what is different here, {} for nothing"
        return
    for key in override or ():
        if key in NOT_IN_ENVIRONMENTS:
            yield (key,), f"`{key}` is the same in every environment; set it at the top"


def _is_name(name: str) -> bool:
    from generator.platform.types.node import Name

    try:
        return bool(msgspec.convert(name, Name))
    except msgspec.ValidationError:
        return False


def _at(source: Source, place: Place, message: str, environment: str | None = None) -> Problem:
    named = (environment,) if environment is not None and "environments" in source.data else ()
    return Problem(source.span(place, environment), message, named, place)


def _convert(source: Source, merged: dict[str, Any], name: str, problems: list[Problem]) -> Platform | None:
    """The typed platform; None, with the problems added, where it is not one."""
    if not merged.keys().isdisjoint(OURS) or _has_null(merged):
        problems += _explained(source, merged, name)
        return None
    try:
        platform = msgspec.convert({**merged, "environment": name}, Platform)
    except msgspec.ValidationError as error:
        problems += _explained(source, merged, name) or [_at(source, (), str(error), name)]
        return None
    before = len(problems)
    platform = _with_extra_files(source, platform, problems)
    if substituted(platform):
        problems += _own_manifests(source, platform)
    where: dict[int, Place] = {}
    for module in modules("generator.platform.invalid"):
        for violation in module.check(platform):
            where = where or dict(places(platform))
            problems.append(_at(source, violation.below(where[id(violation.node)]), violation.message, name))
    return platform if len(problems) == before else None


def _with_extra_files(source: Source, platform: Platform, problems: list[Problem]) -> Platform:
    folder = platform.terraform.extra
    if folder is None:
        return platform
    from generator.platform import extra

    files, faults = extra.read(source.name, folder)
    problems += [_at(source, ("terraform", "extra"), fault, platform.environment) for fault in faults]
    return msgspec.structs.replace(platform, extra_files=files)


def _own_manifests(source: Source, platform: Platform) -> list[Problem]:
    from generator.platform.gitops import own_manifests

    found = own_manifests.faults(platform, source.name)
    return [_at(source, place, fault, platform.environment) for place, fault in found]


def _has_null(value: Any) -> bool:
    if isinstance(value, dict):
        return any(item is None or _has_null(item) for item in value.values())
    return isinstance(value, list) and any(item is None or _has_null(item) for item in value)


def _explained(source: Source, merged: dict[str, Any], environment: str) -> list[Problem]:
    from generator.platform.explain import reasons

    return [_reason(source, reason, environment) for reason in reasons(merged)]


def _reason(source: Source, reason: Reason, environment: str) -> Problem:
    problem = _at(source, reason.place, reason.message, environment)
    text = source.value_text(reason.place, environment) if reason.quotes_help else ""
    return problem._replace(message=f'{reason.message}; put it in quotes: "{text}"') if text else problem


def _shared_accounts(source: Source, platforms: dict[str, Platform]) -> list[Problem]:
    """IAM names are global to an account, and every environment makes the same ones."""
    first: dict[str, str] = {}
    problems = []
    for name, platform in platforms.items():
        other = first.setdefault(platform.account, name)
        if other != name:
            message = (
                f"account {platform.account} is {other}'s too, and both would make the same IAM roles; "
                "give one of them another account, or a file and name of its own"
            )
            problems.append(_at(source, ("account",), message, name))
    return problems
