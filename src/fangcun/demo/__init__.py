"""The demo district, loaded through the rooms' own actions."""
