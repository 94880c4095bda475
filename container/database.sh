# Run once by PostgreSQL's image, when its volume is new: a role that owns one database, and is no superuser.
createuser --username=postgres --createdb minutes
psql --username=postgres --quiet --variable=password="$POSTGRES_PASSWORD" <<'SQL'
ALTER ROLE minutes PASSWORD :'password';
SQL
createdb --username=postgres --owner=minutes --encoding=UTF8 --locale=C.UTF-8 --template=template0 minutes
