"""Helpers of the benchmarks; none of them is a benchmark by itself."""
