"""Each table lies in the schema that it belongs to."""

import pytest
from django.db import connection


def _schema_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = %s", [table])
        (row,) = cursor.fetchall()
    return row[0]


@pytest.mark.django_db
class TestSchemas:
    @pytest.mark.parametrize(
        ("table", "schema"),
        [
            pytest.param("accounts_user", "district", id="district"),
            pytest.param("django_migrations", "district", id="migrations"),
            pytest.param("procrastinate_jobs", "jobs", id="jobs"),
        ],
    )
    def test_hold_their_tables(self, table, schema):
        assert _schema_of(table) == schema

    def test_nothing_lies_in_public(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            assert cursor.fetchone() == (0,)
