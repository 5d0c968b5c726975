"""The network: a MiniLM encoder that also sees letter case and quotation marks, and its heads."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.annotate.labels import (
    ARC_SIZE,
    ARGUMENTS,
    BANDS,
    CHAIN_SIZE,
    EDGE_SIZE,
    ENTITIES,
    EVENTS,
    FORMS,
    LINK_SIZE,
    MATCHES,
    RELATIONS,
    ROLE_SIZE,
    ROLES,
    STATUSES,
    TAGS,
    TIMES,
    UPOS,
)
from onrecord.annotate.tokens import BREAKS, CASES, QUOTES

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
MIXED = 256
"""Width of the hidden layer of each group of heads."""


class Layer(nn.Module):
    """One BERT layer over hidden states [batch, subwords, HIDDEN]; `bias` is 0 or -inf by key."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        if self.training:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        else:
            # Written out, so that the exported graph is plain matrix products.
            scores = q @ k.transpose(-1, -2) / math.sqrt(HIDDEN // HEADS)
            mixed = (scores if bias is None else scores + bias).softmax(-1) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """ids and shapes [batch, subwords] → hidden states [batch, subwords, HIDDEN]."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.case = nn.Embedding(CASES, HIDDEN)
        self.quote = nn.Embedding(QUOTES, HIDDEN)
        self.breaks = nn.Embedding(BREAKS, HIDDEN)
        for table in (self.case, self.quote, self.breaks):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout

    def forward(self, ids: Tensor, shapes: Tensor, bias: Tensor | None = None) -> Tensor:
        x = self.word(ids) + self.position(torch.arange(ids.shape[1], device=ids.device))
        x = x + self.case(shapes % CASES) + self.quote(shapes // CASES % QUOTES)
        x = x + self.breaks(shapes // (CASES * QUOTES))
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_minilm(self, path: Path) -> None:
        """Start from the published weights (a safetensors file of a BERT with six layers)."""
        from safetensors.torch import load_file

        raw = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        with torch.no_grad():
            self.word.weight.copy_(raw["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(
                raw["embeddings.position_embeddings.weight"] + raw["embeddings.token_type_embeddings.weight"][0]
            )
            self.norm.weight.copy_(raw["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(raw["embeddings.LayerNorm.bias"])
            for index, layer in enumerate(self.layers):
                at = f"encoder.layer.{index}."
                for part in ("weight", "bias"):
                    names = [f"{at}attention.self.{n}.{part}" for n in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat([raw[n] for n in names]))
                    for ours, theirs in (
                        (layer.out, "attention.output.dense"),
                        (layer.norm1, "attention.output.LayerNorm"),
                        (layer.up, "intermediate.dense"),
                        (layer.down, "output.dense"),
                        (layer.norm2, "output.LayerNorm"),
                    ):
                        getattr(ours, part).copy_(raw[f"{at}{theirs}.{part}"])


class Head(nn.Module):
    """One hidden layer over the words' states, and the outputs of a group of tasks, by name."""

    def __init__(self, dropout: float, **sizes: int) -> None:
        super().__init__()
        self.mix = nn.Linear(HIDDEN, MIXED)
        self.outputs = nn.ModuleDict({name: nn.Linear(MIXED, size) for name, size in sizes.items()})
        self.dropout = dropout

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        mixed = F.dropout(F.gelu(self.mix(x)), self.dropout, self.training)
        return {name: output(mixed) for name, output in self.outputs.items()}


class AttributionHead(nn.Module):
    """A tag for each word, outside and inside contents, and the vectors by which a cue finds its arguments.

    The score of word j as argument a of a cue is query·key[j, a] + distance[a, band of j], where query and
    distance are means over the cue's words.
    """

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.inner = nn.Linear(HIDDEN, len(TAGS))
        self.mix = nn.Linear(HIDDEN, HIDDEN)
        self.query = nn.Linear(HIDDEN, LINK_SIZE)
        self.key = nn.Linear(HIDDEN, len(ARGUMENTS) * LINK_SIZE)
        self.distance = nn.Linear(LINK_SIZE, len(ARGUMENTS) * BANDS)
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.dropout = dropout

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        x = F.dropout(x, self.dropout, self.training)
        mixed = F.gelu(self.mix(x))
        query = self.query(mixed)
        return {
            "tags": self.tags(x),
            "inner": self.inner(x),
            "query": query,
            "key": self.key(mixed),
            "distance": self.distance(query),
        }


class Network(nn.Module):
    """The encoder with its heads over the first subword of each word; outputs [batch, words, …] by name.

    `biases`: what distance, form and agreement add to the scores of pairs of words, learnt and independent of the text.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.attribution = AttributionHead(dropout)
        self.heads = nn.ModuleDict(
            {
                "syntax": Head(
                    dropout,
                    sentence=1,
                    upos=len(UPOS),
                    relation=len(RELATIONS),
                    dependent=ARC_SIZE,
                    governor=ARC_SIZE,
                    status=len(STATUSES),
                    time=len(TIMES),
                ),
                "mention": Head(
                    dropout,
                    entity=len(ENTITIES),
                    edges=2 * EDGE_SIZE,
                    edge_keys=2 * EDGE_SIZE,
                    anaphor=CHAIN_SIZE,
                    antecedent=CHAIN_SIZE,
                ),
                "event": Head(dropout, event=len(EVENTS), trigger=ROLE_SIZE, filler=len(ROLES) * ROLE_SIZE, planned=1),
            }
        )
        self.biases = nn.ParameterDict(
            {
                "arc": torch.zeros(BANDS),
                "edge": torch.zeros(2, BANDS),
                "chain": torch.zeros(BANDS),
                "forms": torch.zeros(len(FORMS), len(FORMS), len(MATCHES)),
                "first": torch.zeros(len(FORMS)),
                "role": torch.zeros(len(ROLES), BANDS),
            }
        )

    def forward(self, ids: Tensor, shapes: Tensor, words: Tensor, bias: Tensor | None = None) -> dict[str, Tensor]:
        x = self.encoder(ids, shapes, bias)
        x = x.gather(1, words[..., None].expand(-1, -1, x.shape[-1]))
        out: dict[str, Tensor] = self.attribution(x)
        for head in self.heads.values():
            out.update(head(x))
        return out
