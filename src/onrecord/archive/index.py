"""What is made from a report's newest revision and record to find it by: statements, and words of the search index."""

from __future__ import annotations

from sqlite3 import Connection

from onrecord.archive.seals import following
from onrecord.archive.statement_rows import statement_rows
from onrecord.record import Record


def add(connection: Connection, report: int, record: Record) -> None:
    """Makes it, for a report whose row is there and of which nothing is indexed."""
    first = following(connection, "statements")
    connection.executemany(
        f"INSERT INTO statements VALUES ({', '.join('?' * 18)})",  # noqa: S608 - question marks
        ((first + n, report, *row) for n, row in enumerate(statement_rows(record))),
    )
    connection.execute(
        "INSERT INTO statements_search (rowid, speaker, content, facets) "
        "SELECT number, speaker, content, facets FROM statements WHERE report = ?",
        (report,),
    )
    connection.execute(
        "INSERT INTO reports_search (rowid, title, text, facets) "
        "SELECT number, title, text, facets FROM searched_reports WHERE number = ?",
        (report,),
    )


def remove(connection: Connection, report: int) -> None:
    """Takes it away, while the report's row is still as it was when it was made."""
    connection.execute(
        "INSERT INTO reports_search (reports_search, rowid, title, text, facets) "
        "SELECT 'delete', number, title, text, facets FROM searched_reports WHERE number = ?",
        (report,),
    )
    connection.execute(
        "INSERT INTO statements_search (statements_search, rowid, speaker, content, facets) "
        "SELECT 'delete', number, speaker, content, facets FROM statements WHERE report = ?",
        (report,),
    )
    connection.execute("DELETE FROM statements WHERE report = ?", (report,))
