"""Sets: many documents in one package, in every language, or as one volume.

Reads the expressions of works. Gives one folder and zip with the copies of all, a manifest over all, and the files of
the set itself: cover, contents and read-me, or a volume for each language.
"""

from pipeline.distribution.sets.front import SET, VOLUME
from pipeline.distribution.sets.make import SetRequest, make_set

__all__ = ["SET", "VOLUME", "SetRequest", "make_set"]
