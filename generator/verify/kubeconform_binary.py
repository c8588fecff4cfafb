"""Where kubeconform comes from: PATH, the cache, its release, or its source."""

import os
import platform
import shutil
import subprocess
import time
from pathlib import Path

from generator.cache import beside, cache_folder
from generator.errors import ToolFailed

VERSION = "0.7.0"
RELEASE = f"https://github.com/yannh/kubeconform/releases/download/v{VERSION}"
PACKAGE = f"github.com/yannh/kubeconform/cmd/kubeconform@v{VERSION}"
# https://github.com/yannh/kubeconform/releases/download/v0.7.0/CHECKSUMS
SHA256 = {
    "linux-amd64": "c31518ddd122663b3f3aa874cfe8178cb0988de944f29c74a0b9260920d115d3",
    "linux-arm64": "cc907ccf9e3c34523f0f32b69745265e0a6908ca85b92f41931d4537860eb83c",
    "darwin-amd64": "c6771cc894d82e1b12f35ee797dcda1f7da6a3787aa30902a15c264056dd40d4",
    "darwin-arm64": "b5d32b2cb77f9c781c976b20a85e2d0bc8f9184d5d1cfe665a2f31a19f99eeb9",
}
SILENCE_SECONDS = 10
DOWNLOAD_SECONDS = 120
BUILD_SECONDS = 600
MAX_BYTES = 64 * 2**20
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def kubeconform() -> Path:
    """Find kubeconform, or fetch or build it; raises ToolFailed, which says what to do."""
    if found := shutil.which("kubeconform"):
        return Path(found)
    cached = cache_folder("bin") / f"kubeconform-{VERSION}"
    if not cached.is_file():
        _install(cached)
    return cached


def _install(target: Path) -> None:
    attempts = []
    for get in (_fetch, _build):
        with beside(target) as folder:
            try:
                binary = get(folder)
            except _NotToBeHad as reason:
                attempts.append(str(reason))
                continue
            binary.chmod(0o755)
            binary.replace(target)
            return
    advice = f"install kubeconform {VERSION} and put it on PATH, or at {target}"
    raise ToolFailed(f"kubeconform is missing ({'; '.join(attempts)}): {advice}")


class _NotToBeHad(Exception):
    pass


def _fetch(folder: Path) -> Path:
    """Extract the release's binary into the folder."""
    name = _platform()
    if name not in SHA256:
        raise _NotToBeHad(f"it has no release for {name}")
    url = f"{RELEASE}/kubeconform-{name}.tar.gz"
    archive = _download(url)
    _verify_sum(archive, SHA256[name], url)
    return _extract(archive, folder)


def _platform() -> str:
    machine = platform.machine().lower()
    return f"{platform.system().lower()}-{_ARCHITECTURES.get(machine, machine)}"


def _download(url: str) -> bytes:
    from http.client import HTTPException
    from urllib.request import urlopen

    until = time.monotonic() + DOWNLOAD_SECONDS
    content = bytearray()
    try:
        with urlopen(url, timeout=SILENCE_SECONDS) as response:  # noqa: S310 - a constant https URL
            while chunk := response.read1(2**16):
                content += chunk
                if len(content) > MAX_BYTES or time.monotonic() > until:
                    raise _NotToBeHad(f"{url} is too large or too slow")
    except (OSError, HTTPException) as error:
        raise _NotToBeHad(f"cannot fetch {url}: {getattr(error, 'reason', error)}") from error
    return bytes(content)


def _verify_sum(archive: bytes, expected: str, url: str) -> None:
    from hashlib import sha256

    if (found := sha256(archive).hexdigest()) != expected:
        raise ToolFailed(
            f"refused {url}: its sha256 is {found}, not {expected}: install kubeconform {VERSION} yourself"
        )


def _extract(archive: bytes, folder: Path) -> Path:
    import io
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extract("kubeconform", folder, filter="data")
    return folder / "kubeconform"


def _build(folder: Path) -> Path:
    """Build the pinned source, which Go checks against the public checksum database."""
    go = shutil.which("go")
    if go is None:
        raise _NotToBeHad("go is not on PATH to build it")
    environment = os.environ | {"GOBIN": str(folder), "GOWORK": "off", "CGO_ENABLED": "0"}
    try:
        subprocess.run(
            [go, "install", PACKAGE],
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=BUILD_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        raise _NotToBeHad(f"`go install {PACKAGE}` failed: {last}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _NotToBeHad(f"`go install {PACKAGE}` failed: {error}") from error
    return folder / "kubeconform"
