"""The sitting: a page on this machine alone where members give their views, kept as they are given."""
