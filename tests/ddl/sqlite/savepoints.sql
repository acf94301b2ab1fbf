-- A savepoint outside a transaction begins one.
-- not carried: others want BEGIN first
SAVEPOINT outer_one;
CREATE TABLE undone (a);
ROLLBACK TO outer_one;
CREATE TABLE again (a);
RELEASE outer_one;
