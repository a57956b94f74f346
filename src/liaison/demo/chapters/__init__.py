"""What the region holds, one chapter a field; each adds records to the plan."""
