"""What the tests share besides fixtures: made-up revisions, harmful data, spoilt data, a browser."""
