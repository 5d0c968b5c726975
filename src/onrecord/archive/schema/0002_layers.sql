-- The layers of each report's newest record, as rows. They are views: nothing is kept twice, and they are always in step.

CREATE VIEW newest AS
  -- Text and layers of each report as it stands now; the views below are made of it. Ids name items of one report.
  SELECT reports.number AS number, reports.id AS report, reports.outlet AS outlet, reports.published AS published,
    revisions.text AS text, records.layers AS layers
  FROM reports
  JOIN revisions ON revisions.number = reports.revision
  JOIN records ON records.number = reports.record;

CREATE VIEW mentions AS
  -- Words that name somebody or something; actor and place are the ids of whom and what.
  SELECT newest.report, json_extract(item.value, '$.id') AS id,
    substr(newest.text, json_extract(item.value, '$.begin') + 1,
      json_extract(item.value, '$.end') - json_extract(item.value, '$.begin')) AS words,
    json_extract(item.value, '$.kind') AS kind, json_extract(item.value, '$.form') AS form,
    json_extract(item.value, '$.actor') AS actor, json_extract(item.value, '$.place') AS place,
    json_extract(item.value, '$.begin') AS first, json_extract(item.value, '$.end') AS last
  FROM newest, json_each(newest.layers, '$.mentions') AS item;

CREATE VIEW actors AS
  -- Who acts or speaks. Where public is 0 the name is of somebody without a public role: it is masked in exports.
  SELECT newest.report, json_extract(item.value, '$.id') AS id, json_extract(item.value, '$.name') AS name,
    json_extract(item.value, '$.kind') AS kind, json_extract(item.value, '$.role') AS role,
    json_extract(item.value, '$.country') AS country, json_extract(item.value, '$.sector') AS sector,
    json_extract(item.value, '$.public') AS public, json_array_length(item.value, '$.mentions') AS times_mentioned
  FROM newest, json_each(newest.layers, '$.actors') AS item;

CREATE VIEW places AS
  -- Where: coordinates in degrees, geonames the number of the place there, empty where it was not found.
  SELECT newest.report, json_extract(item.value, '$.id') AS id, json_extract(item.value, '$.name') AS name,
    json_extract(item.value, '$.kind') AS kind, json_extract(item.value, '$.lat') AS latitude,
    json_extract(item.value, '$.lon') AS longitude, json_extract(item.value, '$.country') AS country,
    json_extract(item.value, '$.geonames') AS geonames, json_extract(item.value, '$.confidence') AS confidence
  FROM newest, json_each(newest.layers, '$.places') AS item;

CREATE VIEW times AS
  -- Expressions of time, and the first and the last day that they can mean.
  SELECT newest.report, json_extract(item.value, '$.id') AS id,
    substr(newest.text, json_extract(item.value, '$.begin') + 1,
      json_extract(item.value, '$.end') - json_extract(item.value, '$.begin')) AS words,
    json_extract(item.value, '$.type') AS type, json_extract(item.value, '$.value') AS value,
    json_extract(item.value, '$.begin_date') AS begin_date, json_extract(item.value, '$.end_date') AS end_date,
    json_extract(item.value, '$.begin') AS first, json_extract(item.value, '$.end') AS last
  FROM newest, json_each(newest.layers, '$.times') AS item;

CREATE VIEW events AS
  -- What happened, by PLOVER's types; agents and recipients are mentions, according_to statements, as JSON lists.
  SELECT newest.report, json_extract(item.value, '$.id') AS id, json_extract(item.value, '$.type') AS type,
    json_extract(item.value, '$.mode') AS mode, json_extract(item.value, '$.status') AS status,
    substr(newest.text, json_extract(item.value, '$.trigger[0]') + 1,
      json_extract(item.value, '$.trigger[1]') - json_extract(item.value, '$.trigger[0]')) AS words,
    json_extract(item.value, '$.agents') AS agents, json_extract(item.value, '$.recipients') AS recipients,
    json_extract(item.value, '$.places') AS places, json_extract(item.value, '$.time') AS time,
    json_extract(item.value, '$.according_to') AS according_to, json_extract(item.value, '$.confidence') AS confidence,
    json_extract(item.value, '$.trigger[0]') AS first, json_extract(item.value, '$.trigger[1]') AS last
  FROM newest, json_each(newest.layers, '$.events') AS item;

CREATE VIEW figures AS
  -- Numbers that matter, and what they count; low and high are the bounds that the words leave.
  SELECT newest.report, json_extract(item.value, '$.id') AS id, json_extract(item.value, '$.kind') AS kind,
    json_extract(item.value, '$.value') AS value, json_extract(item.value, '$.low') AS low,
    json_extract(item.value, '$.high') AS high, json_extract(item.value, '$.unit') AS unit,
    substr(newest.text, json_extract(item.value, '$.begin') + 1,
      json_extract(item.value, '$.end') - json_extract(item.value, '$.begin')) AS words,
    json_extract(item.value, '$.whom') AS whom, json_extract(item.value, '$.event') AS event,
    json_extract(item.value, '$.place') AS place, json_extract(item.value, '$.time') AS time,
    json_extract(item.value, '$.according_to') AS according_to, json_extract(item.value, '$.confidence') AS confidence,
    json_extract(item.value, '$.begin') AS first, json_extract(item.value, '$.end') AS last
  FROM newest, json_each(newest.layers, '$.figures') AS item;

CREATE VIEW commitments AS
  -- What is due, by the account of the statements in according_to.
  SELECT newest.report, json_extract(item.value, '$.id') AS id,
    substr(newest.text, json_extract(item.value, '$.what[0]') + 1,
      json_extract(item.value, '$.what[1]') - json_extract(item.value, '$.what[0]')) AS what,
    json_extract(item.value, '$.due') AS due, json_extract(item.value, '$.anchor') AS anchor,
    json_extract(item.value, '$.force') AS force, json_extract(item.value, '$.status') AS status,
    json_extract(item.value, '$.parties') AS parties, json_extract(item.value, '$.according_to') AS according_to,
    json_extract(item.value, '$.confidence') AS confidence,
    json_extract(item.value, '$.begin') AS first, json_extract(item.value, '$.end') AS last
  FROM newest, json_each(newest.layers, '$.commitments') AS item;

CREATE VIEW labels AS
  -- Words that judge whom they name; voice is outlet, or the id of the statement that they stand in.
  SELECT newest.report, json_extract(item.value, '$.id') AS id,
    substr(newest.text, json_extract(item.value, '$.begin') + 1,
      json_extract(item.value, '$.end') - json_extract(item.value, '$.begin')) AS words,
    json_extract(item.value, '$.term') AS term, json_extract(item.value, '$.actor') AS actor,
    json_extract(item.value, '$.voice') AS voice, json_extract(item.value, '$.quoted') AS quoted,
    json_extract(item.value, '$.begin') AS first, json_extract(item.value, '$.end') AS last
  FROM newest, json_each(newest.layers, '$.labels') AS item;

CREATE VIEW images AS
  -- What captions say of their pictures; posted_by is the id of an actor.
  SELECT newest.report, json_extract(item.value, '$.id') AS id,
    substr(newest.text, json_extract(item.value, '$.caption[0]') + 1,
      json_extract(item.value, '$.caption[1]') - json_extract(item.value, '$.caption[0]')) AS caption,
    json_extract(item.value, '$.credit') AS credit, json_extract(item.value, '$.posted_by') AS posted_by,
    json_extract(item.value, '$.posted_on') AS posted_on, json_extract(item.value, '$.place') AS place
  FROM newest, json_each(newest.layers, '$.images') AS item;
