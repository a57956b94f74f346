"""Administration: authorities with their keys, officers, distribution lists, the state of the node."""
