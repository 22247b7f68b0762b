# The commands a person types; `make up` and `make test` work on a fresh machine with python3 and make.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
UV_VERSION := 0.13.9
STRICT ?= 0
LONG ?= 0
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: up test check soak env format

env: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12" >&2; exit 2; }
	@test -x $(RUN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python3 cannot make an environment here; on Debian: apt-get install python3-venv" >&2; exit 2; }
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(RUN)/uv sync --quiet --frozen --active --inexact --compile-bytecode
	@touch $@

up: env
	@$(RUN)/goodoffices up --host $(HOST) --port $(PORT)

check: env
	@$(RUN)/ruff format --quiet --check . && $(RUN)/ruff check --quiet .
	@$(RUN)/mypy
	@$(RUN)/lint-imports --no-cache >/dev/null || $(RUN)/lint-imports --no-cache
	@$(RUN)/pytest -q -n auto --maxprocesses 8 --dist worksteal -m "not slow and not browser and not postgres and not strace and not office and not pdf"

test: env
	@STRICT=$(STRICT) LONG=$(LONG) $(RUN)/python -m tests.run

soak: env
	@$(RUN)/python -m tests.soak $(ROW) $(N)

format: env
	@$(RUN)/ruff format --quiet . && $(RUN)/ruff check --quiet --fix .
