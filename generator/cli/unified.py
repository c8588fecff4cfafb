"""A change as a unified diff."""

from difflib import unified_diff

from generator.write import Plan


def unified(plan: Plan, path: str) -> str:
    """The change of one file; what is not there is /dev/null."""
    before = (
        (plan.folder / path).read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        if path not in plan.created
        else []
    )
    after = plan.files[path].decode(errors="replace").splitlines(keepends=True) if path in plan.files else []
    names = str(plan.folder / path) if before else "/dev/null", str(plan.folder / path) if after else "/dev/null"
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in unified_diff(before, after, *names))
