"""The engines: the same scan over many cases, in local processes (and, later, on a cluster)."""
