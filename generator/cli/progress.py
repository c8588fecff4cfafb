"""A progress bar for what takes longer than a second, where somebody watches."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds before anything is shown."""


def tracked(items: Sequence[T], doing: str) -> Iterator[T]:
    """Yield the items; after a second a bar on standard error says how far it is."""
    if not sys.stderr.isatty():
        yield from items
        return
    import threading

    shown: list[_Bar] = []
    done = 0
    timer = threading.Timer(PATIENCE, lambda: shown.append(_Bar(doing, len(items), done)))
    timer.daemon = True
    timer.start()
    try:
        for item in items:
            yield item
            done += 1
            for bar in shown:
                bar.at(done)
    finally:
        timer.cancel()
        timer.join()
        for bar in shown:
            bar.stop()


class _Bar:
    def __init__(self, doing: str, total: int, done: int) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self.progress = Progress(console=Console(stderr=True), transient=True)
        self.task = self.progress.add_task(doing, total=total, completed=done)
        self.progress.start()

    def at(self, done: int) -> None:
        self.progress.update(self.task, completed=done)

    def stop(self) -> None:
        self.progress.stop()
