"""Where `verify` gets kubeconform from, where it is not there."""

import hashlib
import io
import shutil
import tarfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from generator.errors import Exit, ToolFailed
from generator.verify import kubeconform_binary
from generator.verify.kubeconform import check_manifests
from generator.verify.kubeconform_binary import kubeconform
from tests.tools import run

SCRIPT = b"#!/bin/sh\necho fetched\n"
GO = '#!/bin/sh\necho "#!/bin/sh" > "$GOBIN/kubeconform"\necho "echo $*" >> "$GOBIN/kubeconform"\n'
NO_NETWORK = "http://127.0.0.1:1"


def archive(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        member = tarfile.TarInfo("kubeconform")
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class Machine:
    """One with an empty PATH and cache, and a release server of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path, self.served, self.monkeypatch = folder / "path", folder / "served", monkeypatch
        self.cached = folder / "cache/groundplan/bin/kubeconform-0.7.0"
        self.path.mkdir()
        self.served.mkdir()
        monkeypatch.setenv("PATH", str(self.path))
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        monkeypatch.setattr(kubeconform_binary, "_platform", lambda: "linux-amd64")
        monkeypatch.setattr(kubeconform_binary, "RELEASE", NO_NETWORK)

    def program(self, name: str, text: str) -> Path:
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)
        return self.path / name

    def release(self, content: bytes, sha256: str | None = None) -> None:
        packed = archive(content)
        (self.served / "kubeconform-linux-amd64.tar.gz").write_bytes(packed)
        found = sha256 or hashlib.sha256(packed).hexdigest()
        self.monkeypatch.setattr(kubeconform_binary, "SHA256", {"linux-amd64": found})


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


@pytest.fixture
def online(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(machine.served)))
    monkeypatch.setattr(kubeconform_binary, "RELEASE", f"http://127.0.0.1:{server.server_port}")
    Thread(target=server.serve_forever, daemon=True).start()
    yield machine
    server.shutdown()


def test_kubeconform_on_path_is_taken(machine: Machine) -> None:
    program = machine.program("kubeconform", "#!/bin/sh\n")
    assert kubeconform() == program


def test_the_release_is_fetched_once(online: Machine) -> None:
    online.release(SCRIPT)
    assert kubeconform() == online.cached
    assert run([str(online.cached)], online.path).stdout == "fetched\n"
    shutil.rmtree(online.served)
    assert kubeconform() == online.cached
    assert list(online.cached.parent.iterdir()) == [online.cached]


def test_a_release_with_another_sum_is_refused(online: Machine) -> None:
    online.release(SCRIPT, sha256="0" * 64)
    online.program("go", GO)
    with pytest.raises(ToolFailed, match=r"its sha256 is [0-9a-f]{64}, not 0{64}: install kubeconform 0.7.0 yourself"):
        kubeconform()
    assert not list(online.cached.parent.iterdir())


def test_without_a_network_it_is_built(machine: Machine) -> None:
    machine.program("go", GO)
    assert kubeconform() == machine.cached
    built = run([str(machine.cached)], machine.path).stdout
    assert built == "install github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0\n"


@pytest.mark.parametrize(("setting", "value"), [("MAX_BYTES", 10), ("DOWNLOAD_SECONDS", -1), ("SHA256", {})])
def test_a_release_that_will_not_do_is_left_for_the_source(setting: str, value: object, online: Machine) -> None:
    online.release(SCRIPT)
    online.monkeypatch.setattr(kubeconform_binary, setting, value)
    online.program("go", GO)
    assert "install" in run([str(kubeconform())], online.path).stdout


def test_a_missing_release_is_left_for_the_source(online: Machine) -> None:
    online.program("go", GO)
    assert "install" in run([str(kubeconform())], online.path).stdout


@pytest.mark.parametrize(
    ("go", "reason"),
    [(None, "go is not on PATH to build it"), ("#!/bin/sh\necho no proxy >&2\nexit 1\n", "failed: no proxy")],
)
def test_where_nothing_works_it_says_what_to_do(go: str | None, reason: str, machine: Machine) -> None:
    if go:
        machine.program("go", go)
    with pytest.raises(ToolFailed) as raised:
        kubeconform()
    assert raised.value.exit_code == Exit.TOOL_FAILED
    assert f"cannot fetch {NO_NETWORK}/kubeconform-linux-amd64.tar.gz: " in str(raised.value)
    assert reason in str(raised.value)
    assert str(raised.value).endswith(f"install kubeconform 0.7.0 and put it on PATH, or at {machine.cached}")


@pytest.mark.parametrize(
    ("program", "message"),
    [("#!/bin/sh\necho broken >&2\nexit 3\n", "gave no result: broken: is it"), ("\x7fELF", "cannot run")],
)
def test_a_kubeconform_that_does_not_work_is_said(program: str, message: str, machine: Machine, tmp_path: Path) -> None:
    machine.program("kubeconform", program)
    (tmp_path / "manifests").mkdir()
    (tmp_path / "manifests/a.yaml").write_text("apiVersion: v1\nkind: ConfigMap\n")
    with pytest.raises(ToolFailed, match=message):
        check_manifests(tmp_path / "manifests", "1.36")
