from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from benchmarks.matrices import Product, model_of, profiled, seconds, session

WEIGHTS = Product((1, 7, 48), (48, 300), integers=True, weights=True)
STATES = Product((1, 2, 7, 5), (1, 2, 5, 7), integers=False, weights=False)


def test_operations_are_multiplications_and_additions() -> None:
    assert WEIGHTS.operations == 2 * 7 * 48 * 300
    assert STATES.operations == 2 * 2 * 7 * 5 * 7


def test_the_model_written_is_that_product() -> None:
    left = np.arange(7 * 48, dtype=np.uint8).reshape(WEIGHTS.left)
    right = np.random.default_rng(1).integers(-127, 127, WEIGHTS.right, np.int8)
    (out,) = session(model_of(WEIGHTS, right.tobytes())).run(None, {"left": left})
    assert np.array_equal(out, left.astype(np.int32) @ right.astype(np.int32))


@pytest.mark.parametrize("product", [WEIGHTS, STATES])
def test_a_profile_names_the_products_of_one_run(product: Product) -> None:
    draw = np.random.default_rng(1)
    left, right = draw.random(product.left, np.float32), draw.random(product.right, np.float32)
    feeds = {"left": left, "right": right}
    if product.integers:
        feeds = {"left": left.astype(np.uint8)}
    weights = bytes(right.size) if product.integers else None
    products, operators = profiled(model_of(product, weights), feeds, runs=3)
    assert products == Counter({product: 1})
    assert sum(operators.values()) == pytest.approx(1.0, abs=0.01)


def test_every_product_takes_time() -> None:
    assert seconds(WEIGHTS) > 0
    assert seconds(STATES) > 0
