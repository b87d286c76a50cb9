"""All rules, one module per subject; importing this package registers them.

Reads nothing. Gives nothing but the entries in `pipeline.validate.rule.REGISTER`.
"""

from pipeline.validate.rules import level1

__all__ = ["level1"]
