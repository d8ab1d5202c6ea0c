"""场所: communities, buildings, idle spaces, facilities, projects."""
