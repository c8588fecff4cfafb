"""docs/coverage.md: what answers each control of each catalogue."""

from generator.cli.table import Format, table
from lint.catalogue import ACCOUNTS, Catalogue, Control, catalogue, names
from tests.agreement import record

PAGE = "docs/coverage.md"
INTRODUCTION = """\
# What other catalogues ask for, and what answers it here

Each control is answered by a rule; by a test that what is rendered always has it; by the message that such a file is no
platform; by `groundplan diff`, if it is about a change; by nothing, since only a live cluster can tell, or nothing in
`platform.yaml` could break it; or it is no practice of ours, with the reason. What is still missing says so.
`groundplan rules --source NAME` prints the same for one of them, and `groundplan lint --profile NAME` runs its rules.

Another linter is given what is rendered of platforms that are bad on purpose: "it too" says whether it finds there what
our rule finds in `platform.yaml`, and why not.
"""


def files() -> dict[str, bytes]:
    """The page: numbers of all, then a table for each."""
    catalogues = [catalogue(name) for name in names()]
    kinds = ["rule", *ACCOUNTS.values()]
    counts = [[f"[{c.title}](#{c.name})", *(str(n) for n in _counts(c, kinds))] for c in catalogues]
    parts = [INTRODUCTION, table(["catalogue", *kinds], counts, Format.markdown)]
    parts += [f"\n## {c.name}\n\n[{c.title}]({c.url}).\n\n{_table(c)}" for c in catalogues]
    return {PAGE: ("\n".join(parts) + "\n").encode()}


def _counts(listed: Catalogue, kinds: list[str]) -> list[int]:
    found = [_answer(control) for control in listed.controls()]
    return [found.count(kind) for kind in kinds]


def _answer(control: Control) -> str:
    return "rule" if control.rules else ACCOUNTS[control.account]


def _table(listed: Catalogue) -> str:
    rows = [[control.id, control.about, _answer(control), _how(control)] for control in listed.controls()]
    if listed.name not in record.peers():
        return table(["control", "about", "answer", "how"], rows, Format.markdown)
    rows = [[*row, _it_too(listed, control)] for row, control in zip(rows, listed.controls(), strict=True)]
    return table(["control", "about", "answer", "how", "it too"], rows, Format.markdown)


def _it_too(listed: Catalogue, control: Control) -> str:
    rules = [rule.name for rule in control.rules]
    return record.verdict(listed.name, control.id, rules) if rules else ""


def _how(control: Control) -> str:
    if control.rules:
        return ", ".join(f"[{rule.name}](rules/{rule.area}.md#{rule.name})" for rule in control.rules)
    if control.account in {"proof", "refused", "diff"}:
        path, _, test = control.why.partition("::")
        return f"[{test or path}](../{path})"
    return control.why
