"""Batches, and what each head loses on them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from onrecord.annotate.labels import ARGUMENTS, DISTANCES, LINK_SIZE
from onrecord.annotate.tokens import PAD
from training.corpus import Example
from training.network import BANDS, AttributionHead


class Batch(NamedTuple):
    """Windows padded to one length.

    ids, shapes [batch, subwords]; bias [batch, 1, 1, subwords], 0 or very low by key; words [batch, words] positions of
    first subwords; tags [batch, words] and arguments [cues, words], -1 where there is no word; cues [cues, 3] window,
    first word, last word + 1.
    """

    ids: Tensor
    shapes: Tensor
    bias: Tensor
    words: Tensor
    tags: Tensor
    cues: Tensor
    arguments: Tensor


def batch(examples: list[Example], device: torch.device) -> Batch:
    """One padded batch; its lengths are rounded up so that few different ones occur."""
    length = -(-max(len(e.ids) for e in examples) // 64) * 64
    count = -(-max(len(e.words) for e in examples) // 64) * 64
    ids = np.full((len(examples), length), PAD)
    shapes = np.zeros((len(examples), length), dtype=np.int64)
    bias = np.full((len(examples), 1, 1, length), -1e4, dtype=np.float32)
    words = np.zeros((len(examples), count), dtype=np.int64)
    tags = np.full((len(examples), count), -1)
    cues, arguments = [], []
    for row, e in enumerate(examples):
        ids[row, : len(e.ids)] = e.ids
        shapes[row, : len(e.ids)] = e.shapes
        bias[row, :, :, : len(e.ids)] = 0
        words[row, : len(e.words)] = e.words
        tags[row, : len(e.words)] = e.tags
        for (low, high), roles in zip(e.cues, e.arguments, strict=True):
            cues.append((row, low, high))
            arguments.append(np.pad(roles, (0, count - len(roles)), constant_values=-1))
    made = (ids, shapes, bias, words, tags, np.array(cues).reshape(-1, 3), np.array(arguments).reshape(-1, count))
    return Batch(*(torch.from_numpy(np.ascontiguousarray(x)).to(device) for x in made))


def bands(cues: Tensor, count: int) -> Tensor:
    """For each cue [cues, 3] and word the band of their distance, [cues, count]; the cue's own words in band 0."""
    at = torch.arange(count, device=cues.device)
    before, after = cues[:, 1:2] - at, at - cues[:, 2:3] + 1
    limits = torch.tensor(DISTANCES, device=cues.device)
    left = 1 + torch.bucketize(before, limits).clamp(max=len(DISTANCES) - 1)
    right = 1 + len(DISTANCES) + torch.bucketize(after, limits).clamp(max=len(DISTANCES) - 1)
    return torch.where(before > 0, left, torch.where(after > 0, right, 0))


def attribution_loss(head: AttributionHead, out: tuple[Tensor, ...], b: Batch) -> tuple[Tensor, Tensor]:
    """Negative log-likelihood of the tags as a chain (a word), and cross-entropy of the arguments (a cue's word)."""
    gathered = [x.float().gather(1, b.words[..., None].expand(-1, -1, x.shape[-1])) for x in out]
    tags, query, key, distance = gathered
    present = b.tags >= 0
    chain = -chain_likelihood(head, tags, b.tags.clamp(min=0), present).sum() / present.sum()
    if not len(b.cues):
        return chain, chain.new_zeros(())
    count = b.words.shape[1]
    at = torch.arange(count, device=b.words.device)
    inside = ((at >= b.cues[:, 1:2]) & (at < b.cues[:, 2:3])).float()
    inside = inside / inside.sum(1, keepdim=True)
    window = b.cues[:, 0]
    q = torch.einsum("cw,cwd->cd", inside, query[window])
    d = torch.einsum("cw,cwd->cd", inside, distance[window]).view(-1, len(ARGUMENTS), BANDS)
    keys = key.view(*key.shape[:2], len(ARGUMENTS), LINK_SIZE)
    scores = torch.einsum("cd,cwad->cwa", q, keys[window]) / LINK_SIZE**0.5
    scores = scores + d.gather(2, bands(b.cues, count)[:, None].expand(-1, len(ARGUMENTS), -1)).transpose(1, 2)
    return chain, F.cross_entropy(scores.reshape(-1, len(ARGUMENTS)), b.arguments.reshape(-1), ignore_index=-1)


def chain_likelihood(head: AttributionHead, tags: Tensor, gold: Tensor, present: Tensor) -> Tensor:
    """Log-likelihood of each window's gold tags under a linear chain, [batch]."""
    step = head.transitions
    alpha = head.start + tags[:, 0]
    for i in range(1, tags.shape[1]):
        moved = torch.logsumexp(alpha[:, :, None] + step, 1) + tags[:, i]
        alpha = torch.where(present[:, i, None], moved, alpha)
    emitted = (tags.gather(2, gold[..., None])[..., 0] * present).sum(1)
    moves = (step[gold[:, :-1], gold[:, 1:]] * present[:, 1:]).sum(1)
    return emitted + moves + head.start[gold[:, 0]] - torch.logsumexp(alpha, 1)
