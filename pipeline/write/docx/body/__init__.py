"""The body: masthead, blocks, tables, running heads."""
