"""Benchmarks: how fast, how large, beside what else could be used.

Reads the texts of the project, and published documents where they lie on this machine. Gives tables and plots
in `docs/benchmarks/`. Every figure and those it is compared with are measured in one run, on the same texts.
"""
