"""What drafting means: nouns and rules, pure."""
