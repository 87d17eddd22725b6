-- Version 1. Times are milliseconds since 1970. Three words differ between databases: ${blob}; ${key}, a 64-bit key
-- that rows are stored by; and ${clustered}, which stores a table's rows in its primary key.

CREATE TABLE wh_meta (
  name  VARCHAR(64)  PRIMARY KEY,
  value VARCHAR(200) NOT NULL
);

-- One row a node that has keys to give: its number is part of every key it makes.
CREATE TABLE wh_node (
  number  INTEGER PRIMARY KEY,
  session BIGINT  NOT NULL,
  until   BIGINT  NOT NULL
);

-- An accepted event, stored once for all its deliveries and kept until retention takes it. settings: the version that
-- was in force, 0: unknown. quiet 1: no service wanted it, so that there is neither a delivery nor a line of the log.
CREATE TABLE wh_event (
  event    ${key} PRIMARY KEY,
  id       VARCHAR(200),
  type     VARCHAR(200) NOT NULL,
  at       BIGINT       NOT NULL,
  body     ${blob}      NOT NULL,
  settings BIGINT       NOT NULL DEFAULT 0,
  quiet    INTEGER      NOT NULL DEFAULT 0
);
CREATE INDEX wh_event_quiet ON wh_event (event) WHERE quiet <> 0;

-- Only what is still to do. owner 0: free; else the session that holds it until due. failures: the tries that count
-- against the schedule. cause 0: event, 1: redelivery, 2: fallback, 3: follow-up; origin: the delivery it comes from.
-- identity: whose id is sent, 0: its own. batch: the first delivery of those sent together, 0: alone.
CREATE TABLE wh_queue (
  delivery ${key} PRIMARY KEY,
  event    BIGINT  NOT NULL,
  service  INTEGER NOT NULL,
  due      BIGINT  NOT NULL,
  owner    BIGINT  NOT NULL,
  tries    INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  cause    INTEGER NOT NULL,
  origin   BIGINT  NOT NULL,
  depth    INTEGER NOT NULL,
  identity BIGINT  NOT NULL,
  batch    BIGINT  NOT NULL,
  ordered  INTEGER NOT NULL
);
CREATE INDEX wh_queue_due ON wh_queue (service, due);
CREATE INDEX wh_queue_redelivery ON wh_queue (event) WHERE origin <> 0;
CREATE INDEX wh_queue_batch ON wh_queue (batch) WHERE batch <> 0;
CREATE INDEX wh_queue_ordered ON wh_queue (service, delivery) WHERE ordered <> 0;

-- The body of a delivery that failed at least once: retries and redeliveries send the same bytes.
CREATE TABLE wh_frozen (
  delivery ${key} PRIMARY KEY,
  body     ${blob} NOT NULL
);

-- Attempts that were followed by another one; a delivery's last attempt is in its log row.
CREATE TABLE wh_attempt (
  delivery BIGINT       NOT NULL,
  number   INTEGER      NOT NULL,
  at       BIGINT       NOT NULL,
  elapsed  INTEGER      NOT NULL,
  status   INTEGER,
  sentence VARCHAR(500) NOT NULL,
  excerpt  VARCHAR(2000) NOT NULL,
  PRIMARY KEY (delivery, number)
) ${clustered};

-- How each delivery ended. result 1: delivered, 2: failed, 3: skipped. digest: by which its body is known when it is
-- made again, 0: there was none.
CREATE TABLE wh_log (
  delivery ${key} PRIMARY KEY,
  event    BIGINT   NOT NULL,
  service  INTEGER  NOT NULL,
  result   INTEGER  NOT NULL,
  tries    INTEGER  NOT NULL,
  at       BIGINT   NOT NULL,
  elapsed  INTEGER  NOT NULL,
  status   INTEGER,
  sentence VARCHAR(500)  NOT NULL,
  excerpt  VARCHAR(2000) NOT NULL,
  cause    INTEGER  NOT NULL,
  origin   BIGINT   NOT NULL,
  identity BIGINT   NOT NULL,
  batch    BIGINT   NOT NULL,
  digest   BIGINT   NOT NULL
);
CREATE INDEX wh_log_service ON wh_log (service, delivery);
CREATE INDEX wh_log_trouble ON wh_log (result, delivery) WHERE result <> 1;

