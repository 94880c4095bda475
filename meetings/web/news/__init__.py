"""News by e-mail: what a reader can follow, the mails, and who gets them when."""
