# Two commands do everything on a bare machine:  make run   make test
# They make .venv first (packaging/bootstrap.py); done once, that costs a fraction of a second.
PYTHON ?= python3
PHOTOS ?= tests/photos
LIBRARY ?=
ARGS ?=
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench eval shots soak translations package prove-package clean

help:
	@echo 'make run                 take the sample photos into a library, ask it a few things, open the window'
	@echo 'make run PHOTOS=dir      the same with photos of your own (LIBRARY=dir says where the library goes)'
	@echo 'make test                lint, types, import rules and all tests, those of the window included'
	@echo 'make lint                only ruff, mypy and the import rules'
	@echo 'make bench               measure speed and memory, and print the table'
	@echo 'make eval                measure how well the encoder finds (needs FOVEA_TEST_DATA)'
	@echo 'make shots                photograph every state of the window, in both themes'
	@echo 'make soak                run for a long time under random load and faults'
	@echo 'make translations        take new words of the window into its translations, and make their files'
	@echo 'make package             what people install, in dist/: packaging/README.md'
	@echo 'make clean               remove .venv and everything that was built'
	@echo 'Another Python: PYTHON=python3.12. More words for the tool behind a target: ARGS="-k search".'

setup:
	@"$(PYTHON)" packaging/bootstrap.py

run: setup
	@$(BIN)/python packaging/demo.py --photos "$(PHOTOS)" --library "$(LIBRARY)"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# pytest comes last: its closing lines are the result.
test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

bench: setup
	$(BIN)/python tests/benchmarks/bench.py $(ARGS)

eval: setup
	$(BIN)/python tests/benchmarks/evaluate.py $(ARGS)

shots: setup
	$(BIN)/python tests/end_to_end/shots.py $(ARGS)

soak: setup
	$(BIN)/python tests/benchmarks/soak.py $(ARGS)

translations: setup
	$(BIN)/python packaging/translations.py

package: setup
	$(BIN)/python packaging/package.py $(ARGS)

# As root: in a Debian that has nothing but the package.
prove-package:
	$(PYTHON) packaging/prove_deb.py $(ARGS)

clean:
	rm -rf .venv build dist artifacts .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
