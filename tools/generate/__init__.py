"""Makes the committed files that come from somewhere else: one module here per thing made.

Each public module has `files()`: path from the repository's root -> content. It raises `Unavailable` where
what it reads from cannot be had. Modules whose name starts with `_` only help.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Unavailable(Exception):
    """The source of a generated file cannot be had here; the message says what to do."""
