"""Settings, urls, command line: everything plugged together."""
