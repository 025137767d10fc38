# Incident Workbench. Two commands matter: `make lab` and `make test`.
# The first call of either makes .venv and downloads into it what requirements.lock names;
# after that nothing is downloaded and nothing is set up again until the lock or pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready
SAMPLE := data/articles/green-zone.txt
SAMPLE_DAY := 2020-11-17
QUIETLY := --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help lab test lint types wheel lock

help:  ## Say what each command does.
	@echo "make lab     set up once, read the sample story, open JupyterLab (PORT=9000 for a port of your own)"
	@echo "make test    set up once, run every test, every notebook and, where Chromium is, the browser tests"
	@echo "make lint    check the manner of the code        make types   check its types"
	@echo "make wheel   build dist/*.whl                    make lock    write requirements.lock anew"

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "$(PYTHON) is not Python 3.11 or newer; name one that is, such as: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
	  echo "Making $(VENV) with $$($(PYTHON) --version) ..."; $(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing what requirements.lock names (once, a few minutes) ..."
	@$(BIN)/python -m pip install $(QUIETLY) -r requirements.lock
	@$(BIN)/python -m pip install $(QUIETLY) --no-deps --no-build-isolation -e .
	@touch $@
	@echo "Ready: nothing more will be downloaded."

lab: $(READY)
	@echo "What the workbench reads in $(SAMPLE):"
	@$(BIN)/workbench extract $(SAMPLE) --published $(SAMPLE_DAY)
	@$(BIN)/workbench lab

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

wheel: $(READY)
	$(BIN)/python -m build --wheel --no-isolation

# No hashes and no platform in the lock: Windows and macOS add packages of their own to what it pins.
lock:
	@test -x $(BIN)/pip-compile || { echo "Run make test once before: pip-compile comes with it."; exit 2; }
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --extra dev --strip-extras --allow-unsafe \
	  --annotation-style line --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	  --output-file requirements.lock pyproject.toml
