# Executable documentation: `make` alone tells what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# Without compiled modules every Python process spends seconds on compiling Django and its like anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := var/tools/uv-$(UV_VERSION)
BIN := .venv/bin
DJANGO := KENTONGAN_TESTS=1 DJANGO_SETTINGS_MODULE=kentongan.config.settings $(BIN)/python -W ignore::RuntimeWarning -m django
T ?=
FAULTS ?= long
BENCH ?= short
HERE := $(shell pwd)

.PHONY: help
help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

##@ Use it

.PHONY: demo
demo: environment ## everything on this machine with example governments; Ctrl-C stops it
	@$(BIN)/python -m kentongan.config.cli demo

##@ Change it

.PHONY: check
check: lint test stories ## what has to pass before a change is handed in: lint, test, stories, short faults
	@$(MAKE) faults FAULTS=short

.PHONY: test
test: environment ## all tests but the browser's and the faults (T=path for some); two stories on the phone as well
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not faults and not real_network and (not story or (main and phone))" $(T)

.PHONY: stories
stories: environment chromium ## every browser story at both sizes, with the accessibility check
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/stories $(T)

.PHONY: faults
faults: environment ## kill real processes at every step (FAULTS=short for the quick ones)
	FAULTS=$(FAULTS) $(BIN)/python -m pytest -m "faults$(if $(filter short,$(FAULTS)), and not long)" $(T)

.PHONY: real-network
real-network: environment ## Bluesky's own servers, cut off from everything: post, answer, figures, deletion (needs npm, redis-server)
	$(BIN)/python -m pytest -m real_network -rs tests/real_network

.PHONY: bench
bench: environment ## one table per performance figure, long ones shortened (BENCH=full for all of it)
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; BENCH=$(BENCH) $(BIN)/python $$script || exit 1; done

.PHONY: lint
lint: environment ## style, types, layers, templates, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint kentongan --lint --quiet
	$(DJANGO) makemigrations --check --dry-run
	$(BIN)/mypy

.PHONY: format
format: environment ## let the tools put it in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: migration
migration: environment ## write a migration: make migration APP=content NAME=add_campaign
	@[ -n "$(APP)" ] && [ -n "$(NAME)" ] || { echo "Say which and why: make migration APP=content NAME=add_campaign"; exit 1; }
	$(DJANGO) makemigrations $(APP) --name $(NAME)
	@$(BIN)/ruff check --fix --quiet kentongan/$(APP)/migrations; $(BIN)/ruff format --quiet kentongan/$(APP)/migrations

.PHONY: test-pg15
test-pg15: environment ## the tests once more on Debian's PostgreSQL 15, on a private server
	@[ -x /usr/lib/postgresql/15/bin/initdb ] || { echo "Please install it first: apt-get install postgresql-15"; exit 1; }
	KENTONGAN_PG_BIN=/usr/lib/postgresql/15/bin KENTONGAN_CLUSTER=test-pg15 $(MAKE) test

##@ Environment

.PHONY: environment
environment: ## the Python environment, as uv.lock says; only when it changed
	@cmp -s uv.lock .venv/uv.lock.synced || $(MAKE) sync

.PHONY: sync
sync: $(UV)
	@echo "Installing the Python packages of uv.lock (once, and after it changed) …"
	@UV_PYTHON_DOWNLOADS=never $(UV)/bin/uv sync --quiet --frozen --inexact --all-extras --all-groups --python $(PYTHON)
	@cp uv.lock .venv/uv.lock.synced

$(UV):
	@command -v git >/dev/null || { echo "Please install git first: apt-get install git"; exit 1; }
	@command -v $(PYTHON) >/dev/null || { echo "Please install Python first: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kentongan needs Python 3.11 or newer; name one with make PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Please install Python's venv first: apt-get install python3-venv"; exit 1; }
	@mkdir -p var/tools
	@$(PYTHON) -m venv $@.new && $@.new/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) && rm -rf $@ && mv $@.new $@

.PHONY: chromium
chromium:
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
		command -v google-chrome >/dev/null || \
		{ echo "The browser stories need Chromium: apt-get install chromium"; exit 1; }
