"""The command line: it wires the parts together, and turns what stops them into messages and exit codes."""

import errno
import gc
import sys

from generator.errors import Exit, GroundplanError

_OUTSIDE = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "no permission",
    errno.EPERM: "not permitted",
    errno.EROFS: "the file system is read-only",
    errno.EIO: "the disk failed",
    errno.ENOTDIR: "a file is where a folder should be",
    errno.EEXIST: "a file is where a folder should be",
    errno.EISDIR: "a folder is where a file should be",
    errno.ENAMETOOLONG: "the path is too long for this file system",
    errno.ELOOP: "symbolic links lead in a circle",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open on this machine",
    errno.EBUSY: "something else is using it",
    errno.ENOLCK: "this file system has no locks",
    errno.EOPNOTSUPP: "this file system cannot do that",
    errno.ESTALE: "the network file system has lost it",
}


def main() -> None:
    """Run the command of sys.argv and end the process with its exit code."""
    try:
        code = _started()
    except KeyboardInterrupt:
        # While the first modules are imported nothing else is there to catch it.
        code = _say("interrupted", Exit.INTERRUPTED)
    sys.exit(code)


def _started() -> int:
    # One short run makes next to no cycles, and collecting doubles the time that reading a large file takes.
    gc.disable()
    from generator import patterns

    keep_patterns = patterns.lend()
    _take_typing_from_python()
    from generator.cli.output import patient

    sys.stdout, sys.stderr = patient(sys.stdout), patient(sys.stderr)
    code = run(sys.argv[1:])
    keep_patterns()
    # Frozen objects are not looked through once more on the way out, which would take a seventh of a lint.
    gc.freeze()
    return code


def _take_typing_from_python() -> None:
    """Spare msgspec the import of typing_extensions, a tenth of a lint: what it seeks there, our Python has itself."""
    before = sys.modules.get("typing_extensions")
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    import msgspec  # noqa: F401

    if before is None:
        del sys.modules["typing_extensions"]
    else:
        sys.modules["typing_extensions"] = before


def run(arguments: list[str]) -> int:
    """Run a command; returns its exit code."""
    try:
        return _run(arguments)
    except GroundplanError as error:
        return _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _say("interrupted", Exit.INTERRUPTED)
    except OSError as error:
        if error.errno not in _OUTSIDE:
            return _bug(error)
        where = error.filename or "standard output"
        return _say(f"{where}: {_OUTSIDE[error.errno]}; mend that and run again: nothing is lost", Exit.TOOL_FAILED)
    except Exception as error:  # noqa: BLE001
        return _bug(error)


def _run(arguments: list[str]) -> int:
    from generator.cli.direct import direct

    start = direct(arguments)
    if start is not None:
        return start()
    import typer

    from generator.cli.app import application

    try:
        result = application(arguments)(arguments, prog_name="groundplan", standalone_mode=False)
    except typer.TyperException as error:
        return _usage(error)
    except typer.Abort:
        return _say("interrupted", Exit.INTERRUPTED)
    return int(result or 0)


def _usage(error: Exception) -> int:
    show = getattr(error, "show", None)
    if show is None:
        return _say(str(error), Exit.INVALID)
    show()
    return Exit.INVALID


def _say(message: str, code: Exit) -> int:
    sys.stderr.write(f"groundplan: {message}\n")
    return code


def _bug(error: Exception) -> int:
    import traceback

    traceback.print_exception(error)
    return _say("this is a bug in groundplan, not a mistake of yours; please report it with what is above", Exit.BUG)
