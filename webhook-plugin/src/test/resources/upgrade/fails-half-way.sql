CREATE TABLE wh_note (
  event BIGINT PRIMARY KEY
);
ALTER TABLE wh_queue ADD COLUMN weight INTEGER NOT NULL DEFAULT 7;
UPDATE wh_event SET type = 'changed';
INSERT INTO wh_nowhere (event) VALUES (1);
