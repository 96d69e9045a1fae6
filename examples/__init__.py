"""A made-up county to look at: ``make demo``."""
