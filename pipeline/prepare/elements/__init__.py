"""Handlers: one function for each kind of element, and the table that names them."""
