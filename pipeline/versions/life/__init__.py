"""The life of a document: which step may follow which, what each gives, and the last one taken back."""
