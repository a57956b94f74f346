"""What the reference is made of: one module for each thing that it describes."""
