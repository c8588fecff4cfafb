"""Stopped at any moment, by anything: a second run ends where an undisturbed one would have."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.cli import run
from generator.write import lock
from tests.repository import Repository

OLD = {
    "README.md": "old\n",
    "terraform/network.tf.json": "{}\n",
    "terraform/iam.tf.json": "old\n",
    "kubernetes/apps/web/service.yaml": "old\n",
    "kubernetes/apps/web/deployment.yaml": "old\n",
}
NEW = {
    "README.md": "new\n",
    "terraform/network.tf.json": "{}\n",
    "bootstrap/flux.tf.json": "new\n",
    "kubernetes/apps/api/service.yaml": "new\n",
}
CALLS = ("open", "write", "rename", "unlink", "mkdir", "rmdir")
GROUNDPLAN = str(Path(sys.executable).with_name("groundplan"))


class Fault:
    """Lets `survive` calls that change the disk pass, and stops the next: before it or, with `after`, after it."""

    def __init__(self, survive: int, stop: Callable[[], None], after: bool) -> None:
        self.left, self.stop, self.after = survive, stop, after

    def arm(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in CALLS:
            monkeypatch.setattr(os, name, self.wrap(name, getattr(os, name)))

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            if name == "open" and not (len(arguments) > 1 and arguments[1] & os.O_CREAT):
                return call(*arguments, **options)
            self.left -= 1
            if self.left == -1 and not self.after:
                self.stop()
            try:
                return call(*arguments, **options)
            finally:
                if self.left == -1 and self.after:
                    self.stop()

        return counted


def calls_of_a_run(repository: Repository, before: dict[str, str], after: dict[str, str]) -> int:
    prepare(repository, before)
    repository.renders(after)
    fault = Fault(10**6, lambda: None, after=False)
    with pytest.MonkeyPatch.context() as patch:
        fault.arm(patch)
        assert repository.run().code == 0
    return 10**6 - fault.left


def prepare(repository: Repository, files: dict[str, str]) -> None:
    for name in ("rendered", "cache"):
        shutil.rmtree(repository.folder / name, ignore_errors=True)
    if files:
        repository.renders(files)
        assert repository.run().code == 0


def right(repository: Repository, files: dict[str, str]) -> bool:
    """Whether a second run ends in the right state, and a third finds nothing to do."""
    repository.renders(files)
    said = repository.run()
    assert (said.code, said.err) == (0, "")
    assert repository.tree() == {f"production/{path}": text.encode() for path, text in files.items()}
    assert (repository.rendered / lock.NAME).read_bytes() == lock.text(
        {path: frozenset({lock.digest(text.encode())}) for path, text in files.items()}
    )
    return not repository.empty_folders() and repository.run("--check").code == 0


def killed() -> None:
    os._exit(9)


def in_a_child(repository: Repository, fault: Fault) -> int:
    child = os.fork()
    if child == 0:
        with pytest.MonkeyPatch.context() as patch:
            fault.arm(patch)
            os._exit(run(["render"]))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


CHANGES = {"first": ({}, NEW), "change": (OLD, NEW), "no change": (NEW, NEW)}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_any_call(name: str, after: bool, repository: Repository) -> None:
    old, new = CHANGES[name]
    calls = calls_of_a_run(repository, old, new)
    assert (calls > 15) == (name != "no change")
    for survive in range(calls):
        for then in (new, old or OLD):
            prepare(repository, old)
            repository.renders(new)
            assert in_a_child(repository, Fault(survive, killed, after)) == 9
            assert right(repository, then), (survive, then)


def interrupted() -> None:
    raise KeyboardInterrupt


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(("stop", "code"), [(interrupted, 130), (full, 5)])
@pytest.mark.parametrize("name", ["first", "change"])
def test_stopped_at_any_call(stop: Callable[[], None], code: int, name: str, repository: Repository) -> None:
    old, new = CHANGES[name]
    calls = calls_of_a_run(repository, old, new)
    for survive in range(calls):
        prepare(repository, old)
        repository.renders(new)
        with pytest.MonkeyPatch.context() as patch:
            Fault(survive, stop, after=False).arm(patch)
            said = repository.run()
        # A folder that cannot be removed is left: that is no reason to stop.
        assert said.code in {code, 0}, survive
        assert "None" not in said.err
        assert right(repository, new), survive


# ------------------------------------------------------------------ the real thing


SLOW = """
import os, signal, time
# What a shell starts in the background, and thus a whole test run, may have been told to ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
rename = os.rename
def slow(*arguments, **options):
    rename(*arguments, **options)
    time.sleep(0.05)
