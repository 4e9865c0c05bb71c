"""What can be seen: plain rows in, a chart out."""
