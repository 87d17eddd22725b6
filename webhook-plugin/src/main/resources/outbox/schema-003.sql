-- Version 3. What the statistics of services need, counted as it happens, so that they never read the log.

-- Tries that failed, by hour and class (FailureClass), and the deliveries that ended with one.
CREATE TABLE wh_trouble (
  hour       BIGINT  NOT NULL,
  service    INTEGER NOT NULL,
  kind       INTEGER NOT NULL,
  tries      BIGINT  NOT NULL,
  deliveries BIGINT  NOT NULL,
  PRIMARY KEY (hour, service, kind)
) ${clustered};

-- Answers, by hour and by how long they took (ResponseTimes).
CREATE TABLE wh_response (
  hour    BIGINT  NOT NULL,
  service INTEGER NOT NULL,
  step    INTEGER NOT NULL,
  n       BIGINT  NOT NULL,
  PRIMARY KEY (hour, service, step)
) ${clustered};

-- What waits for its next try.
CREATE INDEX wh_queue_retry ON wh_queue (service, due, owner) WHERE tries > 0;
