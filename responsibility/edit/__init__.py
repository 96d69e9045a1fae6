"""Review and editing in the browser."""
