-- Documents of MariaDB as its dumps have them: a text with a check, at the column or behind all columns.

CREATE TABLE `settings` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `at column` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`at column`)),
  `behind` longtext NOT NULL,
  `declared` json DEFAULT NULL,
  `short` varchar(50) DEFAULT NULL CHECK (json_valid(`short`)),
  `other` longtext DEFAULT NULL CHECK (json_valid(`other`) or `other` = ''),
  PRIMARY KEY (`id`),
  CONSTRAINT `is a document` CHECK (json_valid(`behind`))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
