-- Version 2. Deliveries to a person's own webhook, and whose it is. Neither its address nor its secret is stored: the host
-- is asked at each attempt.

CREATE TABLE wh_recipient (
  delivery ${key} PRIMARY KEY,
  person   VARCHAR(200) NOT NULL,
  name     VARCHAR(200) NOT NULL
);
