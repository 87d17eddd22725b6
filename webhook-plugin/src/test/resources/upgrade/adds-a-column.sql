-- Stands for a later version: a table, a column with a value for the rows that are there, and data moved.

CREATE TABLE wh_note (
  event BIGINT PRIMARY KEY,
  text  ${blob} NOT NULL
);
ALTER TABLE wh_queue ADD COLUMN weight INTEGER NOT NULL DEFAULT 7;
INSERT INTO wh_note (event, text) SELECT event, body FROM wh_event;