-- Counts by hour, so that statistics never read the log.
CREATE TABLE wh_tally (
  hour    BIGINT  NOT NULL,
  service INTEGER NOT NULL,
  result  INTEGER NOT NULL,
  n       BIGINT  NOT NULL,
  elapsed BIGINT  NOT NULL,
  PRIMARY KEY (hour, service, result)
) ${clustered};

-- How each service has been doing; no row: nothing has gone wrong yet. state 0: active, 1: awaitingRetry,
-- 2: retryLimitReached, 3: failed, which is stopped. failing_since and failures: since the last success. at: 0 for never.
CREATE TABLE wh_state (
  service        INTEGER PRIMARY KEY,
  state          INTEGER NOT NULL,
  failing_since  BIGINT  NOT NULL,
  failures       INTEGER NOT NULL,
  failed_at      BIGINT  NOT NULL,
  failed_status  INTEGER,
  failed_reason  VARCHAR(500) NOT NULL,
  stopped_at     BIGINT  NOT NULL,
  stopped_reason VARCHAR(500) NOT NULL
);

-- Jobs that send past deliveries again. service to picked: which ones, with the keys of single ones in picked. body 0:
-- as fits, 1: the same, 2: today's; same_id 1: the id that was sent before. matching: how many there were, at most
-- 100,001. reached: the last delivery dealt with; due: when the next step is; owner: the session that works on it until
-- then, 0: nobody. gone: without a service; lost: without their body or event. ended 0: it runs.
CREATE TABLE wh_redelivery (
  job      ${key} PRIMARY KEY,
  at       BIGINT  NOT NULL,
  who      VARCHAR(200) NOT NULL,
  service  INTEGER,
  results  VARCHAR(20) NOT NULL,
  type     VARCHAR(200),
  event    BIGINT,
  since    BIGINT,
  upto     BIGINT,
  picked   TEXT    NOT NULL,
  body     INTEGER NOT NULL,
  same_id  INTEGER NOT NULL,
  rate     INTEGER NOT NULL,
  matching BIGINT  NOT NULL,
  reached  BIGINT  NOT NULL,
  due      BIGINT  NOT NULL,
  owner    BIGINT  NOT NULL,
  until    BIGINT  NOT NULL,
  queued   BIGINT  NOT NULL,
  gone     BIGINT  NOT NULL,
  lost     BIGINT  NOT NULL,
  ended    BIGINT  NOT NULL,
  ended_by VARCHAR(200) NOT NULL
);
CREATE INDEX wh_redelivery_open ON wh_redelivery (job) WHERE ended = 0;

-- When each place of a rate limit was used last: a limit of n requests has n places.
CREATE TABLE wh_permit (
  bucket VARCHAR(100) NOT NULL,
  slot   INTEGER NOT NULL,
  at     BIGINT  NOT NULL,
  PRIMARY KEY (bucket, slot)
) ${clustered};
CREATE INDEX wh_permit_at ON wh_permit (bucket, at);

-- Deduplication keys that count until then, with the event that was accepted and the host's own id of it.
CREATE TABLE wh_dedup (
  name  VARCHAR(200) PRIMARY KEY,
  until BIGINT NOT NULL,
  event BIGINT NOT NULL,
  id    VARCHAR(200)
) ${clustered};
CREATE INDEX wh_dedup_until ON wh_dedup (until);

-- Events that were not accepted because another one had their deduplication key, by the id that the host gave them.
CREATE TABLE wh_repeat (
  repeated ${key} PRIMARY KEY,
  id       VARCHAR(200) NOT NULL,
  event    BIGINT       NOT NULL
);
CREATE INDEX wh_repeat_id ON wh_repeat (id);

-- A small number for each service there ever was, for short keys; the name is the last one it had.
CREATE TABLE wh_service (
  number INTEGER PRIMARY KEY,
  id     VARCHAR(36)  NOT NULL UNIQUE,
  name   VARCHAR(200) NOT NULL
);

-- The settings in force, one document a row, and every change there was.
CREATE TABLE wh_setting (
  name     VARCHAR(64) PRIMARY KEY,
  document TEXT NOT NULL
);
CREATE TABLE wh_setting_change (
  version  BIGINT       NOT NULL,
  name     VARCHAR(64)  NOT NULL,
  at       BIGINT       NOT NULL,
  who      VARCHAR(200) NOT NULL,
  document TEXT,
  PRIMARY KEY (name, version)
);
