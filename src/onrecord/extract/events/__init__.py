"""Events: what happened, who did it to whom, and by whose account."""
