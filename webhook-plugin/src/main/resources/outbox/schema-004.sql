-- Version 4. Ways through a long log for the admin pages: to what an event led to later, and to what one service did not
-- take. Neither costs anything while all goes well. The second one's condition is in other words than wh_log_trouble's, so
-- that SQLite, which knows both only by their words, does not take that one for a single service.

CREATE INDEX wh_log_again ON wh_log (event) WHERE origin <> 0;
CREATE INDEX wh_log_service_trouble ON wh_log (service, result, delivery) WHERE result > 1;

-- With tries in it, what waits can be counted by the index alone.
DROP INDEX wh_queue_retry;
CREATE INDEX wh_queue_retry ON wh_queue (service, due, owner, tries) WHERE tries > 0;
