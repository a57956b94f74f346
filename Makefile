# The two commands of the README are `make demo` and `make test`. Each works alone after a fresh clone.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
export DJANGO_SETTINGS_MODULE = liaison.site.settings

.PHONY: help demo run test check gold figure figures docs lock clean
.DEFAULT_GOAL := help

help: ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

demo: .make/core ## A fabricated region on http://127.0.0.1:8000/, nothing else needed
	$(BIN)/liaison demo --port $(PORT)

run: .make/core ## The node in ./node (make one first: .venv/bin/liaison init)
	$(BIN)/liaison run --port $(PORT)

test: .make/development ## The whole suite; with LIAISON_DATABASE set, on PostgreSQL too
	$(BIN)/python -m pytest -n auto

check: .make/development ## Style, types and the direction of imports
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

gold: .make/development ## Only the checks on the reference data
	$(BIN)/python -m pytest -m gold -rs

figure: .make/development ## One figure: make figure NAME=ingest
	$(BIN)/python benchmarks/$(NAME).py

figures: .make/development ## Every figure, written to docs/figures.md
	$(BIN)/python benchmarks/all.py

docs: .make/development ## The reference, generated from code and catalogue
	$(BIN)/python docs/generate.py

lock: .make/development ## Pin every requirement with its hashes
	cd requirements && for f in core postgresql development; do \
	  ../$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $$f.in -o $$f.txt; done

clean: ## Take away what make made
	rm -rf .venv .make

.make/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Liaison needs Python 3.11 or newer; $(PYTHON) is older. Name another: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python cannot make a virtual environment here. On Debian: apt install python3-venv"; exit 1; }
	@mkdir -p .make && touch $@

.make/core: .make/venv requirements/core.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/core.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . 
	@touch $@

.make/development: .make/core requirements/development.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/development.txt
	@touch $@
