"""`python -m benchmarks.fuzz [COUNT]`: inputs made at random, all the way from bytes to every report.

Prints how many were made and what came of them; ends with the smallest input that breaks a law, where one does.
"""

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings

from tests.hostile.inputs import GROUPS, Sample, check

COUNT = 100_000


def run(group: str, count: int) -> str:
    """Make `count` inputs of a group and hold each to the laws."""
    seen: Counter[str] = Counter()

    @settings(
        deadline=None,
        max_examples=count,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(GROUPS[group])
    def holds(sample: Sample) -> None:
        codes = check(*sample)
        seen["made"] += 1
        seen["read" if not codes else "refused"] += 1
        seen.update(codes)

    start = time.process_time()
    holds()
    made, read = seen.pop("made"), seen.pop("read", 0)
    del seen["refused"]
    codes = ", ".join(f"{code} {number}" for code, number in seen.most_common())
    return f"{group}: {made:,} inputs in {time.process_time() - start:.0f} s, {read:,} read without a problem; {codes}"


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    for name in GROUPS:
        print(run(name, wanted // len(GROUPS)), flush=True)
