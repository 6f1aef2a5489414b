"""Speed and quality, each as one command: ``python -m benchmarks.NAME``. Ratios against a peer or floor of the same run."""
