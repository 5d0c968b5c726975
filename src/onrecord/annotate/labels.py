"""The labels of the model's heads, in the order of its outputs."""

from __future__ import annotations

KINDS = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""What a word is, whichever attribution it belongs to; once for attributions, once for those inside a content."""

ARGUMENTS = ("O", "B-source", "I-source", "B-content", "I-content")
"""What a word is to one given cue."""

LINK_SIZE = 96
"""Length of the vectors by which a cue finds its source and its contents."""

DISTANCES = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 29, 38, 50, 66, 87, 115, 152)
"""Upper bounds of the bands in which the distance in words from a cue is counted, on either side."""

BANDS = 2 * len(DISTANCES) + 1
"""Bands of distance: the word itself, then before it, then after it."""

UPOS = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
"""Universal parts of speech."""

PART = "part"
"""The relation of a word that is not the first of its token ("'", "t" in "don't") to the one that is."""

RELATIONS = (
    *("acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc"),
    *("cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep"),
    *("det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark"),
    *("nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl"),
    *("obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp", PART),
)
"""Universal Dependencies as GUM has them; the head of a root is the root itself."""

ARC_SIZE = 96
"""Length of the vectors by which a word finds its syntactic head."""

ENTITIES = (
    *("O", "abstract", "animal", "event", "object", "organization"),
    *("person", "place", "plant", "substance", "time"),
)
"""What the mention is that a word is the syntactic head of, in GUM's types."""

EDGE_SIZE = 48
"""Length of the vectors by which the head of a mention finds its first and its last word."""

CHAIN_SIZE = 64
"""Length of the vectors by which the head of a mention finds an earlier mention of the same."""

FORMS = ("name", "nominal", "pronoun")
MATCHES = ("none", "head", "whole")
"""How the words of two mentions agree: not at all, in the head word, or throughout."""

EVENTS = (
    *("O", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
"""The PLOVER type of the event that a word triggers."""

ROLES = ("agent", "recipient")
"""What a word is to one given trigger, beside nothing."""

ROLE_SIZE = 64
"""Length of the vectors by which a trigger finds its agents and recipients."""

STATUSES = ("occurred", "planned", "possible", "denied", "hypothetical")
"""How the clause presents what a verb or a noun of action tells."""

TIMES = ("O", "B", "I")
"""Words of an expression of time."""
