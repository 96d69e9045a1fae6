"""From data to a published site: rendering, MkDocs, the swap, live preview."""
