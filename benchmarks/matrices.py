"""The matrix products that a run of the model is made of, and how fast this machine does them alone.

A profile of a run names the products with their shapes; each is then timed by itself, in a model of one node, so the
file needs neither the `onnx` package nor knowledge of what the network looks like.
"""

from __future__ import annotations

import json
import math
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import onnxruntime

_FLOAT, _UINT8, _INT8, _INT32 = 1, 2, 3, 6
RUNS = 50


class Product(NamedTuple):
    """left [..., k] times right [..., k, n]; in 8-bit integers or in 32-bit floats; by weights or by another state."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    integers: bool
    weights: bool

    @property
    def operations(self) -> int:
        """Multiplications and additions."""
        return 2 * math.prod(self.left) * self.right[-1]


def session(model: bytes, *, profile: str | None = None) -> onnxruntime.InferenceSession:
    """A session on one thread, as the package's own; `profile` is where the names of its profiles begin."""
    import onnxruntime

    from onrecord.annotate.model import SLOW

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if profile:
        options.enable_profiling, options.profile_file_prefix = True, profile
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW)


def profiled(model: bytes, feeds: Mapping[str, Any], runs: int = 10) -> tuple[Counter[Product], dict[str, float]]:
    """The products of one run on `feeds`, and each kind of operator's share of its time."""
    with tempfile.TemporaryDirectory() as folder:
        made = session(model, profile=f"{folder}/profile")
        for _ in range(runs):
            made.run(None, feeds)
        events = json.loads(Path(made.end_profiling()).read_text("utf-8"))
    nodes = [e for e in events if e.get("cat") == "Node" and e["name"].endswith("_kernel_time")]
    spent: Counter[str] = Counter()
    products: Counter[Product] = Counter()
    for node in nodes:
        spent[node["args"]["op_name"]] += node["dur"]
        if "MatMul" in node["args"]["op_name"] or node["args"]["op_name"] == "Gemm":
            products[_product(node["args"])] += 1
    total = sum(spent.values())
    return (
        Counter({product: count // runs for product, count in products.items()}),
        {operator: round(part / total, 3) for operator, part in spent.most_common() if part / total >= 0.005},
    )


def _product(node: dict[str, Any]) -> Product:
    """Of a node of the profile, in which weights packed beforehand do not show."""
    ((_, out),) = node["output_type_shape"][0].items()
    (kind, left), *others = (next(iter(given.items())) for given in node["input_type_shape"])
    integers = "Quantize" in node["op_name"] or "Integer" in node["op_name"] or kind in ("int8", "uint8")
    state = [shape for kind, shape in others if kind == "float" and len(shape) > 2 and not integers]
    # A fused product may take either side transposed; its result tells which way they lie.
    size = left[-1] if left[-2:-1] == out[-2:-1] else left[-2]
    right = (*(state[0][:-2] if state else ()), size, out[-1])
    return Product((*left[:-2], *out[-2:-1], size), right, integers, not state)


def seconds(product: Product) -> float:
    """CPU seconds of the product alone, on one thread: the median of RUNS runs."""
    draw = np.random.default_rng(1)
    if product.integers:
        left = draw.integers(0, 255, product.left, np.uint8)
        right = draw.integers(-127, 127, product.right, np.int8)
    else:
        left = draw.standard_normal(product.left, np.float32)
        right = draw.standard_normal(product.right, np.float32)
    made = session(model_of(product, right.tobytes() if product.weights else None))
    feeds = {"left": left} if product.weights else {"left": left, "right": right}
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        made.run(None, feeds)
        times.append(time.process_time() - begun)
    return statistics.median(times)


def model_of(product: Product, weights: bytes | None) -> bytes:
    """An ONNX file of that one product, its right side `weights` or an input; fields as onnx.proto numbers them."""
    kinds = (_UINT8, _INT8, _INT32) if product.integers else (_FLOAT, _FLOAT, _FLOAT)
    out = (*product.left[:-1], product.right[-1])
    node = _field(1, "left") + _field(1, "right") + _field(2, "out")
    graph = _field(1, node + _field(4, "MatMulInteger" if product.integers else "MatMul")) + _field(2, "product")
    if weights is not None:
        dims = b"".join(_field(1, size) for size in product.right)
        graph += _field(5, dims + _field(2, kinds[1]) + _field(8, "right") + _field(9, weights))
    else:
        graph += _field(11, _value("right", kinds[1], product.right))
    graph += _field(11, _value("left", kinds[0], product.left)) + _field(12, _value("out", kinds[2], out))
    return _field(1, 8) + _field(8, _field(1, "") + _field(2, 17)) + _field(7, graph)


def _value(name: str, kind: int, shape: tuple[int, ...]) -> bytes:
    dims = b"".join(_field(1, _field(1, size)) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, dims)))


def _field(number: int, value: int | str | bytes) -> bytes:
    """A field of a protocol buffer: an integer, or bytes behind their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes((*out, value))
