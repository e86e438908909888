# make demo · make test · make check · make score · make speed · make docs · make bundle
SHELL := /bin/bash
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .venv/bin/uv)
RUN := .venv/bin/python
export UV_PROJECT_ENVIRONMENT := .venv
# the certificates of the machine, so that it works behind the proxy of an office
export UV_SYSTEM_CERTS := true
export UV_NATIVE_TLS := true

.PHONY: demo test check browser score speed bundle docs clean

.venv/ready: pyproject.toml uv.lock
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@command -v uv >/dev/null 2>&1 || test -x .venv/bin/uv || .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
	@command -v uv >/dev/null 2>&1 || test -x .venv/bin/uv || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(UV) sync --quiet --frozen --all-extras --inexact
	@touch $@

demo: .venv/ready
	@.venv/bin/detente read examples/us-russia.txt examples/india-pakistan.txt --date 2026-01 --out detente-out

test: .venv/ready browser check
	@$(RUN) -m pytest

browser: .venv/ready
	@test -x /usr/bin/chromium || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || echo "no /usr/bin/chromium: the browser tests are skipped"

check: .venv/ready
	@$(RUN) -m ruff check src tests bench
	@$(RUN) -m ruff format --check src tests bench
	@$(RUN) -m mypy
	@.venv/bin/lint-imports
	@$(RUN) bench/house.py

score: .venv/ready
	@$(RUN) bench/score.py; s=$$?; $(RUN) bench/reading.py && $(RUN) bench/table_claims.py && exit $$s

speed: .venv/ready
	@$(RUN) bench/speed.py && $(RUN) bench/events.py && $(RUN) bench/imports.py

docs: .venv/ready
	@$(RUN) bench/house.py --docs
	@$(RUN) bench/reference.py --write

bundle:
	cd frontend && npm ci --no-audit --no-fund && node build.mjs

clean:
	rm -rf .venv detente-out dist
