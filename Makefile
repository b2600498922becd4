# Everything that is run by hand or by CI. `make` alone lists it.
# Needs only git, make and python3 (3.11 or later) with its venv module.

PYTHON ?= python3
PORT ?= 8000
export PORT
ifdef DEMO
export DEMO
endif
ifdef DATABASE_URL
export DATABASE_URL
endif

bin := .venv/bin
manage := $(bin)/python manage.py

# Secrets for one check of the production settings, made up and thrown away.
made_up := SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(64))") \
	MFA_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(64))") \
	SITE_URL=https://journal.example.org DATABASE_URL=sqlite://:memory: \
	EMAIL_URL=smtp+tls://user:password@mail.example.org:587 \
	DEFAULT_FROM_EMAIL=journal@example.org OPERATOR="the team at Example" LEDGER=/tmp/ledger BACKUP_FOLDER=elsewhere \
	DJANGO_SETTINGS_MODULE=partnership.settings.production

.PHONY: help run dev admin test drills check bench screenshots lock clean run-environment dev-environment

help:  ## List what there is to run
	@sed -n 's/^\([a-z]*\):.*## /\1 - /p' Makefile

run: run-environment  ## Serve the site at http://127.0.0.1:8000 (PORT=, DATABASE_URL=, DEMO=0)
	@$(bin)/python -m tools.serve

dev: dev-environment  ## The same with Django's own server, reloading as files change
	@$(manage) migrate --verbosity 0 && $(manage) load_content
	@test "$(DEMO)" = 0 || $(manage) load_demo --if-empty
	@DEBUG=1 $(manage) runserver 127.0.0.1:$(PORT)

admin: run-environment  ## Make an admin, on a site without the demo
	@$(manage) createsuperuser

test: dev-environment  ## The whole suite on SQLite and on PostgreSQL, in a real browser too
	@$(bin)/python tools/whole_suite.py

drills: dev-environment  ## Break sharing, saving and servers on purpose, for longer, on a machine at rest
	@$(bin)/pytest -q -n 2 tests/drills/drill_sharing.py
	@$(bin)/pytest -q tests/drills/drill_autosave.py
	@$(bin)/python -m tools.on_postgresql pytest -q tests/drills/drill_autosave.py
	@$(bin)/pytest -q -s tests/drills/drill_servers.py
	@DATABASE_URL=postgresql://its-own $(bin)/pytest -q -s tests/drills/drill_servers.py
	@$(bin)/python -m tools.on_postgresql pytest -q tests/drills/test_browser_words.py

check: dev-environment  ## Everything that can be checked without running a test
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/djlint --quiet --lint templates
	$(made_up) $(manage) check --deploy --fail-level WARNING
	$(manage) makemigrations --check --dry-run
	$(manage) load_content --check

bench: dev-environment  ## How long pages take beside a bare view, on both databases; passages too
	@$(bin)/python -m tools.bench

screenshots: dev-environment  ## Take docs/images/ again, from a demo of their own
	@$(bin)/python -m tools.screenshots

lock:  ## Write requirements/*.txt again from pyproject.toml, with the latest versions that fit
	@sh tools/lock.sh

clean:  ## Remove what the other commands made, and keep the database
	rm -rf .venv staticfiles .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

run-environment:
	@$(PYTHON) tools/environment.py requirements/run.txt

dev-environment:
	@$(PYTHON) tools/environment.py requirements/dev.txt
