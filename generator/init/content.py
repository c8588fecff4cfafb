"""What the new files say: a preset, and the folders of `files`, whose names have dot_ where a dot is meant."""

from functools import cache
from importlib.metadata import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from generator.init.answers import Answers
from generator.platform.cluster.versions import newest

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_PRESETS, _FILES = _HERE / "presets", _HERE / "files"
COMMON, PLATFORM = "common", "platform.yaml"


def presets() -> list[str]:
    """The names of the presets."""
    return sorted(path.stem for path in _PRESETS.glob("*.yaml"))


def services() -> list[str]:
    """The names of the services whose continuous integration there is a file for."""
    return sorted(path.name for path in _FILES.iterdir() if path.name != COMMON)


def wanted(preset: str) -> set[str]:
    """The answers that a preset has a place for."""
    from jinja2 import meta

    tree = _environment().parse((_PRESETS / f"{preset}.yaml").read_text())
    return meta.find_undeclared_variables(tree) & set(Answers._fields)


def content(preset: str, service: str | None, answers: Answers) -> dict[str, str]:
    """The text of every file, by its path in the repository."""
    values = {**answers._asdict(), "version": newest(), **_project()}
    found = {PLATFORM: _rendered(_PRESETS / f"{preset}.yaml", values)}
    for folder in filter(None, (COMMON, service)):
        for path in sorted((_FILES / folder).rglob("*")):
            if path.is_file():
                name = path.relative_to(_FILES / folder).as_posix().replace("dot_", ".")
                found[name] = _rendered(path, values)
    return found


def _project() -> dict[str, str]:
    """Where groundplan itself comes from."""
    found = metadata("groundplan")
    source = dict(each.split(", ") for each in found.get_all("Project-URL") or ())["Source"]
    return {"project": source, "action": source.split("/", 3)[3], "release": found["Version"]}


def _rendered(path: Path, values: dict[str, str]) -> str:
    return _environment().from_string(path.read_text()).render(values)


@cache
def _environment() -> "Environment":
    from json import dumps

    from jinja2 import Environment, StrictUndefined

    from generator.platform.document.yaml_inline import inline

    made = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701 (no HTML)
    made.filters |= {"yaml": inline, "quoted": dumps}
    return made
