-- Version 4. Ways through a long log for the admin pages: to what an event led to later, and to what one service did not
-- take. Neither costs anything while all goes well.

CREATE INDEX wh_log_again ON wh_log (event) WHERE origin <> 0;
CREATE INDEX wh_log_service_trouble ON wh_log (service, result, delivery) WHERE result <> 1;
