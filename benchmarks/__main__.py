"""`make bench`."""

from pathlib import Path

from benchmarks import links, memory_page, preview, scale, site, tables, validate

if __name__ == "__main__":
    root = Path(__file__).parent.parent
    for benchmark in (validate, site, preview, scale, tables, memory_page, links):
        print(benchmark.report(root), flush=True)
