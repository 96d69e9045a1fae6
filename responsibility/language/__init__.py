"""How Chinese plans write: the one place that knows the words of time, amount, comparison and assignment.

Importer, checks, views and diff all read with it.
"""
