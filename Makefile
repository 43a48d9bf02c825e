# make reproduce   the environment, the main job, and where its figure is
# make test        the environment, and every test
# make site        the documentation as a site, in site/, to be read without the internet
# make quick       the tests of every day: no browser, no notebook; nothing long; six minutes on two quiet cores
# make verdicts    every verdict at full size is what the documents tell; a calibration: forty minutes
# make fuzz        100,000 configs, most of them broken, through every reader
# make lowest      the commands of every day with Python 3.12 and the lowest versions that are allowed
# make newest      the same with Python 3.13 and the versions of constraints.txt
# make release     source and wheel in dist/, each tried in clean environments of Python 3.12 and 3.13
# make mutants     small faults in the theory and its readings, and whether a test notices
# make benchmark   ratios of speed, measured in one run; a hundred sweeps ended at random moments

VENV := .venv
RUN := $(VENV)/bin
PYTHONS := python3.12 python3.13 python3 python

.PHONY: reproduce test quick site verdicts lowest newest release fuzz mutants benchmark calibrate clean

reproduce: $(VENV)/ready
	$(RUN)/trustsim reproduce configs/corriveau_2009.toml

test: $(VENV)/ready
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	NUMBA_DISABLE_JIT=1 $(RUN)/python -m pytest tests/test_engines_agree.py -k same_story
	NUMBA_DISABLE_JIT=1 $(RUN)/python -m pytest tests/test_chance.py tests/test_rules*.py \
	  tests/test_encounters.py tests/test_lessons.py tests/test_laboratory*.py tests/test_population.py
	$(RUN)/python -c 'from trustsim.showing.dashboard.serve import warm_up; warm_up()'  # compiled once, not by three
	$(RUN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder --maxfail 25

quick: $(VENV)/ready
	$(RUN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder -m 'not long and not full_size'

site: export NO_MKDOCS_2_WARNING := 1
site: $(VENV)/ready
	$(RUN)/mkdocs build --strict
	@echo "open site/index.html"

verdicts: $(VENV)/ready
	$(RUN)/python -m pytest -m full_size

fuzz: $(VENV)/ready
	$(RUN)/python benchmarks/fuzz.py

lowest: PYTHON := 3.12
lowest: VERSIONS := $(RUN)/python tests/lowest.py
newest: PYTHON := 3.13
newest: VERSIONS := cat constraints.txt
lowest newest: $(VENV)/ready
	@python="env PYENV_VERSION=$(PYTHON) python$(PYTHON)"; \
	if ! $$python --version >/dev/null 2>&1; then \
	  echo "make $@ is skipped: there is no Python $(PYTHON) here."; exit; fi; \
	set -ex; \
	$$python -m venv --clear .venv-$@; \
	$(VERSIONS) >.venv-$@/constraints.txt; \
	.venv-$@/bin/python -m pip install --quiet --disable-pip-version-check \
	  --constraint .venv-$@/constraints.txt --editable '.[test]'; \
	.venv-$@/bin/python tests/everyday.py

release: $(VENV)/ready
	set -ex; rm -rf dist build; \
	$(RUN)/python -m venv --clear .venv-release; \
	.venv-release/bin/python -m pip install --quiet --disable-pip-version-check build; \
	.venv-release/bin/python -m build --outdir dist .; \
	for version in 3.12 3.13; do \
	  env PYENV_VERSION=$$version python$$version -m venv --clear .venv-release; \
	  .venv-release/bin/python -m pip install --quiet --disable-pip-version-check dist/trustsim-*.whl; \
	  .venv-release/bin/trustsim patterns >/dev/null; \
	  .venv-release/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
	    "$$(echo dist/trustsim-*.whl)[calibration,dashboard,inference,sweeps]"; \
	  .venv-release/bin/python tests/everyday.py; \
	done

mutants: $(VENV)/ready
	$(RUN)/python benchmarks/mutants.py

benchmark: $(VENV)/ready
	$(RUN)/python benchmarks/engine.py
	$(RUN)/python benchmarks/reproduce.py
	$(RUN)/python benchmarks/generations.py
	$(RUN)/python benchmarks/trials.py
	$(RUN)/python benchmarks/sweeps.py
	$(RUN)/python benchmarks/faults.py

calibrate: $(VENV)/ready
	$(RUN)/python experiments/calibrate.py

$(VENV)/ready: pyproject.toml constraints.txt
	@python=; for name in $(PYTHONS); do \
	  if command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(not (3, 12) <= sys.version_info < (3, 14))' 2>/dev/null; \
	  then python=$$name; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "trustsim needs Python 3.12 or 3.13 and found neither among: $(PYTHONS)."; \
	  echo "Install one (for instance 'pyenv install 3.12', or your system's python3.12 and python3.12-venv) and try again."; \
	  exit 1; fi; \
	echo "making the environment with $$python ..."; \
	$$python -m venv --clear $(VENV)
	@echo "installing libraries: some minutes, in which nothing is said ..."
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) .venv-lowest .venv-newest .venv-release dist site .cache
