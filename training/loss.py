"""What each head loses on a batch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from onrecord.annotate.labels import (
    ARGUMENTS,
    BANDS,
    DISTANCES,
    EDGE_SIZE,
    FORMS,
    LINK_SIZE,
    MATCHES,
    ROLE_SIZE,
    ROLES,
)
from training.batches import Batch
from training.network import AttributionHead, Network

QUIET = 0.3
"""Weight of "triggers nothing" for the words of a text with one event beside the one that tells it."""


class Loss(NamedTuple):
    """The mean loss of one layer, and the share of the batch's words that it is known of."""

    mean: Tensor
    share: float


Losses = dict[str, Loss]


def losses(net: Network, out: dict[str, Tensor], b: Batch) -> Losses:
    """What each layer loses that the batch has labels of, by name; arithmetic in float32."""
    out = {name: x.float() for name, x in out.items()}
    total = int(b.present.sum())
    shares = {name: int((values >= 0).sum()) / total for name, values in b.layers.items()}
    found: Losses = {}
    if "tags" in b.layers:
        found["tags"] = Loss(_chain(net.attribution, out["tags"], b.layers["tags"]), shares["tags"])
    for name in ("inner", "upos", "relation", "entity", "time"):
        if name in b.layers:
            found[name] = Loss(_labels(out[name], b.layers[name]), shares[name])
    if "sentence" in b.layers:
        gold = b.layers["sentence"]
        given = out["sentence"][..., 0][gold >= 0]
        mean = F.binary_cross_entropy_with_logits(given, gold[gold >= 0].float())
        found["sentence"] = Loss(mean, shares["sentence"])
    if len(b.cues):
        found["link"] = Loss(_links(out, b), max(shares.get("tags", 0.0), shares.get("inner", 0.0)))
    if "head" in b.layers:
        found["arc"] = Loss(_arcs(net, out, b), shares["head"])
        found["status"] = Loss(_labels(out["status"], b.layers["status"]), shares["head"])
    if "left" in b.layers:
        found["edge"] = Loss(_edges(net, out, b), shares["entity"])
        found["chain"] = Loss(_chains(net, out, b), shares["entity"])
    if "event" in b.layers:
        found["quiet"] = Loss(_labels(out["event"], b.layers["event"]), shares["event"])
    if b.happenings:
        found.update(_happenings(net, out, b, total))
    return {name: loss for name, loss in found.items() if torch.isfinite(loss.mean)}


def bands(begin: Tensor, end: Tensor, count: int) -> Tensor:
    """For each run of words [begin, end) and each word the band of their distance, [..., count]; inside it band 0."""
    at = torch.arange(count, device=begin.device)
    before, after = begin[..., None] - at, at - end[..., None] + 1
    limits = torch.tensor(DISTANCES, device=begin.device)
    left = 1 + torch.bucketize(before, limits).clamp(max=len(DISTANCES) - 1)
    right = 1 + len(DISTANCES) + torch.bucketize(after, limits).clamp(max=len(DISTANCES) - 1)
    return torch.where(before > 0, left, torch.where(after > 0, right, 0))


def _labels(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=-1)


def _chain(head: AttributionHead, tags: Tensor, gold: Tensor) -> Tensor:
    """Negative log-likelihood of the tags as a linear chain, a word; windows without tags count nothing."""
    rows = gold[:, 0] >= 0
    tags, gold = tags[rows], gold[rows]
    present = gold >= 0
    return -chain_likelihood(head, tags, gold.clamp(min=0), present).sum() / present.sum()


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


def _links(out: dict[str, Tensor], b: Batch) -> Tensor:
    """Cross-entropy of what each word is to each cue."""
    size, count = b.words.shape
    # Each window's cues in a row of their own, since a copy of the keys for each cue would cost more than the network.
    order = torch.argsort(b.cues[:, 0], stable=True)
    (window, begin, end), arguments = b.cues[order].unbind(1), b.arguments[order]
    filled = torch.bincount(window, minlength=size)
    slot = torch.arange(len(window), device=window.device) - (filled.cumsum(0) - filled)[window]
    at = torch.arange(count, device=window.device)
    inside = out["query"].new_zeros(size, int(filled.max()), count)
    inside[window, slot] = ((at >= begin[:, None]) & (at < end[:, None])).float() / (end - begin)[:, None]
    near = at.new_zeros(*inside.shape)
    near[window, slot] = bands(begin, end, count)
    gold = at.new_full(inside.shape, -1)
    gold[window, slot] = arguments
    d = (inside @ out["distance"]).view(*inside.shape[:2], len(ARGUMENTS), BANDS)
    scores = (inside @ out["query"]) @ out["key"].view(size, count * len(ARGUMENTS), LINK_SIZE).transpose(1, 2)
    scores = scores.view(*inside.shape, len(ARGUMENTS)) / LINK_SIZE**0.5
    scores = scores + d.gather(3, near[:, :, None].expand(-1, -1, len(ARGUMENTS), -1)).transpose(2, 3)
    return _labels(scores, gold)


def _arcs(net: Network, out: dict[str, Tensor], b: Batch) -> Tensor:
    """Cross-entropy of each word's head among the words of its window."""
    rows = (b.layers["head"] >= 0).any(1)
    scores = _pairs(out["dependent"][rows], out["governor"][rows], net.biases["arc"])
    return _labels(scores.masked_fill(~b.present[rows][:, None], -1e4), b.layers["head"][rows])


