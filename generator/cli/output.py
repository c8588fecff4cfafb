"""Standard output and error that outlive their reader, and can show every character."""

import io
import os
import sys
from typing import Any, TextIO


class _Pipe(io.FileIO):
    """A reader that has seen enough (`| head -1`) neither stops a command nor changes its exit code."""

    failed = False

    def write(self, content: Any) -> int:
        if self.failed:
            return len(content)
        try:
            return super().write(content)
        except BrokenPipeError:
            self.failed = True
            return len(content)
        except OSError:
            # It is told once: what is left in the buffer would be tried again at the end.
            self.failed = True
            raise


def patient(stream: Any, encoding: str = "utf-8") -> TextIO:
    """The stream's file, anew; what its encoding lacks is written as an escape. A closed one swallows everything."""
    if stream is None:
        return open(os.devnull, "w", encoding=encoding)  # noqa: PTH123 - it lives as long as the process
    raw = _Pipe(stream.fileno(), "wb", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw), stream.encoding, errors="backslashreplace", line_buffering=stream.line_buffering
    )


def say(text: str, *, end: str = "\n", error: bool = False) -> None:
    """Print at once, to standard output or to standard error; raises OSError where that fails."""
    stream = sys.stderr if error else sys.stdout
    stream.write(text + end)
    stream.flush()
