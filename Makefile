# make demo   installs what is missing, builds, and builds the example sites to demo/site and demo/debate
# make test   runs every test; installs rsvg-convert, and DuckDB's program beside them where there is none
# make build  leaves .build/release/passcurve
# make coverage  measures every interval anew and rewrites docs/coverage: half an hour on two cores;
#                TABLES="--table counts.csv" draws from real counts as well
#
# make fuzz   runs the fuzz targets, TIME seconds each (60); make fuzz-smoke ten seconds each
#
# Not in CI; installs TeX Live's recommended, science and pictures collections, about 360 MB:
# make paper  compiles examples/paper from a kit of the example's logs
#
# Not in CI; need Python 3.12 (PYTHON=python3.12) and PyPI:
# make rivals       asks other tools the same questions of the same data: docs/rivals.md
# make peers-check  compares the numbers with other implementations: docs/agreement.md

.PHONY: demo build test coverage paper rivals peers-check fuzz fuzz-smoke needs format clean

SWIFT_BUILD = swift build -c release --static-swift-stdlib
EXAMPLE = examples/base-and-rl
DEBATE = examples/whole-debate
PYTHON = python3
PASSCURVE = .build/release/passcurve
# METR's all_runs.jsonl, where it is at hand
METR =

demo: build
	@.build/release/make-example-logs base-and-rl $(EXAMPLE)/logs
	@.build/release/make-example-logs whole-debate $(DEBATE)/logs
	@.build/release/passcurve build $(EXAMPLE) -o demo/site --quiet
	@.build/release/passcurve build $(DEBATE) -o demo/debate --quiet
	@echo "The example report: file://$(CURDIR)/demo/site/index.html"
	@echo "One with every analysis: file://$(CURDIR)/demo/debate/index.html"

build: needs
	$(SWIFT_BUILD) --product passcurve
	$(SWIFT_BUILD) --product make-example-logs

# In release: the numeric tests are many times slower without the optimiser. In a folder of their
# own: the program under test is linked for tests, not for being moved.
test:
	@scripts/install-needs librsvg2-bin
	@scripts/install-duckdb .build-duckdb
	PATH="$(CURDIR)/.build-duckdb/bin:$$PATH" swift test -c release --scratch-path .build-tests

coverage:
	$(SWIFT_BUILD) --product coverage-study
	.build/release/coverage-study --output docs/coverage $(TABLES)

paper: build
	@scripts/install-needs texlive-latex-recommended texlive-pictures texlive-science \
	  texlive-fonts-recommended lmodern librsvg2-bin
	@.build/release/make-example-logs base-and-rl $(EXAMPLE)/logs
	@.build/release/passcurve export $(EXAMPLE) --paper examples/paper/kit --siunitx --quiet
	cd examples/paper && pdflatex -halt-on-error paper && bibtex paper \
	  && pdflatex -halt-on-error paper && pdflatex -halt-on-error paper
	.build/release/passcurve verify examples/paper/kit --prose examples/paper/paper.tex
	@echo "The sample paper: file://$(CURDIR)/examples/paper/paper.pdf"

rivals: $(PASSCURVE)
	$(PYTHON) scripts/rivals/rivals.py --passcurve $(PASSCURVE) --environments .build-rivals \
	  --page docs/rivals.md

peers-check: $(PASSCURVE)
	@scripts/peers/install $(PYTHON) .build-peers
	.build-peers/bin/python scripts/peers/agreement.py --passcurve $(PASSCURVE) \
	  --page docs/agreement.md $(if $(METR),--metr $(METR))

TIME = 60

fuzz: needs
	Fuzz/run all $(TIME)

# From the seeds alone; not optimised, which builds in half the time.
fuzz-smoke: needs
	FUZZ_CONFIGURATION=debug FUZZ_TIMEOUT=30 FUZZ_FOUND="$$(mktemp -d)" Fuzz/run all 10

$(PASSCURVE):
	@$(MAKE) build

needs:
	@scripts/install-needs

format:
	swift format --in-place --recursive Package.swift Sources Templates Tests Fuzz/Package.swift Fuzz/Sources

clean:
	rm -rf .build .build-tests .build-duckdb .build-rivals .build-peers Fuzz/.build demo $(EXAMPLE)/logs $(DEBATE)/logs \
	  examples/paper/kit examples/paper/paper.[!t]*
