"""Reports of a command and where they go: one is printed, others are written to files."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from generator.errors import UsageError


class Output(NamedTuple):
    """A report and where it goes: without a file it is printed."""

    format: str
    file: Path | None = None


def format_reader(known: Collection[str]) -> Callable[[str], str]:
    """What reads the name of a format."""

    def read(word: str) -> str:
        if word not in known:
            import typer

            raise typer.BadParameter(f"there is no format `{word}`; there are {', '.join(known)}")
        return word

    return read


def output_reader(known: Collection[str]) -> Callable[[str], Output]:
    """What reads FORMAT[:FILE]."""

    def read(word: str) -> Output:
        format, colon, file = word.partition(":")
        if colon and not file:
            import typer

            raise typer.BadParameter(f"`{word}` names no file; leave the colon out to print it")
        return Output(format_reader(known)(format), Path(file) if file else None)

    return read


def outputs(default: str, format: str, given: Iterable[Output]) -> tuple[Output, ...]:
    """What is printed is one report, and comes first: that of --format, or of an --output without a file."""
    found = list(given)
    printed = [output for output in found if output.file is None]
    if len(printed) > 1 or (printed and format not in {default, printed[0].format}):
        raise UsageError(f"only one report can be printed; give the others a file, as in `--output {_example(found)}`")
    return (*(printed or [Output(format)]), *(output for output in found if output.file))


def _example(found: list[Output]) -> str:
    name = found[0].format
    return f"{name}:report.{name}"


def spare(inputs: Iterable[Path], written: Iterable[Path | None]) -> None:
    """No report takes the place of what a command reads; raises UsageError."""
    files = [file for file in written if file is not None]
    known = {path.resolve() for path in inputs} if files else set()
    for file in files:
        if file.resolve() in known:
            raise UsageError(f"{file}: this is read, and must not be written; name another file")


def save(file: Path, text: str) -> None:
    """Write a report; raises UsageError where its folder is not there."""
    try:
        file.write_text(text, encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        raise UsageError(f"{file}: there is no such folder; make it first") from None
