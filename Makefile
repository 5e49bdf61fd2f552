# Masthead needs make, python3 (3.11 or newer) and python3-venv. `make help` lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python

# The production settings `make lint` checks. Nothing is served with them.
PRODUCTION := env -u DJANGO_SETTINGS_MODULE DEBUG=false SITE_URL=https://blog.example.org \
	SECRET_KEY=only-checked-never-served-0123456789-abcdefghijklmnopqrstuvwxyz \
	DATABASE_URL=sqlite://:memory:

.PHONY: help install install-dev run test lint format messages lock bench screenshots audit tools clean

help: ## Show this list
	@echo "Masthead: a community blog with editing"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-12s %s\n' "$$name" "$$what"; done
	@echo
	@echo "  PORT=8080 make run serves on another port; docs/ says the rest."

install: $(VENV)/.installed ## Make .venv and install what Masthead needs (the other targets do it themselves)

install-dev: $(VENV)/.installed-dev

run: install ## Serve the sample blog at http://127.0.0.1:8000
	@DEBUG=true SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} $(PY) -u manage.py serve --port $(PORT)

test: install-dev ## Everything that must pass: lint, then all tests on SQLite and on PostgreSQL
	@$(MAKE) lint
	@$(PY) -m tests

lint: install-dev ## Format, lint, types, templates, security, imports, migrations, deployment check
	@echo "== Format: ruff format"
	@$(PY) -m ruff format --check .
	@echo "== Lint: ruff check"
	@$(PY) -m ruff check .
	@echo "== Types: mypy"
	@$(PY) -m mypy
	@echo "== Templates: djade"
	@find templates -name '*.html' -exec $(VENV)/bin/djade --target-version 5.2 --check {} +
	@echo "== Security: bandit"
	@$(PY) -m bandit --quiet --severity-level medium --recursive --configfile pyproject.toml \
		blog accounts manage.py
	@echo "== Imports: import-linter"
	@$(PY) -c 'import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())' \
		--no-logo --cache-dir .cache/import-linter
	@echo "== Migrations: makemigrations --check"
	@$(PRODUCTION) $(PY) manage.py makemigrations --check --dry-run
	@echo "== Deployment: check --deploy with production settings"
	@$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

format: install-dev ## Rewrite source and templates the way `make lint` wants them
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .
	@find templates -name '*.html' -exec $(VENV)/bin/djade --target-version 5.2 {} +

messages: install ## Gather the words to translate, and compile what is translated (needs gettext)
	@command -v msgmerge >/dev/null || { echo "make messages needs gettext. On Debian: apt-get install gettext"; exit 1; }
	@DEBUG=true $(PY) manage.py makemessages --all --no-wrap --no-obsolete --add-location file \
		--extension html,txt,py,xml --ignore '.venv/*' --ignore 'tests/*' --ignore 'var/*' --ignore '.cache/*'
	@DEBUG=true $(PY) manage.py compilemessages --ignore '.venv/*' --verbosity 0

lock: ## Renew requirements.txt and requirements-dev.txt from the .in files (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/"; exit 1; }
	uv pip compile $(LOCK) requirements.in -o requirements.txt
	uv pip compile $(LOCK) -c requirements.txt requirements-dev.in -o requirements-dev.txt

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links

bench: install-dev ## Measure bytes, queries and pages per second, markup and import speed
	@$(PY) -m tests.benchmarks

screenshots: install-dev ## Picture every kind of page, light and dark, narrow and wide, into var/screenshots
	@$(PY) -m tests.screenshots

audit: install-dev tools ## Ask Lighthouse what it thinks of home, a post and a list
	@$(PY) -m tests.audit

# Not packages of Python: the Nu HTML checker for `make test`, and Lighthouse for `make audit`. Their
# install scripts would fetch a Java and a browser of their own.
TOOLS := vnu-jar@26.9.27 lighthouse@12.8.2

tools: ## Fetch the HTML checker and Lighthouse into .cache/npm (needs npm)
	@command -v npm >/dev/null || { echo "make tools needs npm."; exit 1; }
	@test "$$(cat .cache/npm/.installed 2>/dev/null)" = "$(TOOLS)" || { \
		mkdir -p .cache/npm && npm install --prefix .cache/npm --no-save --no-audit --no-fund \
			--ignore-scripts --loglevel=error $(TOOLS) && echo "$(TOOLS)" > .cache/npm/.installed; }

clean: ## Remove .venv and the tools' caches; var/ stays
	rm -rf $(VENV) .cache .hypothesis test-results

# The environment. A run cut short leaves a marker behind, and the next one starts that step afresh:
# .incomplete: the environment itself is half made; .installing: some package may be half unpacked.

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Masthead needs Python 3.11 or newer; $(PYTHON) is missing or older."; \
		echo "Choose another with: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Masthead needs Python's venv module. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Making the Python environment in $(VENV) ..."
	@rm -rf $(VENV) && mkdir $(VENV) && touch $(VENV)/.incomplete
	@$(PYTHON) -m venv $(VENV)
	@rm $(VENV)/.incomplete

ifneq ($(wildcard $(VENV)/.incomplete),)
.PHONY: $(VENV)/bin/python
endif

# $(1): the lock to install from. pip reads every file before it changes any, so a failed download
# leaves what was there.
define pip_install
	@again=; test ! -e $(VENV)/.installing || again=--force-reinstall; touch $(VENV)/.installing; \
	$(PY) -m pip install --disable-pip-version-check --no-input --require-hashes $$again -r $(1)
	@rm -f $(VENV)/.installing && touch $@
endef

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing what Masthead needs into $(VENV) (once; about a minute) ..."
	$(call pip_install,$<)

$(VENV)/.installed-dev: requirements-dev.txt | $(VENV)/.installed
	@echo "Installing the tools for tests and lint into $(VENV) ..."
	$(call pip_install,$<)
