"""Letters as e-mail: set in plain text and HTML, and carried to a mail server."""
