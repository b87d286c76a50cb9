"""The tests: a package, so that they can share makers of documents and readers of files."""
