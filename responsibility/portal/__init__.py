"""The page over many offices' sites: what they publish as ``responsibility.json``, found in one place, with links into each."""
