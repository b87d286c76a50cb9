"""The flow of a document: blocks, tables, notes, masthead and running heads as stacks of lines."""
