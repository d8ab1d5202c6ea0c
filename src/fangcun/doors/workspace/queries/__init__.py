"""What the first screens and the resident's page show, looked up in every room."""
