"""Takes over HTTP: their files and small pictures, for who may see the project."""
