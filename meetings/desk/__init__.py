"""The clerk's desk (職員のページ): bring documents in, check what was read, correct it, publish."""
