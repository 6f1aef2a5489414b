"""Contact between police and the victim: who reached whom, and which was the first."""
