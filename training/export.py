"""From trained weights to the ONNX file the package ships: int8, with all that decoding needs in its metadata."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Network

NAMES = ("tags", "query", "key", "distance")


class _Exported(nn.Module):
    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        return self.net(ids, shapes)


def export(weights: Path, target: Path, facts: dict[str, str], *, quantise: bool = True) -> None:
    """Write the network as ONNX; `facts` (corpora, recipe) go into its metadata beside the chain's transitions."""
    net = Network()
    net.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    net.eval()
    plain = target.with_suffix(".fp32.onnx")
    example = (torch.ones(1, 40, dtype=torch.int64), torch.zeros(1, 40, dtype=torch.int64))
    axes = {name: {1: "subwords"} for name in ("ids", "shapes", *NAMES)}
    torch.onnx.export(
        _Exported(net),
        example,
        str(plain),
        input_names=["ids", "shapes"],
        output_names=list(NAMES),
        dynamic_axes=axes,
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
        "calibration": json.dumps([0.0, 0.25, 0.25, 0.25, 0.25]),
    }
    for key, value in facts.items():
        model.metadata_props.add(key=key, value=value)
    onnx.save(model, target)
