"""Whether other linters, given what is rendered of a platform made bad on purpose, find what our rule finds in it.

A control of lint/catalogues that a rule answers is a claim: `cases` makes two platforms of it, one bad (the rule's own
example) and one without the fault; a module of `peers` runs a linter on both. What it found only in the bad one is
recorded in recorded.json; where it finds nothing, table.yaml says why not.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
RECORDED = FOLDER / "recorded.json"
TABLE = FOLDER / "table.yaml"
