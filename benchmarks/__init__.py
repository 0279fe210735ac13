"""Benchmarks: each prints a ratio against its yardstick, measured in the same run."""
