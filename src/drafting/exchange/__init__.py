"""What goes in and out: spreadsheets, texts, exports."""
