"""Akoma Ntoso as ground: the names of its vocabulary, and its identifiers as value objects."""
