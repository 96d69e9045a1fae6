"""The pages of the site: rendering, links, the search index, the feed."""
