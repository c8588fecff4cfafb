"""Wall time and memory of whole processes."""

import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent
PYTHON = [str(BIN / "python")]
GROUNDPLAN = [str(BIN / "groundplan")]
# What is installed has its bytecode beside it; a shell that forbids that would time the compiler.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


class Unavailable(Exception):
    """Something cannot be measured here."""


class Cost(NamedTuple):
    """Of one run to its end: `cpu` are the seconds that processors worked for it, `seconds` those that went by."""

    seconds: float
    peak_mib: float
    cpu: float = 0


def measure(commands: list[list[str]], folder: Path, limit: float = 600, *, findings: bool = False) -> Cost:
    """Run commands one after the other in a fresh process each; raises Unavailable when they fail or take too long.

    Where there may be findings, exit code 1 is no failure.
    """
    costs = [_run(command, folder, limit, (0, 1) if findings else (0,)) for command in commands]
    return Cost(
        sum(cost.seconds for cost in costs), max(cost.peak_mib for cost in costs), sum(cost.cpu for cost in costs)
    )


def medians(
    runs: dict[str, list[list[str]]], folder: Path, times: int, before: Callable[[], None] = lambda: None
) -> dict[str, Cost]:
    """Medians of interleaved runs: what else the machine does falls on all of them. One run more warms the caches."""
    return {name: median(costs) for name, costs in interleaved(runs, folder, times, before).items()}


def interleaved(
    runs: dict[str, list[list[str]]], folder: Path, times: int, before: Callable[[], None] = lambda: None
) -> dict[str, list[Cost]]:
    """Every cost of each, in turns, without those of the first turn."""
    measured: dict[str, list[Cost]] = {name: [] for name in runs}
    for number in range(times + 1):
        for name, commands in runs.items():
            before()
            cost = measure(commands, folder)
            if number:
                measured[name].append(cost)
    return measured


def median(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(c.seconds for c in costs), statistics.median(c.peak_mib for c in costs))


def _run(command: list[str], folder: Path, limit: float, good: tuple[int, ...]) -> Cost:
    """Through a small process in between: the peak of one's children is that of the largest ever."""
    relay = [*PYTHON, "-S", "-E", __file__, str(limit), *command]
    done = subprocess.run(relay, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    seconds, peak, cpu, code = done.stdout.split()
    if int(code) not in good:
        raise Unavailable(f"`{Path(command[0]).name}` " + _why(int(code), limit, done.stderr))
    return Cost(float(seconds), float(peak), float(cpu))


def _why(code: int, limit: float, error: str) -> str:
    last = (error.strip().splitlines() or ["no message"])[-1]
    return f"took more than {limit:.0f} s" if code == TOO_LONG else f"ended with {code}: {last}"


TOO_LONG = 124


def _relay(limit: float, command: list[str]) -> None:
    # Not subprocess's own time limit: with one it looks for the end every 50 ms.
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    watchdog = threading.Timer(limit, process.kill)
    watchdog.start()
    code = process.wait()
    seconds = time.perf_counter() - start
    watchdog.cancel()
    code = TOO_LONG if seconds >= limit else code
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(seconds, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime, code)


if __name__ == "__main__":
    _relay(float(sys.argv[1]), sys.argv[2:])
