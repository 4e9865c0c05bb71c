"""What tracked changes are measured beside."""
