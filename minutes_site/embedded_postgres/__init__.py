"""A PostgreSQL server that belongs to this checkout, for people who have not installed one.

It is a Django database backend: `ENGINE = "minutes_site.embedded_postgres"`. The first connection of a
process starts the server if no other process has, and the last process to leave stops it. Nothing runs at
import, so commands that need no database start none.

server_folder.py  where the server's files are and which account it runs under
server.py         start, stop, and who is using it
base.py           the Django backend
__main__.py       runs one of PostgreSQL's own programs (pg_dump, psql …) against it
"""
