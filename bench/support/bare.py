"""The least that selling a limited stock can be: one guarded UPDATE and one INSERT in SQL."""

import itertools
import threading
from time import perf_counter

import psycopg
from bench.support.rush import Times

TABLES = """
    DROP TABLE IF EXISTS bare_order, bare_pack;
    CREATE TABLE bare_pack (id int PRIMARY KEY, capacity int NOT NULL, taken int NOT NULL);
    CREATE TABLE bare_order (
        id bigserial PRIMARY KEY, pack int NOT NULL REFERENCES bare_pack,
        resident bigint NOT NULL, written_key uuid NOT NULL UNIQUE
    );
"""
TAKE = "UPDATE bare_pack SET taken = taken + 1 WHERE id = 1 AND taken < capacity RETURNING id"
KEEP = "INSERT INTO bare_order (pack, resident, written_key) VALUES (%s, %s, gen_random_uuid())"


def bare_rush(*, orders: int, stock: int, clients: int) -> Times:
    """The same rush without a site; raises if more were sold than there are."""
    with _connection() as connection:
        connection.execute(TABLES)
        connection.execute("INSERT INTO bare_pack VALUES (1, %s, 0)", [stock])
    times, numbers = Times(), itertools.count(1)
    doors = threading.Barrier(clients + 1)

    def one() -> None:
        with _connection() as connection:
            doors.wait()
            while (number := next(numbers)) <= orders:
                began = perf_counter()
                _order(connection, number)
                times.seconds.append(perf_counter() - began)

    threads = [threading.Thread(target=one) for _client in range(clients)]
    for thread in threads:
        thread.start()
    doors.wait()
    began = perf_counter()
    for thread in threads:
        thread.join()
    times.whole_s = perf_counter() - began
    _check(stock=min(stock, orders))
    return times


def _order(connection: psycopg.Connection, number: int) -> None:
    with connection.transaction():
        if (row := connection.execute(TAKE).fetchone()) is not None:
            connection.execute(KEEP, [row[0], number])


def _check(*, stock: int) -> None:
    with _connection() as connection:
        counted = connection.execute("SELECT count(*) FROM bare_order").fetchone()
    assert counted == (stock,), counted


def _connection() -> psycopg.Connection:
    from django.db import connection

    given = connection.get_connection_params()
    address = {name: given[name] for name in ("host", "port", "user", "dbname") if name in given}
    return psycopg.connect(**address, autocommit=True)
