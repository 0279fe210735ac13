"""A few thousand of the inputs that `python -m benchmarks.fuzz` makes by the hundred thousand."""

import pytest
from hypothesis import HealthCheck, given, settings

from powerhouse_site.schema.kinds import KINDS
from tests.hostile.inputs import GROUPS, SAMPLES, Sample, check

SMALL = {"real files after accidents": 500, "entries of any values": 300, "pieces of YAML": 400, "bytes": 200}


@pytest.mark.parametrize("group", GROUPS)
def test_every_input_is_read_or_told_what_is_wrong_with_it(group: str) -> None:
    @settings(deadline=None, derandomize=True, max_examples=SMALL[group], suppress_health_check=list(HealthCheck))
    @given(GROUPS[group])
    def holds(sample: Sample) -> None:
        check(*sample)

    holds()


@pytest.mark.parametrize("sample", SAMPLES[:: len(SAMPLES) // 12], ids=lambda sample: sample[0].name)
def test_a_real_file_cut_anywhere_is_read_or_told_what_is_wrong_with_it(sample: Sample) -> None:
    kind, data = sample
    for end in range(0, len(data), 97):
        check(kind, data[:end])


def test_each_kind_reads_what_was_written_for_another() -> None:
    for kind in KINDS:
        for other, data in SAMPLES[:: len(SAMPLES) // 6]:
            assert bool(check(kind, data) - {"dead-reference", "unknown-path", "invalid-date"}) == (kind is not other)
