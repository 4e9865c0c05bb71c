# Two commands on a fresh machine: `make run` and `make test`. The rest is for those who build.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
# Twice as many as processors: a browser test waits for half of its time.
WORKERS ?= 4
INSTALL := apt-get install -y -qq --no-install-recommends
LINTED := src app.py pages tests bench

.PHONY: run test check lint audit bench torture postgres-tests browser office postgres clean
.DEFAULT_GOAL := run

run: .venv/runs ## Play the demo if it is not there, and serve it on localhost
	@$(BIN)/drafting demo --port $(PORT)
	@$(BIN)/drafting serve --database data/demo.duckdb --port $(PORT)

test: .venv/tests browser office postgres ## Run every test
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: lint test ## Format, lint, types, tests

lint: .venv/tests ## Format, lint, types, and bandit on the source
	@$(BIN)/ruff format --check $(LINTED)
	@$(BIN)/ruff check $(LINTED)
	@$(BIN)/mypy
	@$(BIN)/mypy app.py pages
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive src app.py pages

audit: .venv/tests ## Ask whether what runs has known weaknesses; needs an advisory service
	@$(BIN)/python -m pip freeze --exclude-editable > .venv/audited.txt
	@$(BIN)/pip-audit --strict --no-deps --disable-pip --requirement .venv/audited.txt || { \
	  echo "Not clean. Where a weakness is named above, take the version that mends it."; \
	  echo "Where a package could not be audited, the advisory service was not reached from here:"; \
	  echo "nothing is known then. Run make audit where it can be reached."; exit 1; }

bench: .venv/tests ## Measure, each thing beside another in one run
	@for one in bench/*.py; do echo "== $$one"; $(BIN)/python $$one || exit 1; done

torture: .venv/tests postgres ## A thousand kills, damaged files and attacks on screen, ten thousand sign-ins: an hour
	@DRAFTING_TORTURE=1 $(BIN)/pytest tests/torture tests/store/test_small_groups_under_attack.py \
	  tests/store/test_words_tell_nobody_s_answer.py tests/ui/test_ten_thousand_tries.py \
	  tests/browser/test_hostile_text.py tests/browser/test_triage_by_keyboard.py \
	  tests/exchange/test_bombs_end_apart.py tests/store/test_backups_and_restores.py -x

postgres-tests: .venv/tests postgres ## Ask the store and the workshop on PostgreSQL what `make test` asks on DuckDB
	@DRAFTING_TEST_ENGINE=postgresql $(BIN)/pytest -n $(WORKERS) --dist loadfile \
	  tests/store tests/workshop tests/mail tests/ui -m "not browser"

.venv/runs: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Drafting needs Python 3.11 or newer. Name one: make run PYTHON=python3.12"; exit 1; }
	@echo "Making the environment. This takes a minute or two, once."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Python could not make an environment. On Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/tests: .venv/runs requirements-dev.txt
	@echo "Installing what the tests need."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

browser:
	@command -v chromium-headless-shell >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium for the browser tests."; \
	    { apt-get update -qq; $(INSTALL) chromium-headless-shell fonts-dejavu-core \
	      || command -v chromium || command -v google-chrome \
	      || $(INSTALL) chromium fonts-dejavu-core; } >/dev/null 2>&1 \
	      || echo "Chromium could not be installed. The browser tests will be skipped."; \
	  elif ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then \
	    echo "There is no Chromium here, and only root can install it:"; \
	    echo "  sudo apt-get install chromium-headless-shell   (or chromium, where there is none)"; \
	    echo "Until then the browser tests are skipped; all others run."; \
	  fi; }

office:
	@{ command -v soffice && command -v pandoc; } >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing LibreOffice and pandoc, which read our files in the tests."; \
	    { apt-get update -qq && $(INSTALL) \
	      libreoffice-writer-nogui libreoffice-calc-nogui python3-uno pandoc; } >/dev/null 2>&1 \
	      || echo "They could not be installed. Their tests will be skipped."; \
	  else \
	    echo "Tests that open our Word files elsewhere are skipped. To run them, as root:"; \
	    echo "  apt-get install libreoffice-writer-nogui libreoffice-calc-nogui python3-uno pandoc"; \
	  fi; }

postgres:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing PostgreSQL, on which the store is tested as well."; \
	    { apt-get update -qq && $(INSTALL) postgresql; } \
	      >/dev/null 2>&1 || echo "It could not be installed. Its tests will be skipped."; \
	  else \
	    echo "Tests on PostgreSQL are skipped. To run them, as root:"; \
	    echo "  apt-get install postgresql"; \
	  fi; }

clean: ## Remove the environment and the demo
	@rm -rf .venv data/demo.duckdb data/demo.duckdb.wal data/demo.duckdb.seal data/demo.duckdb.backups
