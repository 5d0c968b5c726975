-- What onrecord keeps. Every table and view can be read as it stands, with sqlite3 or Datasette; write to it with
-- onrecord only, which keeps the seals, the search index and the revisions in step.

CREATE TABLE reports (
  -- One row for each report, as it stands now. All that it ever was is in revisions.
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,       -- the id given with the report, else sha256:… of its bytes, as first added
  title TEXT,
  outlet TEXT,                   -- the name of who published it
  domain TEXT,
  published TEXT,                -- ISO 8601, as far as known
  language TEXT,                 -- BCP 47
  url TEXT,
  path TEXT,                     -- the file it came from, with its folders
  confidential INTEGER NOT NULL, -- 1: leaves by no export unless asked for by its id
  added TEXT NOT NULL,           -- when it was first added, UTC
  revision INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED, -- its newest revision
  record INTEGER NOT NULL REFERENCES records (number) DEFERRABLE INITIALLY DEFERRED,     -- the newest reading of that
  facets TEXT NOT NULL,          -- outlet, month and year as words of the search index
  seal TEXT NOT NULL             -- SHA-256 of the other columns
);

CREATE INDEX reports_by_url ON reports (url);
CREATE INDEX reports_by_path ON reports (path);
CREATE INDEX reports_by_published ON reports (published);
-- Without these two, each row that is added would have the references of all reports looked through.
CREATE INDEX reports_by_revision ON reports (revision);
CREATE INDEX reports_by_record ON reports (record);

CREATE TABLE revisions (
  -- One row for each state of a report's words and of what is known beside them; never changed, never overwritten.
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports (number) DEFERRABLE INITIALLY DEFERRED,
  revision INTEGER NOT NULL,     -- 1, 2, … of this report
  added TEXT NOT NULL,           -- when, UTC
  retrieved TEXT,                -- when its bytes were fetched, UTC, where they were
  raw_sha256 TEXT,               -- of the bytes it was read from
  content_sha256 TEXT NOT NULL,  -- of text, title, outlet, dates: what makes a revision
  text TEXT NOT NULL,            -- the words that all offsets count in
  delivery TEXT NOT NULL,        -- JSON: the rest of the report as it was read (blocks, byline, origin, warnings)
  seal TEXT NOT NULL,
  UNIQUE (report, revision)
);

CREATE INDEX revisions_by_content ON revisions (content_sha256);

CREATE TABLE records (
  -- One row for each reading of a revision: by another model or version, or with another dictionary.
  number INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  made TEXT NOT NULL,            -- when, UTC
  onrecord TEXT NOT NULL,        -- the version that read it
  model TEXT NOT NULL,           -- SHA-256 of the model file
  dictionary TEXT,               -- SHA-256 of a user's own actors and places, where it was read with some
  sha256 TEXT NOT NULL,          -- of the JSON of the whole record, report included
  layers TEXT NOT NULL,          -- JSON: the record without its report
  seal TEXT NOT NULL
);

CREATE INDEX records_by_revision ON records (revision);

CREATE TABLE statements (
  -- Who says what, of each report's newest record: made from it, and made again when it is read again.
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports (number),
  id TEXT NOT NULL,              -- as in the record
  speaker TEXT,                  -- a name, or the words that stand for one; NULL where the report names nobody
  role TEXT,
  named INTEGER NOT NULL,        -- 1: the speaker is an actor of the record
  via TEXT,                      -- through whom, nearest the speaker first
  stance TEXT NOT NULL,
  kind TEXT NOT NULL,            -- direct, indirect or mixed
  cue TEXT NOT NULL,             -- the words that report it
  content TEXT NOT NULL,         -- what is said, verbatim; parts that stand apart are joined by …
  said TEXT,                     -- when, ISO 8601
  place TEXT,                    -- where
  within TEXT,                   -- id of the statement that it stands in
  confidence REAL NOT NULL,
  first INTEGER NOT NULL,        -- from which to which code point of revisions.text its words stand
  last INTEGER NOT NULL,
  facets TEXT NOT NULL,
  UNIQUE (report, id)
);

CREATE TABLE tombstones (
  -- What was forgotten on purpose. Nothing of it is kept but digests, which tell it when somebody adds it again.
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,            -- report or actor
  forgotten TEXT NOT NULL,       -- when, UTC
  reason TEXT NOT NULL,
  reports INTEGER NOT NULL,      -- how many reports it changed
  digests TEXT NOT NULL,         -- JSON: SHA-256 of a report's id, its texts and contents; for an actor of the texts and contents that named it
  wiped TEXT,                    -- when free pages were wiped too; NULL: onrecord was stopped before that
  seal TEXT NOT NULL
);

CREATE TABLE migrations (
  -- Which steps made these tables, and when.
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied TEXT NOT NULL,
  seal TEXT NOT NULL
);

CREATE VIEW searched_reports AS
  -- What is searched of each report: the words of its newest revision.
  SELECT reports.number AS number, reports.title AS title, revisions.text AS text, reports.facets AS facets
  FROM reports JOIN revisions ON revisions.number = reports.revision;

CREATE VIRTUAL TABLE reports_search USING fts5 (
  title, text, facets,
  content = 'searched_reports', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2', prefix = '3'
);

CREATE VIRTUAL TABLE statements_search USING fts5 (
  speaker, content, facets,
  content = 'statements', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2', prefix = '3'
);
