"""How people come in: workspace, portal, api."""
