"""What comes in from files, each kind with its preview before anything is kept."""
