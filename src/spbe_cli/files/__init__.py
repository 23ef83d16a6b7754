"""The small YAML files: what each kind of them holds, and what makes it fit for use."""
