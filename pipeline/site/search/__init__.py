"""Search in the browser: the words of texts, and the files of the index."""
