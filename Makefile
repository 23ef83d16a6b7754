# `make` sets everything up from a bare Python 3.11 or newer; then:
#   make demo    score the example
#   make test    the quick tests, 3 minutes on two cores (ARGS="-k rounding" for some of them)
#   make cover   every test, also those of tests/slow, with coverage: 8 minutes on two cores
#   make check   all that CI runs, cheapest first: lint, types, imports, data, build, cover
#   make pictures  the pictures of the README, from what the program prints
#   make fix     mend what ruff can mend
#   make clean   remove all that make has made
# Now and then, in environments of their own below build/:
#   make lowest  the tests with the lowest versions of the libraries that pyproject.toml promises
#   make bench   what a user waits for, beside what else they could do: docs/benchmarks.md
#   make fuzz    the fuzzers, FUZZ_SECONDS each
#   make mutate  the tests of the tests, for MUTATE_MINUTES (MUTANTS="spbe_cli.scoring.*" for some of them)
#   make dist    dist/spbe, a single file for a computer without Python
#   make web     dist/spbe.html, the page for any browser; needs node and npm
#   make audit   known weaknesses of the libraries; needs the internet
# Another Python: make PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
QUIET := --quiet --disable-pip-version-check
EXAMPLE := examples/bandar-lampung-2024.xlsx

.PHONY: setup demo test cover bench check lint types imports data build fix clean lowest fuzz mutate audit dist web pictures

setup: $(READY)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "spbe needs Python 3.11 or newer: make PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' \
	  || { echo "this Python has no venv; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY)
	$(BIN)/spbe score $(EXAMPLE)

check: lint types imports data build cover

lint: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports

data: $(READY)
	$(BIN)/yamllint --strict indicators examples
	$(BIN)/spbe check --strict indicators examples
	$(BIN)/check-jsonschema --schemafile schemas/instrument.schema.json indicators/*.yaml
	$(BIN)/spbe verify examples/cases

# The wheel must work by itself: in an empty environment, away from the checkout.
build: $(READY)
	rm -rf build dist
	$(BIN)/python -m build --no-isolation
	$(PYTHON) -m venv build/empty
	build/empty/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	cd build && empty/bin/spbe score ../$(EXAMPLE) -o laporan.docx > /dev/null

test: $(READY)
	@echo "The quick tests: 3 minutes on two cores that do nothing else."
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

# The slow tests want LibreOffice, Chromium, node and npm, and skip what they don't find.
cover: $(READY)
	@echo "Every test, with coverage: 8 minutes on two cores that do nothing else."
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto --dist loadgroup tests tests/slow src $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

LOWEST := print(*(x.replace(">=", "==") for x in t["project"]["dependencies"]), sep="\n")

lowest: build/lowest.txt
	$(PYTHON) -m venv --clear build/lowest
	build/lowest/bin/python -m pip install $(QUIET) --constraint $< --editable '.[dev]'
	build/lowest/bin/python -m pytest -n auto $(ARGS)

build/lowest.txt: pyproject.toml
	mkdir -p build
	$(PYTHON) -c 'import tomllib; t = tomllib.load(open("$<", "rb")); $(LOWEST)' > $@

bench: $(READY)
	$(PYTHON) -m venv build/bench
	build/bench/bin/python -m pip install $(QUIET) pandas openpyxl
	PANDAS_PYTHON=build/bench/bin/python $(BIN)/python benchmarks/bench.py

FUZZ_SECONDS ?= 60
FUZZER := -timeout=10 -rss_limit_mb=1000 -max_len=20000 -max_total_time=$(FUZZ_SECONDS)

fuzz:
	$(PYTHON) -m venv build/fuzz
	build/fuzz/bin/python -m pip install $(QUIET) --editable . 'atheris>=3'
	build/fuzz/bin/python fuzz/sheets.py $(FUZZER) -artifact_prefix=build/fuzz/ build/fuzz/sheets
	build/fuzz/bin/python fuzz/instruments.py $(FUZZER) -artifact_prefix=build/fuzz/ build/fuzz/instruments

# In a copy, without the package: the tests must find the mutants, and nothing else.
mutate:
	rm -rf build/mutate
	mkdir -p build/mutate
	cp -R src tests docs indicators examples schemas pyproject.toml README.md LICENSE build/mutate
	$(PYTHON) -m venv build/mutate/.venv
	cd build/mutate && .venv/bin/python -m pip install $(QUIET) '.[dev]' 'mutmut>=3.8,<4'
	cd build/mutate && .venv/bin/python -m pip uninstall --quiet --yes spbe-cli
	cd build/mutate && .venv/bin/python $(CURDIR)/mutation/run.py $(MUTANTS)

# Strict: a library that could not be looked up is no clean one.
audit:
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install $(QUIET) pip-audit
	build/audit/bin/pip-audit --strict --desc on .

# The script needs no make, so that Windows has the same: py bundle\build.py
dist:
	$(PYTHON) bundle/build.py

web: $(READY)
	$(BIN)/python web/build.py

pictures: $(READY)
	$(BIN)/python docs/pictures/make.py

fix: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf .venv build dist .coverage .coverage.* .hypothesis
	rm -rf .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