def _edges(net: Network, out: dict[str, Tensor], b: Batch) -> Tensor:
    """Cross-entropy of the first and of the last word of each mention, from its head."""
    rows = (b.layers["left"] >= 0).any(1)
    present = b.present[rows][:, None]
    at = torch.arange(present.shape[2], device=present.device)
    total = out["edges"].new_zeros(())
    for side, name in enumerate(("left", "right")):
        part = slice(side * EDGE_SIZE, (side + 1) * EDGE_SIZE)
        scores = _pairs(out["edges"][rows][..., part], out["edge_keys"][rows][..., part], net.biases["edge"][side])
        beyond = at > at[:, None] if name == "left" else at < at[:, None]
        total = total + _labels(scores.masked_fill(beyond | ~present, -1e4), b.layers[name][rows])
    return total


def _pairs(queries: Tensor, keys: Tensor, near: Tensor) -> Tensor:
    """Scores of all pairs of words [windows, words, words]: scaled products, and what their distance adds."""
    at = torch.arange(keys.shape[1], device=keys.device)
    added = F.embedding(bands(at, at + 1, len(at)), near[:, None])[..., 0]
    return queries @ keys.transpose(1, 2) / queries.shape[-1] ** 0.5 + added


def _chains(net: Network, out: dict[str, Tensor], b: Batch) -> Tensor:
    """Negative log of the share that goes to right antecedents, or to none where the window has none, by mention."""
    rows = (b.layers["chain"] >= 0).any(1)
    chain, form, same, spelt = (b.layers[name][rows] for name in ("chain", "form", "same", "spelling"))
    at = torch.arange(chain.shape[1], device=chain.device)
    scores = _pairs(out["anaphor"][rows], out["antecedent"][rows], net.biases["chain"])
    match = (spelt[:, :, None] == spelt[:, None]).long()
    match = torch.where(same[:, :, None] == same[:, None], 2, match)
    forms = form.clamp(min=0)
    agreement = (forms[:, :, None] * len(FORMS) + forms[:, None]) * len(MATCHES) + match
    scores = scores + F.embedding(agreement, net.biases["forms"].view(-1, 1))[..., 0]
    known = chain >= 0
    allowed = known[:, None] & (at[None, :] < at[:, None])
    right = allowed & (chain[:, :, None] == chain[:, None])
    none = F.embedding(forms, net.biases["first"][:, None])
    scores = torch.cat([none, scores.masked_fill(~allowed, -1e4)], 2)
    right = torch.cat([~right.any(2, keepdim=True), right], 2)
    total = torch.logsumexp(scores, 2) - torch.logsumexp(scores.masked_fill(~right, -1e4), 2)
    return total[known].mean()


def _happenings(net: Network, out: dict[str, Tensor], b: Batch, total: int) -> Losses:
    """Negative log-likelihood of the type and the pair, summed over the words that may tell it, and of the plan."""
    events, pairs, plans = [], [], []
    # Row by row from here on: a gradient as large as the batch for each slice of it would cost more than the network.
    labels = F.log_softmax(out["event"], -1).unbind()
    planned = out["planned"][..., 0].unbind()
    fits = _fits(net, out, b).unbind()
    for row, low, happening in b.happenings:
        count = len(happening.prior)
        own = slice(low, low + count)
        label, fit = labels[row][own], fits[row][own]
        quiet = label[:, 0]
        prior = torch.from_numpy(happening.prior).to(label).clamp(min=1e-6).log()
        told = prior + torch.logsumexp(label[:, list(happening.types)], 1)
        if happening.weak:
            events.append(-torch.logsumexp(told, 0) * 0.3)
            continue
        told = told - QUIET * quiet
        # The pair's fit chooses among triggers too, softly, since it is a sum over many words.
        joint = told + 0.1 * fit.detach()
        if happening.agent and happening.recipient:
            pairs.append(-(torch.softmax(told.detach(), 0) * fit).sum() / count)
        events.append(-torch.logsumexp(joint, 0) - QUIET * quiet.sum())
        if happening.planned is not None:
            told_by = torch.softmax(joint.detach(), 0)
            given = planned[row][own]
            gold = torch.full_like(given, float(happening.planned))
            plans.append((told_by * F.binary_cross_entropy_with_logits(given, gold, reduction="none")).sum())
    share = sum(len(h.prior) for _, _, h in b.happenings) / total
    found = {"event": Loss(torch.stack(events).mean(), share)}
    if pairs:
        found["role"] = Loss(torch.stack(pairs).mean(), share)
    if plans:
        found["planned"] = Loss(torch.stack(plans).mean(), share)
    return found


def _fits(net: Network, out: dict[str, Tensor], b: Batch) -> Tensor:
    """For each word its text's pair's log-likelihood, were it the trigger, [batch, words]; 0 where none is known."""
    size, count = b.present.shape
    gold = np.zeros((size, count, count), dtype=np.int64)
    known = np.zeros((size, count, 1), dtype=np.float32)
    for row, low, happening in b.happenings:
        if happening.agent and happening.recipient:
            own = slice(low, low + len(happening.prior))
            known[row, own] = 1
            for role, (begin, end) in enumerate((happening.agent, happening.recipient), 1):
                gold[row, own, low + begin : low + end] = role
    keys = out["filler"].view(size, count, len(ROLES), ROLE_SIZE).unbind(2)
    scores = torch.stack([_pairs(out["trigger"], k, near) for k, near in zip(keys, net.biases["role"], strict=True)], 3)
    fit = F.log_softmax(F.pad(scores, (1, 0)), -1).gather(3, torch.from_numpy(gold).to(b.words.device)[..., None])
    seen = b.present[:, None] * torch.from_numpy(known).to(b.words.device)
    return (fit[..., 0] * seen).sum(2)
