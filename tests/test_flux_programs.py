"""What `make test-flux` says where it cannot build."""

from pathlib import Path

import pytest

from tests.flux import programs
from tests.tools import tool


def test_without_go_it_fails_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs.main() == 5
    assert capsys.readouterr().err == "Flux cannot be tested here: go is not on PATH: install Go 1.26 or newer\n"


def test_without_the_module_proxy_it_fails_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tool("go")
    monkeypatch.setenv("GOPROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("GOMODCACHE", str(tmp_path / "modules"))
    assert programs.main() == 5
    assert "127.0.0.1:9" in capsys.readouterr().err
