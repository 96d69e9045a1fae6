"""Exports: the views in forms that other programs read."""
