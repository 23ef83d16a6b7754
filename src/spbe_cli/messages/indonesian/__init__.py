"""What users read in Indonesian: sentences of findings, pages of `spbe explain`, labels."""
