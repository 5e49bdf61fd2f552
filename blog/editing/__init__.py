"""How a post comes to be: revisions, publishing, previews, uploads. The admin calls this."""
