"""Readers of documents: a file a format, each bytes → paragraphs and tables."""
