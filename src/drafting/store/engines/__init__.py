"""Where facts lie: a DuckDB file, or PostgreSQL. What differs between them is said in here."""
