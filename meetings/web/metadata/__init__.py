"""What a page says of itself to programs: catalogues, citation managers, search engines, messengers."""
