# The commands of the project. `make run` and `make test` set everything up by themselves.
.PHONY: help run test check bench setup setup-site messages screenshots lock clean-demo clean

PY := .venv/bin/python
export PYTHONPATH := src

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: setup-site  ## serve the site with the demo district on http://127.0.0.1:8000
	@exec .venv/bin/fangcun up

test: setup  ## all tests
	@scripts/test.sh

check: setup  ## style, types, import contracts, locks, messages
	@scripts/check.sh

bench: setup  ## all benchmarks; one alone: .venv/bin/python bench/NAME.py
	@for bench in bench/*.py; do echo "== $$bench"; $(PY) $$bench || exit 1; done

setup-site:  ## what `make run` needs
	@scripts/setup.sh site

setup:  ## what tests and checks need
	@scripts/setup.sh dev

messages: setup  ## collect the sentences of the site into its catalogues
	@$(PY) scripts/messages.py collect

screenshots: setup  ## the gallery in var/gallery, and the pictures of the README
	@$(PY) scripts/screenshots.py

lock: setup  ## renew the hash-pinned locks
	@scripts/lock.sh

clean-demo:  ## forget the data of the embedded server and start afresh
	@scripts/clean_demo.sh

clean:  ## remove everything that set-up made
	@rm -rf .venv frontend/node_modules frontend/dist
