"""From trained weights to the ONNX file the package ships: int8, with all that decoding needs in its metadata."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Network


class _Exported(nn.Module):
    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.net(ids, shapes, words).values())


def export(weights: Path, target: Path, facts: dict[str, str], *, quantise: bool = True) -> None:
    """Write the network as ONNX; `facts` (corpora, recipe) go into its metadata beside what decoding adds to scores."""
    net = Network()
    net.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    net.eval()
    plain = target.with_suffix(".fp32.onnx")
    ids, words = torch.ones(1, 40, dtype=torch.int64), torch.arange(1, 31)[None]
    names = list(net(ids, 0 * ids, words))
    torch.onnx.export(
        _Exported(net),
        (ids, 0 * ids, words),
        str(plain),
        input_names=["ids", "shapes", "words"],
        output_names=names,
        dynamic_axes={
            **{name: {1: "subwords"} for name in ("ids", "shapes")},
            **{name: {1: "words"} for name in ("words", *names)},
        },
        opset_version=17,
        dynamo=False,
    )
    if quantise:
        quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True)
        plain.unlink()
    else:
        plain.rename(target)
    model = onnx.load(target)
    head = net.attribution
    facts = {
        **facts,
        "transitions": json.dumps(head.transitions.tolist()),
        "start": json.dumps(head.start.tolist()),
        "biases": json.dumps({name: value.tolist() for name, value in net.biases.items()}),
        "calibration": json.dumps([0.0, 0.25, 0.25, 0.25, 0.25]),
    }
    for key, value in facts.items():
        model.metadata_props.add(key=key, value=value)
    onnx.save(model, target)
