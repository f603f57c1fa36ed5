# Sets up what it needs on a bare machine: Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check check-style check-mypy check-pyright record bench train lock clean
.DEFAULT_GOAL := demo

demo: .venv/ready  ## the main job on an example article: built-in engine, no key
	$(BIN)/summarizer article examples/ceasefire/2031-03-06-kanal-tavrin-observers-denied.html --model builtin

# More workers than cores: many tests wait for a process or for time that another one keeps.
test: .venv/ready  ## every test, offline
	$(BIN)/pytest -n 4 --dist worksteal

check: check-style check-mypy check-pyright  ## format, lint, types, import contracts; `make -j2 check` is quicker

check-style: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

check-mypy: .venv/ready
	$(BIN)/mypy

check-pyright: .venv/ready
	$(BIN)/pyright

record: .venv/ready  ## record the cassettes again; needs OPENAI_API_KEY or OPENAI_BASE_URL (see cassettes/README.md)
	$(BIN)/pytest tests/test_cassettes.py tests/test_brief_cassettes.py --record-mode=rewrite

bench: .venv/ready .venv/peers/ready  ## every figure the documents quote, peers measured in the same run
	$(BIN)/python -m benchmarks

train: .venv/ready  ## what the built-in engine has learned, from the development part of gold/ (a minute)
	$(BIN)/python -m training.train

lock:  ## pin the newest versions again (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade -q -o requirements.txt
	echo 'langextract[openai]' | uv pip compile - --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade -q -o requirements-bench.txt

clean:
	rm -rf .venv dist build

# The marker is newer than what it was made from, or it is made again.
.venv/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed; name one: make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; exit 1; }
	@echo 'Setting up .venv (a minute, once) ...' >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Peers need other versions of what we need: an environment of their own.
.venv/peers/ready: requirements-bench.txt
	@$(PYTHON) -m venv .venv/peers
	@.venv/peers/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@
