"""Training: seeded, resumable from its last checkpoint, with an average of the weights kept beside them."""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from onrecord.annotate.tokens import WINDOW
from training.corpus import Article, Example, examples
from training.loss import attribution_loss, batch
from training.network import Network

MASK = 103


@dataclass(frozen=True)
class Recipe:
    """What training depends on beside its corpora."""

    passes: int = 8
    windows: int = 16
    encoder_rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    weight_decay: float = 0.01
    dropout: float = 0.1
    mask: float = 0.06
    """Share of subwords hidden from the encoder."""
    plain: float = 0.1
    """Share of windows whose letter case and quotation marks are hidden from the encoder."""
    link_weight: float = 1.5
    average: float = 0.998
    seed: int = 1


def train(articles: list[Article], recipe: Recipe, minilm: Path, folder: Path) -> Path:
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
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    tables = [p for n, p in net.named_parameters() if n.startswith(("encoder.case", "encoder.quote", "encoder.breaks"))]
    chosen = {id(p) for p in heads + tables}
    rest = [p for p in net.parameters() if p.requires_grad and id(p) not in chosen]
    groups = [{"params": rest, "lr": recipe.encoder_rate}, {"params": heads + tables, "lr": recipe.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay)
    rates = [g["lr"] for g in optimizer.param_groups]
    averaged = {n: p.detach().clone() for n, p in net.named_parameters() if p.requires_grad}
    total = recipe.passes * sum(1 for _ in _order(articles, recipe, 0))
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
        torch.manual_seed(recipe.seed * 1000 + index)
        sums = np.zeros(3)
        for group in _order(articles, recipe, index):
            b = batch(group, device)
            with torch.autocast(device.type, torch.bfloat16):
                out = net(b.ids, b.shapes, b.bias)
            chain, link = attribution_loss(net.attribution, out, b)
            (chain + recipe.link_weight * link).backward()
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
            sums += (chain.item(), link.item(), 1)
            if step % 50 == 0:
                left = (time.monotonic() - started) / (step - begun) * (total - step)
                print(
                    f"pass {index + 1}/{recipe.passes}  step {step}/{total}  chain {sums[0] / sums[2]:.4f}  "
                    f"link {sums[1] / sums[2]:.4f}  {left / 60:.0f} min left",
                    flush=True,
                )
        state = {"recipe": asdict(recipe), "net": net.state_dict(), "optimizer": optimizer.state_dict()}
        _save({**state, "averaged": averaged, "step": step, "pass": index + 1}, checkpoint)
        _save({**net.state_dict(), **averaged}, done)
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1) + "\n")
    return done


def _save(state: object, path: Path) -> None:
    torch.save(state, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def _order(articles: list[Article], recipe: Recipe, index: int) -> Iterator[list[Example]]:
    """The batches of one pass: windows of like length together, batches in random order; depends on the seed alone."""
    rng = np.random.default_rng((recipe.seed, index))
    made = [e for a in articles for e in examples(a, WINDOW, rng)]
    keys = np.array([len(e.ids) for e in made]) + rng.uniform(0, 24, len(made))
    ordered = [made[i] for i in np.argsort(keys)]
    groups = [ordered[i : i + recipe.windows] for i in range(0, len(ordered), recipe.windows)]
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
