"""A comparison as one page that needs nothing else: no network, no script, no font.

All that others wrote is text: jinja2 escapes it, and the page's policy lets nothing in but its own style sheet and
pictures that it holds itself. https://www.w3.org/TR/CSP3/
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diff.comparison import Comparison
from generator.diff.report import phrases
from generator.diff.report.commonmark import visible
from generator.diff.report.html.view import page

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_HERE = Path(__file__).parent


def report(comparison: Comparison) -> str:
    """The page; the same comparison makes the same bytes."""
    style = "\n" + (_HERE / "page.css").read_text(encoding="utf-8")
    allowed = f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    policy = f"default-src 'none'; style-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'"
    return _environment().get_template("page.html.j2").render(page=page(comparison), style=style, policy=policy)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
        finalize=_shown,
    )
    made.filters |= {
        "peer": lambda name, gate: phrases.peer(gate, name),
        "amounts": phrases.amounts,
        "ticked": _ticked,
        "counted": phrases.counted,
    }
    return made


def _ticked(text: str) -> "Markup":
    """What is between backticks as code."""
    from markupsafe import Markup

    parts = text.split("`")
    code, last = Markup("<code>{}</code>"), len(parts) - 1
    return Markup("").join(
        code.format(visible(part)) if number % 2 and number < last else visible(part)
        for number, part in enumerate(parts)
    )


def _shown(value: Any) -> Any:
    """Text without characters that nobody sees, or that turn its direction."""
    return visible(value) if type(value) is str else value
