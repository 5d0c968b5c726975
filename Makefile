# make demo   installs into .venv, reads the bundled demo reports and prints what they say
# make test   the whole check: lint, format, types, import contract, tests
# Both need Python 3.11 or later, pip and make; another interpreter: make test PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test quality lock clean

help:
	@sed -n '1,/^$$/s/^# //p' Makefile

demo: .venv/run.stamp
	@$(BIN)/onrecord demo $(ARGS)

test: .venv/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n auto $(ARGS)

quality: .venv/dev.stamp
	@if [ -d ../shared ]; then $(BIN)/python -m benchmarks.quality $(ARGS); \
	else echo "quality: ../shared is not here, so there is nothing to measure on."; fi

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "onrecord needs Python 3.11 or later, and $(PYTHON) is older or not there. Name another: make PYTHON=python3.12" >&2; \
	  exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { \
	  $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --python .venv/bin/python --quiet install pip; }

.venv/run.stamp: requirements.lock requirements-build.lock pyproject.toml src/onrecord/__init__.py | .venv/pyvenv.cfg
	@echo "Installing what onrecord needs into .venv (some minutes the first time) ..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements.lock -r requirements-build.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	@echo "Installing the tools of the check into .venv ..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

# Newest releases, for every platform and Python at once. The locks name no index, so that any mirror will do.
COMPILE = .cache/uv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
  --no-emit-index-url --custom-compile-command 'make lock'

lock: .cache/uv/pyvenv.cfg
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group build -c requirements-dev.lock -o requirements-build.lock

.cache/uv/pyvenv.cfg:
	@$(PYTHON) -m venv .cache/uv
	@.cache/uv/bin/python -m pip --disable-pip-version-check --quiet install uv

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find src tests training benchmarks gazetteer -name __pycache__ -type d -prune -exec rm -rf {} +
