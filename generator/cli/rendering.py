"""One render of one file, from its text to what is on disk."""

from pathlib import Path

from generator.cli.asked import Asked
from generator.cli.loading import platforms
from generator.cli.notes import misplaced, removals
from generator.cli.output import say
from generator.cli.progress import tracked
from generator.errors import Exit, Refused, UsageError
from generator.platform.gitops.kustomizations import substituted as own_substituted
from generator.platform.types.platform import Platform
from generator.write import Plan, abandoned, apply, exclusive, folder, plan
from generator.write.stamp import inputs, remember


def render(file: Path, asked: Asked) -> Exit:
    """Load, render and write; or check or show, as asked."""
    with exclusive(file, _wait):
        before = inputs(file)
        _, found = platforms(file, None if asked.remove else asked.environments)
        if asked.remove in found:
            raise UsageError(f"{asked.remove} is still declared in {file}; take it out there first")
        plans = _plans(file, found, asked)
        _refuse(plans)
        for note in dict.fromkeys((*misplaced(file, found), *removals(plans))):
            say(note, error=True)
        if asked.diff:
            _show(plans)
        if asked.check or asked.diff:
            return _stale(plans, quiet=asked.diff) if asked.check else Exit.OK
        for each in tracked(plans, "writing"):
            apply(each)
        # The note that nothing has changed holds for platform.yaml alone, not for files beside it.
        beside = any(each.terraform.extra or own_substituted(each) for each in found.values())
        if not (asked.narrowed or beside or any(each.changed for each in plans)):
            remember(file, before, plans)
    _summarize(plans)
    return Exit.OK


def _wait() -> None:
    say("waiting for another groundplan in this folder", error=True)


def _plans(file: Path, found: dict[str, Platform], asked: Asked) -> list[Plan]:
    from generator.render import render as rendered

    gone = abandoned(file, found)
    if asked.remove is not None:
        if asked.remove not in gone:
            raise UsageError(f"nothing of ours is in {folder(file, asked.remove)}")
        return [plan(folder(file, asked.remove), {}, force=asked.force)]
    if gone and not asked.environments:
        more = "; ".join(f"run `groundplan render --remove {name}`" for name in gone)
        places = ", ".join(str(folder(file, name)) for name in gone)
        raise Refused(f"{places}: no environment of that name is left; {more}")
    return [
        plan(folder(file, name), rendered(found[name]), force=asked.force) for name in tracked(list(found), "rendering")
    ]


def _refuse(plans: list[Plan]) -> None:
    refused = [f"{each.folder / refusal.path}: {refusal.reason}" for each in plans for refusal in each.refused]
    if refused:
        listed = "\n".join(f"  {line}" for line in refused)
        advice = "take the edits to platform.yaml or move the files away; `groundplan render --force` replaces them"
        raise Refused(f"nothing was written, since these are not as we left them:\n{listed}\n{advice}")


def _show(plans: list[Plan]) -> None:
    from generator.cli.unified import unified

    for each in plans:
        for path in each.changed:
            say(unified(each, path), end="")


def _stale(plans: list[Plan], quiet: bool) -> Exit:
    changed = [each.folder / path for each in plans for path in each.changed]
    changed += [each.folder / "groundplan.lock.json" for each in plans if not each.changed and not each.lock_is_current]
    if changed and not quiet:
        say("\n".join(f"stale: {path}" for path in changed))
        say(f"{len(changed)} files are stale; run `groundplan render`", error=True)
    return Exit.STALE if changed else Exit.OK


def _summarize(plans: list[Plan]) -> None:
    for each in plans:
        counts = {"created": each.created, "changed": each.replaced, "removed": each.deleted}
        said = ", ".join(f"{len(paths)} {word}" for word, paths in counts.items() if paths) or "unchanged"
        say(f"{each.folder}: {len(each.files)} files, {said}")
