"""The labels of the model's heads, in the order of its outputs."""

from __future__ import annotations

KINDS = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""What a word is, whichever attribution it belongs to."""

ARGUMENTS = ("O", "B-source", "I-source", "B-content", "I-content")
"""What a word is to one given cue."""

LINK_SIZE = 96
"""Length of the vectors by which a cue finds its source and its contents."""

DISTANCES = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 29, 38, 50, 66, 87, 115, 152)
"""Upper bounds of the bands in which the distance in words from a cue is counted, on either side."""
