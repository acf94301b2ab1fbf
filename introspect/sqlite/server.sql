-- The encoding of the file's texts: UTF-8, UTF-16le or UTF-16be.
SELECT encoding FROM pragma_encoding;
