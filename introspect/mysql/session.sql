-- What the answers must not depend on: the client's character set, its time zone (defaults of TIMESTAMP columns are shown in it) and
-- modes that quote names differently. A question that takes longer than the user's timeout is given up by the server itself.
SET NAMES utf8mb4,
    sql_mode = '',
    sql_quote_show_create = 1,
    time_zone = '+00:00',
    lock_wait_timeout = :seconds
    /*M!100101 , max_statement_time = :seconds */
    /*!50708 , max_execution_time = :milliseconds */
