# On a fresh Debian machine with Go and Node two commands are enough:
#
#   make demo    build, screen a synthetic county, explain one alert, show a county's pages
#   make test    install what the tests need and run all of them
#
# `make` alone lists the rest. Values such as HOUSEHOLDS=50000 go behind the command.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# The binary carries its own version; git need not be there, nor trust the folder.
export GOFLAGS += -buildvcs=false

DIXIAN := bin/dixian
PLAN   := plans/guizhou

##@ Use

.PHONY: build
build: ## build bin/dixian
	CGO_ENABLED=0 go build -trimpath -o $(DIXIAN) ./cmd/dixian

.PHONY: demo
demo: web build ## a synthetic county, screened and explained, then its pages in a browser, in run/demo (HOUSEHOLDS, SEED, AS_OF, DIRTY)
	LISTEN=$(LISTEN) scripts/demo $(DIXIAN) $(PLAN)

.PHONY: web
web: ## build the pages into web/dist, which the next `make build` embeds
	cd web && npm ci --no-audit --no-fund && npm run build

.PHONY: serve
serve: web build ## a demo county with pages on LISTEN, in run/serve
	$(DIXIAN) serve --data run/serve --listen $(LISTEN) --plan $(PLAN) $$([ -e run/serve ] || echo --demo)

LISTEN ?= 127.0.0.1:8080

##@ Tests

.PHONY: test
test: needs font format vet plan unit unit-web e2e unit-bench ## all tests

.PHONY: needs
needs: # a C++ compiler, for the peer engine that bench/ links
	scripts/needs

.PHONY: font
font: document/font/NotoSerifSC-Regular.ttf.gz # what PDFs are set in; the next build embeds it

document/font/NotoSerifSC-Regular.ttf.gz:
	scripts/font $@

.PHONY: format
format: # no file that gofmt would change
	@changed=$$(gofmt -l .); [ -z "$$changed" ] || { echo "gofmt -w these files:"; echo "$$changed"; exit 1; }

.PHONY: vet
vet: # what the compiler lets pass
	go vet ./...
	cd bench && go vet ./...

.PHONY: plan
plan: build ## check the plan package and work out its cases
	$(DIXIAN) plan check $(PLAN)
	$(DIXIAN) plan test $(PLAN)

.PHONY: unit
unit: ## the product's tests
	go test ./...

.PHONY: unit-web
unit-web: web ## the pages: types, lint, unit tests
	cd web && npm run check && npm test

.PHONY: e2e
e2e: needs font web ## the pages in a real browser, over the real server on a demo county
	$(MAKE) build
	cd web && npm run e2e

.PHONY: screens
screens: web ## every page as a picture, in run/screens
	$(MAKE) build
	cd web && npm run screens

LIST_CASES ?= 100000

.PHONY: lists
lists: web ## the work list over LIST_CASES cases in a browser: first rows, next page, keys, medians of twenty against the bars
	$(MAKE) build
	rm -rf run/lists && mkdir -p run
	go test ./cmd/dixian -run TestLists -count=1 -timeout 1h -lists.into $(CURDIR)/run/lists -lists.cases $(LIST_CASES)
	cd web && npm run lists

.PHONY: unit-bench
unit-bench: ## the SQL twin's tests, with a small trial of the product against it
	cd bench && go test -count=1 ./... # uncached: the product is built inside, unseen by go

.PHONY: lint
lint: ## golangci-lint, where it is installed
	@command -v golangci-lint >/dev/null || { echo "golangci-lint is not installed; see https://golangci-lint.run"; exit 1; }
	golangci-lint run ./...
	cd bench && golangci-lint run --config ../.golangci.yml ./...

##@ Long tests

FUZZTIME ?= 60s
SEEDS ?= 20
TWIN_HOUSEHOLDS ?= 3000
TWIN_DIRTY ?= 0.02

.PHONY: fuzz
fuzz: ## every fuzzer for FUZZTIME
	scripts/fuzz $(FUZZTIME)

API_SECONDS ?= 300

.PHONY: fuzz-api
fuzz-api: font build ## requests drawn from the OpenAPI document, API_SECONDS a role, against a demo county; needs python3 with venv, and curl
	scripts/fuzz-api $(DIXIAN) $(PLAN) $(API_SECONDS)

.PHONY: twin
twin: build ## product against SQL twin on SEEDS × 5 dates, clean and dirty, then the mutants
	cd bench && go run ./cmd/twin random --dixian ../$(DIXIAN) --plan ../$(PLAN) --vary \
		--seeds $(SEEDS) --households $(TWIN_HOUSEHOLDS) --dirty $(TWIN_DIRTY) --work ../run/twin
	cd bench && go run ./cmd/twin mutants --dixian ../$(DIXIAN) --plan ../$(PLAN) --work ../run/mutants

KILLS ?= 200

.PHONY: chaos
chaos: ## kill the server KILLS times during imports and casework, over both databases; nothing confirmed is lost or twice
	DIXIAN_CHAOS=$(KILLS) go test ./cmd/dixian -run TestChaos -count=1 -timeout 2h -v

.PHONY: county
county: ## a county's year of 2 000 households: deliveries, every move and every refusal, over both databases
	DIXIAN_COUNTY=2000 go test ./casework -run TestAYearOfACounty -count=1 -timeout 1h -v

CLAUSES ?= .

.PHONY: safeguards
safeguards: ## take each safeguard of docs/safeguards.md out of a copy, one by one; a test must turn red (CLAUSES, a pattern: '^Hits')
	DIXIAN_SAFEGUARDS='$(CLAUSES)' go test . -run TestEverySafeguardTakenOut -count=1 -timeout 4h -v

LOAD_USERS ?= 1000
LOAD_HOUSEHOLDS ?= 300000
LOAD_WINDOW ?= 60s

.PHONY: load
load: ## LOAD_USERS at work for LOAD_WINDOW over LOAD_HOUSEHOLDS of four persons in PostgreSQL: how long they wait, against the bars; LOAD_SEARCHES=1: they only search
	go test ./cmd/dixian -run TestLoad -count=1 -timeout 2h -v \
		-load.users=$(LOAD_USERS) -load.households=$(LOAD_HOUSEHOLDS) -load.window=$(LOAD_WINDOW) -load.think=5s -load.bars $(if $(LOAD_SEARCHES),-load.searches)

FILES_HOUSEHOLDS ?= 250000

.PHONY: bench-files
bench-files: ## FILES_HOUSEHOLDS × 4 rows out as CSV and XLSX and in as CSV, over both databases: time, and the server's memory against its bar
	go test ./cmd/dixian -run TestFiles -count=1 -timeout 2h -v -files.households=$(FILES_HOUSEHOLDS)
	go test ./cmd/dixian -run TestFiles -count=1 -timeout 2h -v -files.households=$(FILES_HOUSEHOLDS) -files.postgres

.PHONY: bench
bench: needs build ## product against DuckDB SQL: time, memory (HOUSEHOLDS, RUNS, LOWEST=1), then the Go benchmarks
	scripts/bench $(DIXIAN) $(PLAN)
	go test -run '^$$' -bench . -benchmem ./...

##@ Else

.PHONY: clean
clean: ## remove what was built and what the demo wrote
	rm -rf bin run

.PHONY: help
help: # this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
