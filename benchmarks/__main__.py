"""`make bench`."""

from pathlib import Path

from benchmarks import preview, site, validate

if __name__ == "__main__":
    root = Path(__file__).parent.parent
    for benchmark in (validate, site, preview):
        print(benchmark.report(root), flush=True)
