"""What is computed of assessments: a module for each command, and the mathematics below them."""
