"""How items that continue one another are proposed as threads (docs/threads.md). A person confirms them."""
