"""The network: a MiniLM encoder that also sees letter case and quotation marks, and its heads."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.annotate.labels import ARGUMENTS, DISTANCES, LINK_SIZE, TAGS
from onrecord.annotate.tokens import BREAKS, CASES, QUOTES

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
BANDS = 2 * len(DISTANCES) + 1


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


class AttributionHead(nn.Module):
    """Hidden states → a tag for each word, and the vectors by which a cue finds its arguments.

    Outputs [batch, subwords, …]: tags TAGS; query LINK_SIZE; key ARGUMENTS * LINK_SIZE; distance ARGUMENTS * BANDS.
    The score of word j as argument a of a cue is query·key[j, a] + distance[a, band of j], where query and
    distance are means over the cue's words.
    """

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.mix = nn.Linear(HIDDEN, HIDDEN)
        self.query = nn.Linear(HIDDEN, LINK_SIZE)
        self.key = nn.Linear(HIDDEN, len(ARGUMENTS) * LINK_SIZE)
        self.distance = nn.Linear(LINK_SIZE, len(ARGUMENTS) * BANDS)
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.dropout = dropout

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        x = F.dropout(x, self.dropout, self.training)
        mixed = F.gelu(self.mix(x))
        query = self.query(mixed)
        return self.tags(x), query, self.key(mixed), self.distance(query)


class Network(nn.Module):
    """The encoder with its heads; a further head is a further attribute and a further loss in `loss.py`."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.attribution = AttributionHead(dropout)

    def forward(self, ids: Tensor, shapes: Tensor, bias: Tensor | None = None) -> tuple[Tensor, ...]:
        return self.attribution(self.encoder(ids, shapes, bias))
