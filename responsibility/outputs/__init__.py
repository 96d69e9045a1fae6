"""Outputs: the views in forms that people and programs read."""
