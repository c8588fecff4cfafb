"""Run fluent-bit and fluentd, where they are on PATH: `make test-logging`.

A sink refuses for a minute in between; GROUNDPLAN_OUTAGE says for how many seconds instead.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.real_collectors.programs import environment, prepare
from tests.real_collectors.samples import LINES, faults, numbers, pod, write
from tests.real_collectors.sink import Sink

OUTAGE = float(os.environ.get("GROUNDPLAN_OUTAGE", "60"))
PATIENCE = 180
"""How many seconds what was printed may take to arrive."""


def main() -> int:
    """0 where all that ran did as it must; what is not there is not run, and that is said."""
    failed = [collector for collector in ("fluent-bit", "fluentd") if _run(collector)]
    return 1 if failed else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _run(collector: str) -> bool:
    """Whether a collector failed."""
    program = shutil.which(collector)
    if program is None:
        _say(f"{collector}: not on PATH, not run")
        return False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        sink = Sink(folder, pod)
        try:
            found = _try(collector, program, folder, sink)
        finally:
            sink.close()
        for fault in found:
            _say(f"{collector}: {fault}")
        if found:
            _say((folder / "output").read_text()[-4000:])
        else:
            _say(f"{collector}: {3 * LINES} lines, each once; {sink.refusals} requests were refused")
        return bool(found)


def _try(collector: str, program: str, folder: Path, sink: Sink) -> list[str]:
    run = prepare(collector, program, folder, sink)
    _say(f"{collector}: {' '.join(run.command)}")
    for before, after in run.replaced:
        _say(f"  {before.strip()!r} is now {after.strip()!r}")
    write(folder / "log", 0)
    with (folder / "output").open("w") as output:
        env = {**os.environ, **environment(folder)}
        process = subprocess.Popen(run.command, env=env, stdout=output, stderr=subprocess.STDOUT)
        try:
            return _phases(process, folder, sink)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()


def _phases(process: "subprocess.Popen[bytes]", folder: Path, sink: Sink) -> list[str]:
    if not _until(process, lambda: len(numbers(sink.events)) >= LINES):
        return [f"of {LINES} lines {len(numbers(sink.events))} arrived"]
    sink.refusing = True
    write(folder / "log", 1)
    time.sleep(OUTAGE)
    sink.refusing = False
    write(folder / "log", 2)
    _until(process, lambda: not list(faults(sink.events)))
    time.sleep(15)  # what is sent twice comes late
    found = list(faults(sink.events))
    return found if sink.refusals else [*found, "nothing was refused"]


def _until(process: "subprocess.Popen[bytes]", done: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if done():
            return True
        time.sleep(1)
    return done()


if __name__ == "__main__":
    sys.exit(main())
