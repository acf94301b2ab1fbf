-- Who answers, in short: the version, and whether it is MariaDB, which alone runs what stands behind `/*M!`.
SELECT VERSION() AS version,
       COALESCE(NULL /*M! , 'mariadb' */, 'mysql') AS pack
