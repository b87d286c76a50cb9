"""Rules on identity: IRIs, eIds, metadata, expressions, references, files compared with each other."""
