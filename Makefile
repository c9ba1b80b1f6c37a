# The project's commands; `make help` lists them.
SHELL := /bin/bash
VENV := .venv
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
PYTHON ?= python3

.PHONY: help reproduce test lint tutorial lock clean
.DEFAULT_GOAL := help

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# roc-validator wants an older rich than import-linter does, so it has an environment of its own.
$(VENV)/validator/.installed: tests/crate/validator.lock $(VENV)/.installed
	$(PYTHON) -m venv $(VENV)/validator
	$(VENV)/validator/bin/pip install --quiet --disable-pip-version-check -r tests/crate/validator.lock
	@touch $@

# Without git (an unpacked archive) DVC must be told so; the setting stays on this machine.
.dvc/config.local:
	@if [ -e .git ]; then touch $@; else $(VENV)/bin/dvc config --local core.no_scm true; fi

reproduce: $(VENV)/.installed .dvc/config.local  ## build .venv and run the pipeline to reports/index.html
	dvc repro
	@echo "Open reports/index.html"

test: $(VENV)/.installed $(VENV)/validator/.installed .dvc/config.local  ## run every check: style, types, tests
	$(MAKE) --no-print-directory lint
	pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.installed  ## style, types and layers only
	ruff check .
	ruff format --check .
	mypy
	lint-imports --no-logo --no-cache
	pytest tests/test_house.py

tutorial: $(VENV)/.installed  ## follow docs/tutorial.md and make its pictures again
	python -m tests.support.tutorial

lock: $(VENV)/.installed  ## resolve the newest versions that pyproject.toml allows
	pip install --quiet pip-tools
	pip-compile --quiet --upgrade --extra dev --strip-extras --allow-unsafe --no-emit-find-links --no-emit-index-url \
	  --no-emit-trusted-host --no-header --no-annotate --output-file - pyproject.toml \
	  | sed -e 's/+cpu$$//' -e '/^#/d' -e '/^nvidia-/d' -e '/^cuda-/d' -e '/^triton==/d' \
	  | { head -n 1 requirements.lock; cat; } > requirements.lock.new
	mv requirements.lock.new requirements.lock

clean:  ## remove the environment and all that is generated but the committed reports
	rm -rf $(VENV) data build dist .dvc/cache .dvc/tmp .dvc/config.local .pytest_cache .mypy_cache .ruff_cache .hypothesis src/*.egg-info
