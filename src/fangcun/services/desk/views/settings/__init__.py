"""Pages where the desk is set up."""
