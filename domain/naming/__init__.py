"""How scenes and shots are named: the convention, the codes that it makes, and names of files."""
