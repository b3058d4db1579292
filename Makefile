# What can be done here. Everything sets itself up; nothing is needed but python3 (3.11 or newer, with venv).

PORT ?= 8000

.PHONY: help run test check fix demo shots bench bench-tv bench-faults

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: ## Start the site with its demo network on http://localhost:8000 (PORT=8100 for another port)
	@python3 bootstrap.py run --port $(PORT)

test: ## Check everything: code, tests on SQLite and PostgreSQL, journeys in Chromium
	@python3 bootstrap.py test

check: ## Only the checks that need no test run: style, types, layers, settings
	@python3 bootstrap.py check

fix: ## Put code and templates in the house's style
	@python3 bootstrap.py fix

demo: ## Empty the local database and fill it with the demo network again
	@python3 bootstrap.py demo

shots: ## Screenshots of every page, phone and desktop, light and dark, into var/shots
	@python3 bootstrap.py shots

bench: ## Measure speed and weights into docs/performance.md (about three quarters of an hour; BENCH="--posts 20000" for a short one)
	@python3 bootstrap.py bench $(BENCH)

bench-tv: ## The evening the network is on television: 300 people for a minute, on both databases (some minutes)
	@python3 bootstrap.py bench-tv

bench-faults: ## Kill web server and worker 200 times while people write, on both databases (up to an hour)
	@python3 bootstrap.py bench-faults $(BENCH)
