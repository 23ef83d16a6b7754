"""How far an index can fall: pure and exact, on top of scoring."""
