# Makes the German entity model and its network from their data:
#
#     make -f crates/entities/training/german.mk CORPORA=folder OUT=folder PYTHON=python3
#
# run at the top of the repository. CORPORA has the folders that MODEL.md names. PYTHON is an interpreter with what
# requirements.txt says (`python3 -m venv V && V/bin/pip install -r crates/entities/training/requirements.txt`). Files that are
# in OUT already are not made again. The word vectors take a quarter of an hour of one core, the network ten minutes, the rest as many.
#
# What reads the raw text first, for the lexicon of labels, is the accurate model that is built in: the one of the generation
# before. To begin from nothing, give TEACHER=OUT/second.model, put the two files that come out in the place of those that are
# built in, and run this again with another OUT. The accurate teacher takes a quarter of an hour more.

# Words are sorted by their bytes, whoever runs this.
export LC_ALL = C

PYTHON ?= python3
TEACHER ?= accurate
TRAINING := crates/entities/training
SATZ := cargo run --release --quiet -p satz-cli --
STANDOFF := cargo run --release --quiet -p satz-io --example standoff_to_iob2 --
PACKAGES = $(shell $(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
LEXEMES = $(PACKAGES)/spacy_lookups_data/data
GERMEVAL = $(CORPORA)/germeval2014
RAW = $(CORPORA)/klexikon_raw/articles.jsonl.zst $(CORPORA)/bundestag/protocols.jsonl.zst
LEXICONS = --lexicon $(OUT)/classes.tsv --lexicon $(OUT)/names.tsv --lexicon $(OUT)/words.tsv
TAGGED = $(GERMEVAL)/train.iob2 $(OUT)/wikinews.iob2 $(OUT)/smartdata.iob2
# A sentence a line, blanks between its tokens; fragments of up to three tokens are left out.
LINES = awk -F '\t' 'NF { line = line sep $$1; sep = " "; tokens += 1 } !NF { if (tokens > 3) print line; line = sep = ""; tokens = 0 }'

.DELETE_ON_ERROR:

# Before the first rule writes to it.
$(shell mkdir -p $(OUT))

all: $(OUT)/german.model $(OUT)/german.network

# A form is a word of the tagged sentences.
$(OUT)/german.network: $(OUT)/german.model
	cut -f 1 $(TAGGED) | grep . | sort -u | cargo run --release --quiet -p satz-entities --example word_keys -- $< > $(OUT)/keys.tsv
	$(PYTHON) $(TRAINING)/network.py --train $(TAGGED) --vectors $(OUT)/vectors.kv --keys $(OUT)/keys.tsv --share 0.4 -o $@

$(OUT)/german.model: $(OUT)/labels.tsv $(OUT)/smartdata.iob2
	$(SATZ) train entities $(TAGGED:%=--train %) --dev $(GERMEVAL)/dev.iob2 $(LEXICONS) --lexicon $< \
		--seed 31 --epochs 2 --members 8 --miss 0.25 --smallest 3 -o $@

# What the teacher makes of raw text.
$(OUT)/labels.tsv: $(filter-out accurate,$(TEACHER))
	$(SATZ) annotate $(RAW) --stages tokens,sentences,entities --language de --entity-model $(TEACHER) --format iob2 \
		| $(PYTHON) $(TRAINING)/label_lexicon.py > $@

# A teacher to begin with, which has no lexicon of labels.
$(OUT)/second.model: $(OUT)/smartdata.iob2
	$(SATZ) train entities $(TAGGED:%=--train %) --dev $(GERMEVAL)/dev.iob2 $(LEXICONS) \
		--seed 11 --epochs 4 --members 8 --miss 0.25 -o $@

# SmartData has persons, places and organisations alone: a model of the other data adds the rest.
$(OUT)/smartdata.iob2: $(OUT)/first.model
	$(STANDOFF) $(OUT)/first.model < $(CORPORA)/smartdata_de/train.news.standoff.jsonl > $@

$(OUT)/first.model: $(OUT)/wikinews.iob2 $(OUT)/classes.tsv $(OUT)/words.tsv
	$(SATZ) train entities --train $(GERMEVAL)/train.iob2 --train $(OUT)/wikinews.iob2 \
		--dev $(GERMEVAL)/dev.iob2 $(LEXICONS) --seed 11 --epochs 3 --members 1 -o $@

$(OUT)/wikinews.iob2:
	$(STANDOFF) < $(CORPORA)/wikinews_ner/train.standoff.jsonl > $@

# Writes names.tsv too.
$(OUT)/words.tsv:
	cargo run --release --quiet -p satz-entities --example german_lexicons -- $(LEXEMES)/de_lexeme_cluster.json.gz \
		$(LEXEMES)/de_lexeme_prob.json.gz $(PACKAGES)/german_nouns/nouns.csv $(CORPORA)/lexicons $(OUT)

# The vectors of a word, in vectors.kv, are kept for the network.
$(OUT)/classes.tsv: $(OUT)/sentences.txt
	PYTHONHASHSEED=0 $(PYTHON) $(TRAINING)/word_classes.py $< $(OUT)/vectors.kv $@

$(OUT)/sentences.txt: $(OUT)/wikinews.iob2
	$(SATZ) annotate $(RAW) --stages tokens,sentences,entities --language de --format iob2 --threads 2 | $(LINES) > $@
	cut -f 1,2 $(GERMEVAL)/train.iob2 $< | $(LINES) >> $@
