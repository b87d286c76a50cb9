"""The command line: one table of commands for invoke (`inv NAME`) and for the console command (`undocs NAME`).

Reads words. Gives an exit status. The table, its help, the completion of shells and the manual are here; the package
`commands` holds the functions that do the work. Each is loaded when its command runs, so that help answers at once.
"""

FACE = ("main",)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
