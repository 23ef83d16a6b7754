"""What can be wrong: in an answer sheet (`answers`), in a YAML file (`instruments`, `cases`)."""
