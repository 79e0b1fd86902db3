# Everything a newcomer needs: `make demo`, `make test`, `make lint`, `make help`.
# Needs python3 (3.11 or newer), pip and git; `make test` also PostgreSQL and Chromium (it says how to get them).

VENV := .venv
UV := .tools/bin/uv
RUN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= python3

.DEFAULT_GOAL := help

help:  ## show what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1 \t/' | expand -t 18

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) tools/preflight.py python
	@test -x $(UV) || $(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools uv
	@test -x $(RUN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	@$(UV) pip sync --quiet --python $(RUN)/python --require-hashes requirements.lock
	@$(UV) pip install --quiet --python $(RUN)/python --no-deps --editable .
	@touch $(STAMP)

install: $(STAMP)  ## make the virtual environment from the lock file

demo: $(STAMP)  ## load the province of 2022 and serve it at http://127.0.0.1:8000
	@MOTCUA_LEGAL_START=$${MOTCUA_LEGAL_START-2022-11-14T08:00} $(RUN)/motcua up

test: $(STAMP)  ## the whole suite: on SQLite, on PostgreSQL, and in the browser
	@$(PYTHON) tools/preflight.py test
	@$(RUN)/python -m tools.run_tests

lint: $(STAMP)  ## style, types, import contracts, size budget
	@$(RUN)/ruff check src tests tools benchmarks
	@$(RUN)/ruff format --check src tests tools benchmarks
	@$(RUN)/lint-imports
	@$(RUN)/python -m tools.size_budget
	@PYTHONPATH=. $(RUN)/mypy

lock:  ## renew the lock file from pyproject.toml
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --group dev pyproject.toml --upgrade -o requirements.lock

clean:  ## remove the demo's data (database, files, keys)
	@rm -rf var

.PHONY: help install demo test lint lock clean
