-- Who answers, and how it writes things down. The executable comments are the one place where MySQL and MariaDB are told apart: a server
-- runs `/*!80000 … */` from MySQL 8.0 on (MariaDB ignores the numbers from 50700 to 99999) and `/*M! … */` only if it is MariaDB.
SELECT VERSION() AS version,
       DATABASE() AS chosen,
       CURRENT_USER() AS account,
       @@lower_case_table_names AS folds_names,
       COALESCE(NULL /*M! , 'mariadb' */, 'mysql') AS pack,
       0 /*M! + 1 */ AS defaults_are_sql,      -- else the bare text of a literal
       0 /*!80000 + 1 */ AS escapes_expressions -- _utf8mb4\'x\' for _utf8mb4'x'
