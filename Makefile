# Two commands matter: make (everything) and make test. make help lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
COMPILE := uv pip compile pyproject.toml --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := all
.PHONY: all help validate build run site test test-slow lint lab bench faults lock clean

all: validate build run site ## set up, check the data, build it, run the notebooks, render the site

help: ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

# What runs the notebooks and renders the site; lint and test add the tools of contributors.
$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	find $(VENV)/lib -type d -name tests -prune -exec rm -r {} + # the libraries' own tests: 115 MB
	touch $@

$(INSTALLED_DEV): requirements-dev.lock $(INSTALLED)
	$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	touch $@

validate: $(INSTALLED) ## check every raw table
	$(BIN)/python -m helpers validate

build: $(INSTALLED) ## build data/processed; describe data/raw in its codebook and data package
	$(BIN)/python -m helpers build
	$(BIN)/python -m helpers describe

run: $(INSTALLED) ## execute every notebook in place
	$(BIN)/python -m helpers run
	$(BIN)/python scripts/extract_picture.py notebooks/01_timeline.ipynb docs/_static/timeline.png
	$(BIN)/python scripts/extract_picture.py notebooks/02_provinces.ipynb docs/_static/provinces.png

site: $(INSTALLED) ## render the executed notebooks to site/
	$(BIN)/python scripts/build_site.py

test: $(INSTALLED_DEV) lint ## run the tests (five minutes), then hold the notebooks to their outputs
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "not slow"
	$(BIN)/python -m pytest --nbval -p no:cacheprovider notebooks

test-slow: $(INSTALLED_DEV) ## run the tests that open pages, rerun notebooks or try much bad input
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m slow

lint: $(INSTALLED_DEV) ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: $(INSTALLED) ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir=notebooks

bench: $(INSTALLED) ## time every step beside its floor, up to a million made-up incidents; writes docs/benchmark.md
	$(BIN)/python benchmarks/measure.py

faults: $(INSTALLED) ## kill, starve and lock out build, run and site; writes docs/faults.md
	$(BIN)/python benchmarks/kill.py

lock: ## pin every dependency again, with hashes (needs uv)
	$(COMPILE) --extra site -o requirements.lock
	$(COMPILE) --extra site --extra dev -c requirements.lock -o requirements-dev.lock

clean: ## remove what make made, but not the data
	rm -rf $(VENV) site site.old site.new build docs/notebooks docs/generated docs/codebook.md docs/contribute.md docs/changes.md
