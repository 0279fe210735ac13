# On a fresh machine with Python 3.11+ and make, each target does its own set-up first.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test audit bench clean
.DEFAULT_GOAL := site

site: .venv/installed
	$(BIN)/python -m mkdocs build --strict

serve: .venv/installed
	$(BIN)/python -m mkdocs serve

test: .venv/installed-test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/powerhouse validate
	$(BIN)/powerhouse format --check
	$(BIN)/zizmor --offline --persona pedantic --quiet .
	$(BIN)/actionlint .github/workflows/*.yml
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

audit: .venv/installed-test
	$(BIN)/python -m audit

bench: .venv/installed
	$(PIP) --editable '.[bench,test]'
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m benchmarks

clean:
	rm -rf site .cache build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --editable .
	touch $@

.venv/installed-test: .venv/installed
	$(PIP) --editable '.[test]'
	touch $@
