"""Prose, shell and configuration files, from the templates of this folder; never YAML, JSON or HCL."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def text(template: str, **values: object) -> str:
    """The text of a template, by its file's name without .j2.

    Raises jinja2.UndefinedError for a value that is not given.
    """
    return _environment().get_template(f"{template}.j2").render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 (nothing here is HTML)
    )
