"""Distribution copies: all files of a work with a manifest, provable and verifiable by anyone.

Reads sources and the files that `publish` builds. Gives folders and zips in `dist/`, and verdicts on them.
"""
