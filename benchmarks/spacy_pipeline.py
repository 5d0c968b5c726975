"""A spaCy pipeline of en_core_web_sm's architecture with random weights, for `benchmarks.compute` to run beside.

Started by the interpreter of an environment that has spaCy, and needs nothing else. Reads lines from standard input,
each a JSON list of texts, and answers each with the CPU seconds it took. tok2vec is shared by tagger and parser; ner
has its own, as in en_core_web_sm. The weights are random: what it finds is noise, what it costs is not.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from typing import Any

WIDTH, DEPTH = 96, 4
TAGS, RELATIONS, ENTITIES = 50, 45, 18


def tok2vec(attributes: dict[str, int]) -> dict[str, Any]:
    """Hash embeddings of the attributes, with so many rows each, and a convolution over neighbours."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": list(attributes),
            "rows": list(attributes.values()),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": DEPTH,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def pipeline() -> Any:
    """tok2vec, tagger, parser and ner, made ready with labels that mean nothing."""
    nlp = import_module("spacy").blank("en")
    words = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    moves = {"@architectures": "spacy.TransitionBasedParser.v2", "hidden_width": 64, "maxout_pieces": 2}
    moves |= {"use_upper": True, "extra_state_tokens": False}
    nlp.add_pipe("tok2vec", config={"model": tok2vec({**words, "SPACY": 50, "IS_SPACE": 50})})
    tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    parser = nlp.add_pipe("parser", config={"model": {**moves, "state_type": "parser", "tok2vec": listener}})
    ner = nlp.add_pipe("ner", config={"model": {**moves, "state_type": "ner", "tok2vec": tok2vec(words)}})
    for component, count in ((tagger, TAGS), (parser, RELATIONS), (ner, ENTITIES)):
        for number in range(count):
            component.add_label(f"L{number}")
    nlp.initialize()
    _randomise(nlp)
    return nlp


def _randomise(nlp: Any) -> None:
    """Output layers begin as zeros, with which every parse would be the same first move over and over."""
    numpy = import_module("numpy")
    draw = numpy.random.default_rng(1)
    for _, component in nlp.pipeline:
        for layer in component.model.walk():
            for name in layer.param_names:
                if layer.has_param(name) and not layer.get_param(name).any():
                    shape = layer.get_param(name).shape
                    layer.set_param(name, draw.normal(0, 0.1, shape).astype("float32"))


def main() -> None:
    """Says spaCy's version, then reads and answers until standard input ends."""
    nlp = pipeline()
    print(import_module("spacy").__version__, flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        begun = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        print(time.process_time() - begun, flush=True)


if __name__ == "__main__":
    main()
