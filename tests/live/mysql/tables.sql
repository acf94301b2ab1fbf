-- What is said of a table as a whole: engine, character set, row format, options, comment.
CREATE TABLE plain (a int) COMMENT 'it''s "plain" */ \\ ${a}';
CREATE TABLE old_style (a int) ENGINE=MyISAM ROW_FORMAT=FIXED CHECKSUM=1;
CREATE TABLE latin (a varchar(10), b varchar(10) CHARACTER SET utf8mb4) CHARACTER SET latin1 COLLATE latin1_german1_ci;
CREATE TABLE packed (a int PRIMARY KEY) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8 STATS_PERSISTENT=0;
