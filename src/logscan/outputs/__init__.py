"""What a run writes: JSON Lines, a spreadsheet, one page, and a statement of the run."""
