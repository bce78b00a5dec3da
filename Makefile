# `make run` starts the program, `make test` proves it. Both work from a fresh clone with nothing
# but Python 3.11+ (with venv), Node 20+, npm, make and git: everything else is installed below,
# inside this folder, at the versions and hashes of the lock files.

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
UV := .tools/bin/uv
ROOMS := server schema domain repositories events generation interchange notation

# The interpreter of this machine, never one that uv downloads.
export UV_PYTHON_DOWNLOADS := never
# pyright runs on this machine's node and asks no registry whether it is the newest.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# Steps of the editor exist where the editor does.
EDITOR := $(wildcard frontend/package.json)
EDITOR_SOURCES := $(if $(EDITOR),$(shell find frontend -type f \
	-not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/test-results/*' \
	-not -path '*/playwright-report/*' -not -path '*/tests/*' -not -name '*.tsbuildinfo'))
NODE_MODULES := $(if $(EDITOR),frontend/node_modules/.stamp)
JOURNEYS := $(wildcard frontend/e2e/*)
BUILT_EDITOR := $(if $(EDITOR),frontend/dist/.stamp)

CONTRACT_TESTS := $(wildcard tests/test_layout.py tests/events/test_contract.py tests/schema/test_sdl.py)
# Two cores do two things at once; the output of each gate stays together where make can do it.
IN_PARALLEL := -j 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.PHONY: help run test test-comfyui check soak bench format schema contract goldens lock clean setup
.PHONY: lint types pyright imports contracts editor-check editor-test journeys pytest chromium

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile

# --- setting up -------------------------------------------------------------------------------

.tools/.stamp: tools.lock
	@echo "Installing uv into .tools …"
	@python=""; for name in $${PYTHON:-python3.11 python3.12 python3.13 python3}; do \
	  if "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python="$$name"; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer with its venv module is needed (Debian, Ubuntu: apt install python3-venv)." >&2; \
	  exit 1; fi; \
	"$$python" -m venv --clear .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools.lock
	@touch $@

.venv/.stamp: requirements.lock pyproject.toml .tools/.stamp
	@echo "Installing the locked Python packages into .venv …"
	@[ -x $(BIN)/python ] || $(UV) venv --quiet --no-project --python .tools/bin/python .venv
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

frontend/node_modules/.stamp: frontend/package-lock.json
	@command -v npm >/dev/null || { echo "Node 20 or newer with npm is needed (nodejs.org)." >&2; exit 1; }
	@node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' || \
	  { echo "Node 20 or newer is needed; this is $$(node --version)." >&2; exit 1; }
	@echo "Installing the locked packages of the editor …"
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/.stamp: $(NODE_MODULES) $(EDITOR_SOURCES)
	@echo "Building the editor …"
	@cd frontend && npm run --silent build
	@touch $@

setup: .venv/.stamp $(NODE_MODULES) ## install what is locked

# --- running ----------------------------------------------------------------------------------

run: .venv/.stamp $(BUILT_EDITOR) ## start the program on http://127.0.0.1:8000
	@exec $(BIN)/storyboard serve

bench: .venv/.stamp $(BUILT_EDITOR) ## measure against floors, write bench/RESULTS.md
	@$(BIN)/python -m bench

# --- proving ----------------------------------------------------------------------------------

test: ## every gate and every test
	@$(MAKE) check
	@$(MAKE) editor-test
	@$(MAKE) journeys
	@$(MAKE) pytest

check: .venv/.stamp $(NODE_MODULES) ## the gates that run nothing of ours: style, types, imports, contracts
	@$(MAKE) $(IN_PARALLEL) pyright types lint imports contracts editor-check

lint: .venv/.stamp
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

types: .venv/.stamp
	@$(BIN)/mypy --no-error-summary $(ROOMS) tests $(wildcard bench)

pyright: .venv/.stamp
	@$(BIN)/pyright >.venv/pyright.txt 2>&1 || { cat .venv/pyright.txt; exit 1; }

imports: .venv/.stamp
	@$(BIN)/lint-imports >.venv/imports.txt 2>&1 || { cat .venv/imports.txt; exit 1; }

contracts: .venv/.stamp
	@$(BIN)/pytest -q --no-header -p no:cacheprovider $(CONTRACT_TESTS)

editor-check: $(NODE_MODULES)
	@$(if $(EDITOR),cd frontend && npm run --silent check,:)

editor-test: $(NODE_MODULES)
	@$(if $(EDITOR),cd frontend && npm run --silent test,:)

journeys: .venv/.stamp $(BUILT_EDITOR) $(if $(JOURNEYS),chromium)
	@$(if $(JOURNEYS),cd frontend && CHROMIUM_PATH="$$(command -v chromium)" npm run --silent e2e,:)

# The browser of the journeys comes from the system: Playwright's own would be a download of its own.
chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi; \
	  command -v apt-get >/dev/null && $$as_root true 2>/dev/null && \
	  echo "Installing chromium for the browser journeys …" && \
	  $$as_root apt-get update -qq && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null; \
	} || { \
	  echo "The browser journeys need Chromium: install it (Debian: apt install chromium) and run again." >&2; \
	  exit 1; }

# Coverage is judged per room after pytest has said its closing line; it speaks only when it fails.
pytest: .venv/.stamp
	@rm -f .coverage .coverage.*
	@$(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=
	@$(BIN)/coverage report --include='events/*,domain/*' --fail-under=100 >.venv/coverage.txt || \
	  { cat .venv/coverage.txt; echo "events and domain are covered whole, or not at all." >&2; exit 1; }
	@$(BIN)/coverage report --omit='events/*,domain/*' --fail-under=90 >.venv/coverage.txt || \
	  { cat .venv/coverage.txt; echo "Every other room is covered to 90 %." >&2; exit 1; }

# STORYBOARD_TEST_COMFYUI names a server that may be used for it; without one nothing is tested.
test-comfyui: .venv/.stamp ## drive a real ComfyUI, named by STORYBOARD_TEST_COMFYUI
	@$(BIN)/pytest -q tests/generation/comfyui/real.py

# Ten minutes by default; SOAK_SECONDS and SOAK_SEED choose another length, or the faults of a run.
soak: .venv/.stamp ## break servers and database for minutes, and prove that nothing was lost
	@$(BIN)/python -m tests.soak

# --- keeping in order -------------------------------------------------------------------------

format: .venv/.stamp ## format and fix what can be fixed
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format --quiet .

schema: .venv/.stamp ## write the GraphQL schema that clients see, and the editor's types from it
	@$(BIN)/python -m schema
	@$(if $(EDITOR),$(MAKE) $(NODE_MODULES) && cd frontend && npm run --silent codegen)

contract: .venv/.stamp ## write the JSON Schemas of stored events, briefs and workflows
	@$(BIN)/python -m tests.events.contract
	@$(BIN)/python -m tests.interchange.brief.contract
	@$(BIN)/python -m tests.generation.workflow.contract

goldens: .venv/.stamp ## write the sample files of every export format; look at what changed in them
	@$(BIN)/python -m tests.interchange.golden.write

# uv.lock names the address of the index it was made with and stays here; the exported file names none.
lock: .tools/.stamp ## choose versions again within pyproject.toml and write requirements.lock
	@$(UV) lock --quiet --python .tools/bin/python
	@$(UV) export --quiet --frozen --no-header --no-emit-project --all-groups --output-file requirements.lock

clean: ## remove what make made; data and the demo project stay
	@rm -rf .venv .tools *.egg-info .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@rm -rf .import_linter_cache frontend/node_modules frontend/dist
