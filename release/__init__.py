"""What makes the files that are handed out: the archive for computers without a network."""
