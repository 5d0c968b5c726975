"""Training: seeded, resumable from its last checkpoint, with an average of the weights kept beside them."""

from __future__ import annotations

import copy
import json
import math
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch

from onrecord.annotate.tokens import WINDOW
from training.batches import batch
from training.corpora.reading import Corpora
from training.documents import Document, Example, pack, windows
from training.inner import mark
from training.loss import losses
from training.network import Network

MASK = 103


@dataclass(frozen=True)
class Recipe:
    """What training depends on beside its corpora."""

    passes: int = 7
    inner_from: int = 3
    """The pass before which the attributions inside contents are marked, by the network as it then is."""
    subwords: int = 5120
    """Subwords of a batch, padding counted."""
    windows: int = 32
    """Windows of a batch at most: short ones would else be learnt from in few, large steps."""
    gum: int = 3
    """Times that GUM is read in a pass."""
    sentences: int = 3
    """Times that the sentences with events are read in a pass."""
    together: int = 5
    """Sentences with events in one window at most."""
    stories: float = 0.2
    """Share of the stories read in a pass."""
    encoder_rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    weight_decay: float = 0.01
    dropout: float = 0.1
    mask: float = 0.06
    """Share of subwords hidden from the encoder."""
    plain: float = 0.1
    """Share of windows whose letter case and quotation marks are hidden from the encoder."""
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "tags": 2.0,
            "link": 3.0,
            "inner": 1.0,
            "sentence": 0.4,
            "upos": 0.4,
            "relation": 0.6,
            "arc": 0.8,
            "status": 0.2,
            "time": 0.8,
            "entity": 1.0,
            "edge": 0.5,
            "chain": 1.0,
            "event": 0.15,
            "role": 1.5,
            "planned": 0.1,
            "quiet": 1.0,
        }
    )
    """What the loss of each layer counts, beside the share of the words that it is known of."""
    average: float = 0.998
    seed: int = 1


