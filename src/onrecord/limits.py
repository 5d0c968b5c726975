"""Every cap on size, memory and time, in one place: reports are hostile input."""

MAX_INPUT_BYTES = 32 * 2**20
"""The largest file, or line of JSON Lines, that is read at all."""

MAX_INFLATED_BYTES = 32 * 2**20
"""What a compressed input may inflate to."""

MAX_MARKUP_BYTES = 4 * 2**20
"""The largest HTML page given to the extractor (time grows faster than length)."""

MARKUP_SECONDS = 20.0
"""How long the child process may take over one page before it is killed."""

MAX_MARKUP_DEPTH = 250
"""Nesting beyond which a page's layout is flattened, because extraction loses text in deeper ones."""

MAX_TEXT_CHARS = 2_000_000
"""The longest text of one report that is read for statements."""

MAX_FOLDER_FILES = 1_000_000
"""How many files one folder may hold."""

CHILD_MEMORY_BYTES = 2**30
"""Address space of a child process that parses for a reader, where the platform can cap it."""

CHILD_REQUESTS = 500
"""Requests after which such a child process makes way for a fresh one."""

MAX_ANSWER_BYTES = 64 * 2**20
"""The longest answer taken from such a child process."""

MAX_INFLATION_RATIO = 100
"""How many times its size compressed JSON Lines may inflate to, beyond MAX_INFLATED_BYTES."""

MAX_KNOWN_IDS = 1_000_000
"""Ids of one JSON Lines file that are remembered to find those given twice."""

MAX_FIELD_CHARS = 10_000
"""The longest title, address or name taken from a page or a line of JSON Lines."""

MAX_WORKERS = 8
"""How many processes read at once unless a number is asked for (each takes about 250 MB)."""

WINDOW_PER_WORKER = 4
"""How many reports a worker may be ahead of the one whose turn it is, so that memory stays bounded."""

REPORT_SECONDS = 600.0
"""How long a reading process may take over one report before it is ended."""

MAX_DEATHS_IN_A_ROW = 8
"""How many reports may be lost to dying processes, with none read in between, before all reading stops."""

MAX_DICTIONARY_BYTES = 64 * 2**20
"""The largest file of a user's dictionary of actors."""

MAX_DICTIONARY_ACTORS = 500_000
"""How many actors the files of a user's dictionary may hold altogether."""

MAX_DICTIONARY_NAMES = 500
"""How many other names one actor of a user's dictionary may have."""

MAX_GAZETTEER_BYTES = 8 * 2**30
"""The largest download of GeoNames, as it is and inflated (all countries: some 1.7 GB)."""

MAX_GAZETTEER_ROW_BYTES = 2**16
"""The longest row of it (its other names take up to 10,000 characters)."""

MAX_ARCHIVE_FILES = 16
"""How many files its archive may hold (one and a readme)."""

BUSY_SECONDS = 60.0
"""How long a writer waits for another one that is writing to the same archive."""

ARCHIVE_CACHE_KIB = 32 * 1024
"""Memory that SQLite may keep pages of an archive in, in KiB."""

MAX_TOLD_DAMAGES = 100
"""Damages of one kind that a check of an archive tells one by one."""

MAX_QUERY_CHARS = 1000
"""The longest query that is searched for."""

MAX_QUERY_TERMS = 32
"""The most words of a query."""

MAX_RANKED = 2_000
"""How many matches are put in order of how well they match; beyond, those added last come first."""

MAIL_SECONDS = 20.0
"""How long the child process may take over one mail before it is killed."""

MAX_MAIL_DEPTH = 30
"""How deep the parts of a mail may lie in one another; deeper ones are not read."""

MAX_MAIL_PARTS = 1000
"""How many parts of one mail are looked at."""

MAX_MAIL_ENCLOSED = 50
"""How many mails enclosed in one mail are read as reports of their own."""

MAX_BROKEN_PIECES = 100
"""Broken pieces (lines, rows, records, mails, reports) of one file told one by one; the others are counted."""

MAX_HEADER_BYTES = 2**16
"""The longest header of one record of a web archive, of the HTTP response in it, or of an answer that is fetched."""

MAX_RESCAN_BYTES = 2**20
"""How far back from where damage is noticed the next member of a gzip file is looked for."""

MAX_CONTENT_CODINGS = 2
"""How many compressions one within another an archived HTTP response may have."""

HTTP_SECONDS = 20.0
"""How long the child process may take to undo the transfer and content codings of one HTTP response."""

FETCH_SECONDS = 60.0
"""How long fetching one address may take altogether, redirects included."""

CONNECT_SECONDS = 10.0
"""How long looking up a host, or connecting to one of its addresses, may take."""

READ_SECONDS = 20.0
"""How long a server may send nothing at all."""

MAX_TRIED_ADDRESSES = 4
"""How many of a host's addresses are connected to until one answers."""

MAX_REDIRECTS = 5
"""How often an address may pass on to another."""

MAX_FETCHED_BYTES = 32 * 2**20
"""The largest answer that is fetched, as it is sent; what it inflates to has MAX_INFLATED_BYTES."""

MAX_FEED_BYTES = 8 * 2**20
"""The largest feed that is parsed."""

MAX_FEED_ENTRIES = 10_000
"""How many entries of one feed are read."""

FEED_SECONDS = 45.0
"""How long the child process may take over one feed before it is killed."""

MAX_FOLLOWED = 50
"""How many pages that one feed links to are fetched."""

NEWS_SECONDS = 30.0
"""How long a child process may take over one file of ninjs or NewsML-G2 before it is killed."""

MAX_DEPARTURES = 8
"""In how many ways an item is told to break the standard that it claims, one by one; the others are counted."""

MAX_NUMBER_DIGITS = 1_000
"""The longest whole number of a JSON file that is taken as one; no property that is read has a longer one."""

MAX_NEWS_ITEMS = 100_000
"""How many items of one file of ninjs or NewsML-G2 are read."""

MAX_PDF_PAGES = 5_000
"""How many pages of a PDF are read; those beyond are told."""

MAX_PDF_CHARS = 2_000_000
"""How many characters of a PDF are read (no more than of any report, MAX_TEXT_CHARS); that more are there is told."""

PDF_SECONDS = 120.0
"""How long the child process may take over one PDF before it is killed."""

PARQUET_SECONDS = 60.0
"""How long the child process may take over one batch of rows of Parquet before it is killed."""

PARQUET_MEMORY_BYTES = 2**30
"""Address space of the child process that reads Parquet (some 350 MB are taken by the library and ordinary batches)."""

LEAST_FREE_BYTES = 2**16
"""With less room than that on its disk, an archive whose files cannot be made or grow is told to be on a full disk."""
