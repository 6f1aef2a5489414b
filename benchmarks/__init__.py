"""Speed and quality, each as one command: ``python -m benchmarks.NAME``; ratios against a peer of the same run."""
