# Seven words: demo, test, quick, soak, docs, bench, lock. `make help` says what each does.
#
# Everything is installed into .venv from requirements.lock, once; a stamp file in it says that this was done,
# so that a second run asks the network for nothing.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: demo test quick soak check docs bench lock clean help browser

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Compiled modules are kept, whatever the shell says: the tests start Python some hundred times.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
STAMP := .venv/.installed
PAGES := README.md $(wildcard docs/*.md docs/*/*.md) src/phaseline/case/model/sentences.py src/phaseline/game/sentences.py

# The first Python on the PATH that is 3.11 or later and can make a virtual environment.
FIND_PYTHON = for one in $(PYTHON) python3.11 python3 python3.12 python3.13 python3.14; do \
	"$$one" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python="$$one" && break; \
	done; \
	test -n "$${python:-}" || { echo 'Phaseline needs Python 3.11 or later with the module venv (Debian: apt-get install python3-venv)' >&2; exit 1; }

demo: $(STAMP) ## build the Korea 2024 brief into build/korea-2024; the last line is its path
	@$(BIN)/phaseline run korea-2024 --out build/korea-2024

test: $(STAMP) browser check ## every gate, then every test; some fifteen minutes of one core
	$(BIN)/python -m pytest

quick: $(STAMP) ## lint, types and what each room is tested by alone; about a minute
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow" -x -q

soak: $(STAMP) browser ## the tests with many random examples, thousands of games and laws; an hour and more
	PHASELINE_SOAK=1 $(BIN)/python -m pytest -v --durations=50

check: $(STAMP) ## every gate but the tests: format, lint, types, imports, docs
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/cog -I docs --check --check-fail-msg 'stale pages: run `make docs`' $(PAGES)
	$(BIN)/mkdocs build --strict --quiet

docs: $(STAMP) ## write the generated tables into the docs, and build the site into build/site
	$(BIN)/cog -I docs -r $(PAGES)
	$(BIN)/mkdocs build --strict --quiet
	@echo build/site/index.html

bench: $(STAMP) ## measure speed beside something simpler; never part of the tests
	$(BIN)/python benchmarks/law_speed.py
	$(BIN)/python benchmarks/supply_speed.py
	$(BIN)/python benchmarks/kernel_speed.py
	$(BIN)/python benchmarks/racing_speed.py
	$(BIN)/python benchmarks/korea_speed.py
	$(BIN)/python benchmarks/wider_speed.py
	$(BIN)/python benchmarks/desk_speed.py
	$(BIN)/python benchmarks/watch_speed.py
	$(BIN)/python benchmarks/explore_speed.py

lock: ## remake requirements.lock from pyproject.toml; UPGRADE=1 takes newer versions
	@mkdir -p build
	@$(FIND_PYTHON); test -x build/lock/bin/uv || { "$$python" -m venv build/lock && build/lock/bin/python -m pip install --quiet --quiet uv; }
	build/lock/bin/uv pip compile pyproject.toml --extra cluster --extra explore --extra fast --extra papers --group dev --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) --quiet --output-file requirements.lock

clean: ## remove what the other words made, apart from .venv
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## say what each word does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

$(STAMP): requirements.lock pyproject.toml
	@$(FIND_PYTHON); $(BIN)/python -c 'import pip' 2>/dev/null || "$$python" -m venv .venv
	@echo 'installing what requirements.lock names into .venv'
	@$(BIN)/python -m pip install --quiet --quiet --require-hashes --no-deps --only-binary :all: --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --no-index --no-build-isolation --no-deps --editable .
	@touch $@

# The tests look at pages as a reader does; Debian's chromium draws them. The tree beside a box of
# futures stands on the system's OpenMP library, which its wheel does not bring.
browser: $(STAMP)
	@missing=; \
	command -v chromium >/dev/null || missing='chromium fonts-liberation fonts-dejavu-core'; \
	$(BIN)/python -c 'import lightgbm' 2>/dev/null || missing="$$missing libgomp1"; \
	test -n "$$missing" || exit 0; \
	missing=$${missing# }; \
	command -v apt-get >/dev/null || { echo "the tests need what Debian calls $$missing: install it by hand" >&2; exit 1; }; \
	as_root=; \
	if [ "$$(id -u)" -ne 0 ]; then \
		command -v sudo >/dev/null || { echo "the tests need some packages: run \`apt-get install $$missing\` as root once" >&2; exit 1; }; \
		as_root=sudo; \
	fi; \
	echo "installing $$missing for the tests"; \
	$$as_root apt-get update --quiet || echo 'apt-get update failed; going on with the lists that are here' >&2; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends $$missing \
		|| { echo "$$missing could not be installed; install it by hand and run \`make test\` again" >&2; exit 1; }