def train(corpora: Corpora, recipe: Recipe, minilm: Path, folder: Path) -> Path:
    """Train (or go on training) and return the file with the averaged weights."""
    folder.mkdir(parents=True, exist_ok=True)
    done, checkpoint = folder / "weights.pt", folder / "checkpoint.pt"
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(recipe.seed)
    net = Network(recipe.dropout)
    net.encoder.load_minilm(minilm)
    # The word table is half of all weights and its gradient costs a third of a step; frozen it loses nothing.
    net.encoder.word.weight.requires_grad_(False)
    net.to(device)
    tables = ("encoder.case", "encoder.quote", "encoder.breaks")
    fresh = [p for n, p in net.named_parameters() if not n.startswith("encoder.") or n.startswith(tables)]
    chosen = {id(p) for p in fresh}
    rest = [p for p in net.parameters() if p.requires_grad and id(p) not in chosen]
    groups = [{"params": rest, "lr": recipe.encoder_rate}, {"params": fresh, "lr": recipe.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay)
    rates = [g["lr"] for g in optimizer.param_groups]
    averaged = {n: p.detach().clone() for n, p in net.named_parameters() if p.requires_grad}
    total = recipe.passes * len(list(_order(corpora, recipe, 0)))
    step, first = 0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        if saved["recipe"] != asdict(recipe):
            raise SystemExit(f"{checkpoint} was made with another recipe: remove it to start anew")
        net.load_state_dict(saved["net"])
        optimizer.load_state_dict(saved["optimizer"])
        averaged, step, first = saved["averaged"], saved["step"], saved["pass"]
        print(f"going on from pass {first + 1}", flush=True)
    net.train()
    started, begun = time.monotonic(), step
    for index in range(first, recipe.passes):
        if index == recipe.inner_from or (index == first and index > recipe.inner_from):
            count = mark(_teacher(net, folder, averaged, fresh=index == recipe.inner_from), corpora.attributions)
            print(f"{count} attributions inside contents marked", flush=True)
        torch.manual_seed(recipe.seed * 1000 + index)
        sums, counts = dict.fromkeys(recipe.weights, 0.0), Counter[str]()
        for group in _order(corpora, recipe, index):
            b = batch(group, device)
            with torch.autocast(device.type, torch.bfloat16):
                out = net(b.ids, b.shapes, b.words, b.bias)
            lost = losses(net, out, b)
            torch.stack([recipe.weights[name] * loss.share * loss.mean for name, loss in lost.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            share = min(1.0, step / total)
            scale = min(1.0, share / recipe.warm_up + 1e-3) * 0.5 * (1 + math.cos(math.pi * share))
            for g, rate in zip(optimizer.param_groups, rates, strict=True):
                g["lr"] = rate * scale
            optimizer.step()
            optimizer.zero_grad()
            keep = min(recipe.average, (1 + step) / (10 + step))
            for name, p in net.named_parameters():
                if p.requires_grad:
                    averaged[name].lerp_(p.detach(), 1 - keep)
            step += 1
            for name, loss in lost.items():
                sums[name] += loss.mean.item()
                counts[name] += 1
            if step % 50 == 0:
                left = (time.monotonic() - started) / (step - begun) * (total - step)
                means = "  ".join(f"{name} {sums[name] / counts[name]:.3f}" for name in recipe.weights if counts[name])
                print(
                    f"pass {index + 1}/{recipe.passes}  step {step}/{total}  {left / 60:.0f} min left  {means}",
                    flush=True,
                )
                sums, counts = dict.fromkeys(recipe.weights, 0.0), Counter[str]()
        state = {"recipe": asdict(recipe), "net": net.state_dict(), "optimizer": optimizer.state_dict()}
        _save({**state, "averaged": averaged, "step": step, "pass": index + 1}, checkpoint)
        _save({**net.state_dict(), **averaged}, done)
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1) + "\n")
    return done


def _teacher(net: Network, folder: Path, averaged: dict[str, torch.Tensor], *, fresh: bool) -> Network:
    """The network that marks inner attributions: the average of the weights when they were first marked."""
    path = folder / "teacher.pt"
    if fresh:
        _save({**net.state_dict(), **averaged}, path)
    teacher = copy.deepcopy(net)
    teacher.load_state_dict(torch.load(path, weights_only=True))
    return teacher


def _save(state: object, path: Path) -> None:
    torch.save(state, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def _order(corpora: Corpora, recipe: Recipe, index: int) -> Iterator[list[Example]]:
    """The batches of one pass: windows of like length together, batches in random order; depends on the seed alone."""
    rng = np.random.default_rng((recipe.seed, index))
    chosen: list[Document] = [*corpora.attributions, *corpora.times]
    count = int(recipe.stories * len(corpora.stories))
    chosen += recipe.gum * corpora.syntax + [corpora.stories[i] for i in rng.permutation(len(corpora.stories))[:count]]
    made = [e for d in chosen for e in windows(d, WINDOW, rng)]
    for _ in range(recipe.sentences):
        made += pack(corpora.sentences, WINDOW, recipe.together, rng)
    keys = np.array([len(e.ids) for e in made]) + rng.uniform(0, 24, len(made))
    groups: list[list[Example]] = [[]]
    for i in np.argsort(keys)[::-1]:
        # The first is the longest of its batch.
        room = recipe.subwords // len(groups[-1][0].ids) if groups[-1] else 1
        if len(groups[-1]) >= min(room, recipe.windows):
            groups.append([])
        groups[-1].append(made[i])
    for i in rng.permutation(len(groups)):
        yield [_hide(e, recipe, rng) for e in groups[i]]


def _hide(example: Example, recipe: Recipe, rng: np.random.Generator) -> Example:
    ids, shapes = example.ids.copy(), example.shapes
    inner = rng.random(len(ids)) < recipe.mask
    inner[[0, -1]] = False
    ids[inner] = MASK
    if rng.random() < recipe.plain:
        # Upper case throughout, as in headlines, or no case and no quotation state at all.
        shapes = shapes // 16 * 16 if rng.random() < 0.5 else np.where(shapes % 8 >= 3, shapes // 8 * 8 + 5, shapes)
    return example._replace(ids=ids, shapes=shapes)
