# Two commands do everything: `make run` starts the app, `make test` runs every test.
# They need Python 3.11 or newer and make; what else is missing they install.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help install run test check train system dev

help:
	@echo "make run    install what is missing, start Nextround, open it in the browser"
	@echo "make test   install what the tests need (system packages too) and run them all"
	@echo "make check  the quick checks: style, types, arrows"

.venv/ready: requirements/run.txt pyproject.toml
	@bin/venv $(PYTHON)
	@UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip install -q --compile-bytecode -p .venv -r requirements/run.txt
	@UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip install -q -p .venv --no-deps -e .
	@$(BIN)/python -m compileall -q src
	@$(BIN)/python -m nextround.library
	@touch $@

.venv/dev-ready: requirements/dev.txt .venv/ready
	@UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip install -q -p .venv -r requirements/dev.txt
	@touch $@

install: .venv/ready
dev: .venv/dev-ready

system:
	@bin/system-packages

run: install
	@$(BIN)/nextround open

# The pure rooms are held at every branch; the rest runs the real things: a browser, a killed process. The
# browser has a process of its own: its event loop would stand in the way of the tests that use the database.
PURE := library reading journey playbook letters insight demo
WORKERS ?= auto

test: dev system
	@$(BIN)/python -m pytest -q -n $(WORKERS) $(PURE:%=tests/%) $(PURE:%=--cov=nextround.%) --cov-branch \
		--cov-report=term:skip-covered --cov-fail-under=100
	@$(BIN)/python -m pytest -q -n $(WORKERS) $(PURE:%=--ignore=tests/%) --ignore=tests/browser
	@$(BIN)/python -m pytest -q tests/browser

# Trains the readers of mails and of letters anew from our texts and writes their weights; see training/README.md.
train: dev
	@UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip install -q -p .venv -r requirements/train.txt
	@$(BIN)/python -m training.train
	@$(BIN)/python -m training.feedback themes
	@$(BIN)/python -m training.feedback kinds
	@$(BIN)/python -m training.train_letters

check: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
