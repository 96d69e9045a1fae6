"""Files → records: strict YAML, the loader, the writer, folders and git revisions."""
