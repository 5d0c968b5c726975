from __future__ import annotations

from benchmarks.stages import Clock


def test_a_stage_is_charged_without_the_stages_inside_it() -> None:
    ticks = iter([0.0, 3.0, 10.0, 11.0, 20.0, 20.5])
    clock = Clock(lambda: next(ticks))
    with clock.stage("outer"), clock.stage("inner"):
        pass
    with clock.stage("inner"):
        pass
    assert clock.seconds == {"outer": 3.0 + 1.0, "inner": 7.0 + 0.5}


def test_a_stage_that_fails_is_closed() -> None:
    ticks = iter([0.0, 1.0, 5.0, 7.0])
    clock = Clock(lambda: next(ticks))
    try:
        with clock.stage("fails"):
            raise ValueError
    except ValueError:
        pass
    with clock.stage("next"):
        pass
    assert clock.seconds == {"fails": 1.0, "next": 2.0}
