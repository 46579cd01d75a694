"""What makes the steps fast changes nothing that they give."""

import subprocess
import sys

from helpers.pace import left_out
from tests.conftest import ROOT

ASKED = """
import sys
from helpers.annotate.tone import tone
scored = tone("a really terrible book")
assert "scipy" not in sys.modules
from scipy.stats import norm
print(scored, norm.cdf(0))
"""


def test_scores_need_no_scipy_and_leave_it_for_who_asks():
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith("(-1.0, 1.0") and done.stdout.endswith("0.5\n"), done.stderr


def test_a_package_that_is_loaded_stays():
    import numpy as np

    with left_out("numpy"):
        assert sys.modules["numpy"] is np
    assert sys.modules["numpy"] is np
