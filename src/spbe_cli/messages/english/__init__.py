"""What users read in English: sentences of findings, pages of `spbe explain`, labels."""
