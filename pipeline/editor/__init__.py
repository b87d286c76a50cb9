"""The validator inside an editor: a language server (Language Server Protocol) over the same rules.

Reads the text as it is typed. Gives diagnostics, one fix for one finding, the rule on hover, and the units of the text
by eId. Needs the extra `editor` (pygls).
"""

FACE = ("server",)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
