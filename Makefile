# The house's commands. Each recipe is one script in tools/, readable on its own.
.DEFAULT_GOAL := help
.PHONY: help run run-postgres run-signed test lint format types bench generated messages lock clean install

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the system with demo data at http://127.0.0.1:8000 (PORT=8001 for another port)
	@tools/run.sh

run-postgres: ## The same on a PostgreSQL of its own, kept from one start to the next
	@tools/run_postgres.sh

run-signed: ## The same with electronic signatures: a test authority and a stand-in for NCALayer run beside it
	@tools/run_signed.sh

test: ## Everything that must hold: style, types, layers, translations, generated files, tests on both databases, browser
	@tools/test.sh

install: ## Make .venv with everything for development, without running anything
	@tools/environment.sh dev

lint: install ## Style and layers only
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/lint-imports

format: install ## Put the code into the house style
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

types: install ## Check types (strict for law and cases)
	.venv/bin/mypy

bench: install ## Run the benchmarks and print their tables
	@tools/bench.sh

generated: install ## Write the generated pages again: docs/reference, list of decisions
	.venv/bin/python tools/generated.py --write

messages: install ## Collect texts to translate into locale/*/LC_MESSAGES/django.po, and compile them
	.venv/bin/python tools/messages.py --write
	.venv/bin/python tools/compile_messages.py

lock: install ## Write the locked requirements again (UPGRADE=1 for newer versions)
	@tools/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## Remove everything made here: .venv, var, caches
	rm -rf .venv var build dist htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
