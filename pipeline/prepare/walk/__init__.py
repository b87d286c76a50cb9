"""The walk over the XML: every node once, in document order, into a stream of unfinished paragraphs."""
