"""The archive: reports and what each puts on record, kept in one SQLite file and found again."""
