"""The picture library: how files get in, what is made of them, and where they are used."""
