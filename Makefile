# Two words are enough: `make run` and `make test`. Each installs what is missing first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test proof bench demo-headless lint pictures setup lock clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## the program with invented data: window, central and all
	@exec packaging/run.sh demo

test: ## everything a change must pass, in under ten minutes
	@exec packaging/test.sh test

proof: ## everything the long way (up to ninety minutes)
	@exec packaging/test.sh proof

bench: ## benchmarks against their bare limits, into build/bench.json
	@exec packaging/test.sh bench

demo-headless: ## a whole day without a screen; prints one JSON object
	@exec packaging/run.sh demo --headless

lint: ## style, types and arrows between the rooms
	@exec packaging/test.sh lint

pictures: ## every screen and every paper, into docs/pictures
	@packaging/setup.sh test
	@QT_QPA_PLATFORM=offscreen exec .venv/bin/python packaging/pictures.py docs/pictures

setup: ## only install what is missing
	@exec packaging/setup.sh test

lock: ## write requirements.lock again from pyproject.toml (needs uv)
	uv pip compile -q pyproject.toml --extra dev --universal --generate-hashes -o requirements.lock

clean: ## remove what was made here, but .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
