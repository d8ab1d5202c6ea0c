"""Pages: facilities, projects, functions, rules, import and export."""
