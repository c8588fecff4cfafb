"""The real programs, with the configurations that are rendered: what goes in as files comes out at a stand-in."""
