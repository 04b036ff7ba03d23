# Everything a person does with the project, each target with its own set-up.

.DEFAULT_GOAL := build
.PHONY: build demo test lint format docs bench bench-parse bench-memory bench-chunk bench-tokenizers corpus fuzz check-unstructured check-tokenizers check-chunk-tokens check-embedder bench-embed bench-hnsw check-qdrant soak clean help

# One configuration for all: tests then run on what users run.
CONFIGURATION ?= release
SWIFT_FLAGS := --configuration $(CONFIGURATION) --explicit-target-dependency-import-check error
# No target asks for the insides of another, so tests and program are one build; testable objects would also hold code
# that the levels of the kernels must not share.
TEST_FLAGS := $(SWIFT_FLAGS) --disable-xctest --disable-testable-imports
PROGRAM := .build/$(CONFIGURATION)/stampmill
# Where the usual model is kept for the project itself.
MODELS := STAMPMILL_MODELS="$${STAMPMILL_MODELS:-$(CURDIR)/build/models/store}"

help: ## Show these targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build the program.
	@scripts/setup
	swift build $(SWIFT_FLAGS) --product stampmill

demo: build ## Make the samples searchable, and search them.
	$(PROGRAM) check $(filter-out %.schema.json %-vectors.json,$(wildcard pipelines/*.json))
	$(PROGRAM) run pipelines/handbook.json
	$(PROGRAM) verify build/handbook
	$(PROGRAM) search build/handbook tipping bucket --top 2
	$(PROGRAM) search build/handbook rain November --top 1
	@if $(MODELS) scripts/fetch-model $(PROGRAM); then \
	  set -ex; export $(MODELS); \
	  echo 'the tipping bucket of a rain gauge' | $(PROGRAM) embed --model all-MiniLM-L6-v2 --dimensions 8; \
	  $(PROGRAM) run pipelines/handbook-vectors.json; \
	  $(PROGRAM) verify build/handbook-vectors; \
	  $(PROGRAM) snapshot search build/handbook-vectors how much may a hotel cost --limit 1; \
	  $(PROGRAM) snapshot search build/handbook-vectors --using bm25 E-241 --limit 1; \
	else echo "demo: vectors were skipped, because the model could not be fetched" >&2; fi

test: build ## Run all tests; fetches the usual model, which some need.
	@$(MODELS) scripts/fetch-model $(PROGRAM) || echo "test: tests of the usual model will be skipped" >&2
	@scripts/fetch-qdrant || echo "test: tests with Qdrant's engine will be skipped" >&2
	@scripts/test $(TEST_FLAGS)

lint: ## Check the layout of the code.
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## Lay the code out.
	swift format --in-place --recursive --parallel Package.swift Sources Tests

docs: build ## Make the generated files anew: stage reference, schema, picture.
	$(PROGRAM) describe --markdown > docs/stages.md
	$(PROGRAM) graph pipelines/handbook.json > docs/handbook.svg
	$(PROGRAM) schema > pipelines/pipeline.schema.json

bench: build ## Measure runs over 100,000 files, and chunking beside Unstructured's own.
	scripts/bench $(PROGRAM)
	scripts/bench-chunk $(PROGRAM)

fuzz: ## Parse 20,000 broken documents.
	@scripts/setup
	STAMPMILL_FUZZ=$${STAMPMILL_FUZZ:-20000} scripts/test $(TEST_FLAGS) --filter FuzzTests

bench-parse: build ## Measure parsing beside the peers; installs them below build/.
	scripts/bench-parse $(PROGRAM)

bench-memory: build ## Show whether memory stays flat over 10,000 documents.
	scripts/bench-memory $(PROGRAM)

bench-chunk: build ## Measure chunking beside Unstructured's own; installs that below build/.
	scripts/bench-chunk $(PROGRAM)

corpus: ## Parse the corpus beside the project, and print what became of each file.
	@scripts/setup
	scripts/test $(TEST_FLAGS) --filter CorpusTable

check-unstructured: build ## Load our elements with Unstructured's own library.
	scripts/check-unstructured $(PROGRAM)

check-tokenizers: build ## Compare tokens with Hugging Face's own library.
	scripts/check-tokenizers $(PROGRAM)

check-embedder: build ## Compare vectors with sentence-transformers.
	scripts/check-embedder $(PROGRAM)

check-chunk-tokens: build ## Count the tokens of chunks with Hugging Face's own library.
	scripts/check-chunk-tokens $(PROGRAM)

bench-embed: build ## Measure embedding beside the peers; installs them below build/.
	scripts/bench-embed $(PROGRAM)

check-qdrant: build ## Load snapshots with Qdrant's own engine; installs that below build/.
	$(MODELS) scripts/check-qdrant $(PROGRAM)

bench-tokenizers: check-tokenizers ## Measure tokenizers beside Hugging Face's own library.
	scripts/bench-tokenizers $(PROGRAM) docs/running.md

bench-hnsw: build ## Measure graphs of vectors beside other libraries; installs them below build/.
	scripts/bench-hnsw $(PROGRAM)

soak: ## Kill runs at a hundred random moments; takes minutes.
	@scripts/setup
	STAMPMILL_KILLS=100 scripts/test $(TEST_FLAGS) --filter "KilledRuns|KilledSnapshots"

clean: ## Remove everything that was built.
	rm -rf .build build
