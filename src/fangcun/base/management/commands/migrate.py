"""`migrate`, which first makes sure that the schemas are there.

Tables of the district go into its own schema, extensions into ``ext``, background jobs into
``jobs``: a cluster can then distribute districts without touching the rest.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

JOBS_APP = "procrastinate"


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        schemas = connection.settings_dict["SCHEMAS"]
        district, jobs, extensions = schemas
        with connection.cursor() as cursor:
            for schema in schemas:
                cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {connection.ops.quote_name(schema)}")
        MigrationRecorder(connection).ensure_schema()
        if not options["app_label"]:
            self._look_first_into(connection, jobs, district, extensions)
            super().handle(*args, **{**options, "app_label": JOBS_APP, "run_syncdb": False})
        self._look_first_into(connection, district, jobs, extensions)
        super().handle(*args, **options)

    def _look_first_into(self, connection: Any, *schemas: str) -> None:
        names = ", ".join(connection.ops.quote_name(schema) for schema in schemas)
        with connection.cursor() as cursor:
            cursor.execute(f"SET search_path TO {names}")
