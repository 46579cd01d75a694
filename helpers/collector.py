"""A step that makes much and drops little in. Out: the same step, a quarter faster."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep Python's collector of cyclic garbage off inside the block, or inside a function that this decorates.

    Tables and figures are made of hundreds of thousands of small parts that all stay: searched again and
    again, they give nothing back.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
