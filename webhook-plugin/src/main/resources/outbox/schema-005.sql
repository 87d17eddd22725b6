-- Version 5. What admins did: who, when, what. Neither secrets nor bodies. action: a word of AuditAction. service: its
-- id; about: the id of a delivery or a redelivery, or the version of settings; n: how many; detail: names of fields and
-- the like.

CREATE TABLE wh_audit (
  entry   ${key} PRIMARY KEY,
  at      BIGINT       NOT NULL,
  who     VARCHAR(200) NOT NULL,
  action  VARCHAR(40)  NOT NULL,
  service VARCHAR(36),
  about   VARCHAR(80)  NOT NULL,
  n       BIGINT       NOT NULL,
  detail  VARCHAR(500) NOT NULL
);
