"""Benchmarks: how fast, how large, beside what else could be used.

Reads the texts of the project, and of the reference material where it lies beside the checkout. Gives tables and plots
in `docs/benchmarks/`. Every figure and those it is compared with are measured in one run, on the same texts.
"""
