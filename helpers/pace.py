"""A step that takes its time in. Out: the same step, faster."""

import gc
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache


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


@contextmanager
def left_out(package: str) -> Iterator[None]:
    """Let what is imported inside the block do without an optional package, unless that is loaded already.

    nltk takes scipy for measures that nobody asks of it here, and falls back where there is none; to load
    scipy takes longer than to annotate five texts.
    """
    absent = package not in sys.modules
    if absent:
        sys.modules[package] = None
    try:
        yield
    finally:
        if absent:
            del sys.modules[package]


@lru_cache(maxsize=4096)
def compiled(pattern: str, flags: int = 0) -> re.Pattern:
    """Compile a pattern that is made from word lists: the same lists make the same ones each time a workbook is opened.

    re keeps 512 patterns, which one opening fills.
    """
    return re.compile(pattern, flags)
