"""A policy document → a draft of its YAML."""
