"""A failover on one machine, with readers and a clerk at work (bin/drill).

stage.py     the servers: a primary, two hot standbys, a pooler, and the site in front of each database
browsing.py  what asks the site for pages: over HTTP, with cookies and forms
clerk.py     the clerk, who publishes turns and withdraws them, all the time
readers.py   the readers, who ask for pages all the time
figures.py   what is found out from all that was seen
__main__.py  the course of events
"""
