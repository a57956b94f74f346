"""Law and meaning as data: kinds, value types and vocabularies, read from YAML by one loader."""
