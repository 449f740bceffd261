"""The vault: what a project writes down, in folders, with every version kept."""
