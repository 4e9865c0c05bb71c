"""Letters: who is owed one, what it says, and what became of it."""