os.rename = slow
"""


@pytest.fixture
def slow(repository: Repository) -> dict[str, str]:
    """An environment in which every rename takes a while."""
    folder = repository.folder / "slow"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SLOW)
    return {**os.environ, "PYTHONPATH": str(folder)}


def started(repository: Repository, environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [GROUNDPLAN, "render", *arguments],
        cwd=repository.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.005)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9), (signal.SIGTERM, -15)])
def test_a_signal_in_the_middle(sent: int, code: int, repository: Repository, slow: dict[str, str]) -> None:
    process = started(repository, slow)
    until((repository.rendered / "terraform").exists)
    process.send_signal(sent)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in err
    assert not (repository.rendered / "terraform/vpc.tf.json").exists()
    assert len(repository.everything()) > 1
    if sent == signal.SIGINT:
        assert not repository.left_over()
    assert repository.run().code == 0
    assert not repository.left_over()
    files = repository.everything()
    shutil.rmtree(repository.folder / "rendered")
    assert repository.run().code == 0
    assert repository.everything() == files


def test_two_runs_at_once(repository: Repository, slow: dict[str, str]) -> None:
    first = started(repository, slow)
    until((repository.rendered / lock.NAME).exists)
    second = started(repository, slow)
    (out, err), (_, waited) = first.communicate(timeout=60), second.communicate(timeout=60)
    assert (first.returncode, err) == (0, "")
    assert "unchanged" not in out
    assert (second.returncode, waited) == (0, "waiting for another groundplan in this folder\n")
    assert repository.run("--check").code == 0


# ------------------------------------------------------------------ disks


@pytest.fixture
def disk(repository: Repository) -> Iterator[Path]:
    """A file system of 200 KiB in rendered/."""
    folder = repository.folder / "rendered"
    folder.mkdir()
    if os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"this machine mounts no small disk: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("room", [0, 5, 40, 100])
def test_a_full_disk_is_said_and_mended(room: int, repository: Repository, disk: Path) -> None:
    ballast = disk / "ballast"
    ballast.write_bytes(b"x" * (200 - room - 8) * 1024)
    said = repository.run()
    assert said.code == 5
    assert said.err.startswith("groundplan: rendered/production")
    assert said.err.endswith(": no space is left on the disk; mend that and run again: nothing is lost\n")
    assert not repository.left_over()
    ballast.write_bytes(b"")
    subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
    assert repository.run().code == 0
    assert repository.run("--check").code == 0


def test_a_read_only_disk_is_said(repository: Repository, disk: Path) -> None:
    repository.renders(OLD)
    assert repository.run().code == 0
    repository.renders(NEW)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    before = repository.everything()
    said = repository.run()
    assert said.code == 5
    assert said.err.endswith("the file system is read-only; mend that and run again: nothing is lost\n")
    assert repository.everything() == before
    assert repository.run("--check").code == 3
    assert repository.run("--diff").code == 0
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert right(repository, NEW)


def test_a_folder_without_permission(repository: Repository) -> None:
    repository.folder.chmod(0o500)
    try:
        if os.access(repository.folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        said = repository.run()
        assert (said.code, "no permission" in said.err) == (5, True)
    finally:
        repository.folder.chmod(0o700)
