-- What a dump of the database would hold and the IR has no place for. One row an object: its catalog and oid (to leave out what an
-- extension made), kind, the schema's oid, name, what it belongs to, and the statement that makes it, where that is simple.
--
-- Servers, wrappers, user mappings and subscriptions are only named: their options may hold passwords.
SELECT 'pg_operator'::regclass::oid, o.oid, 'operator', o.oprnamespace,
       format('%s (%s, %s)', o.oprname, coalesce(format_type(nullif(o.oprleft, 0), NULL), 'none'),
              format_type(o.oprright, NULL)),
       NULL::text,
       format('CREATE OPERATOR %s.%s (%s)', o.oprnamespace::regnamespace, o.oprname, concat_ws(', ',
         format('FUNCTION = %s', o.oprcode),
         'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL),
         'RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL),
         'COMMUTATOR = ' || (SELECT format('OPERATOR(%s.%s)', x.oprnamespace::regnamespace, x.oprname)
                             FROM pg_operator AS x WHERE x.oid = o.oprcom),
         'NEGATOR = ' || (SELECT format('OPERATOR(%s.%s)', x.oprnamespace::regnamespace, x.oprname)
                          FROM pg_operator AS x WHERE x.oid = o.oprnegate),
         'RESTRICT = ' || nullif(o.oprrest, 0)::regproc,
         'JOIN = ' || nullif(o.oprjoin, 0)::regproc,
         CASE WHEN o.oprcanhash THEN 'HASHES' END,
         CASE WHEN o.oprcanmerge THEN 'MERGES' END))
FROM pg_operator AS o
WHERE o.oprnamespace = ANY ('{2200}') AND o.oprcode <> 0
UNION ALL
SELECT 'pg_opclass'::regclass, c.oid, 'operator class', c.opcnamespace, c.opcname, 'for ' || am.amname, NULL
FROM pg_opclass AS c JOIN pg_am AS am ON am.oid = c.opcmethod
WHERE c.opcnamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_opfamily'::regclass, f.oid, 'operator family', f.opfnamespace, f.opfname, 'for ' || am.amname,
       format('CREATE OPERATOR FAMILY %s.%I USING %I', f.opfnamespace::regnamespace, f.opfname, am.amname)
FROM pg_opfamily AS f JOIN pg_am AS am ON am.oid = f.opfmethod
WHERE f.opfnamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_collation'::regclass, c.oid, 'collation', c.collnamespace, c.collname, NULL,
       format('CREATE COLLATION %s.%I (%s)', c.collnamespace::regnamespace, c.collname, concat_ws(', ',
         'PROVIDER = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
         CASE WHEN c.collprovider <> 'c' THEN 'LOCALE = ' || quote_literal(coalesce(c.colllocale, c.collcollate::text)) END,
         CASE WHEN c.collprovider = 'c' THEN 'LC_COLLATE = ' || quote_literal(c.collcollate::text) END,
         CASE WHEN c.collprovider = 'c' THEN 'LC_CTYPE = ' || quote_literal(c.collctype::text) END,
         CASE WHEN NOT c.collisdeterministic THEN 'DETERMINISTIC = false' END,
         'RULES = ' || quote_literal(c.collicurules)))
FROM pg_collation AS c
WHERE c.collnamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_conversion'::regclass, c.oid, 'conversion', c.connamespace, c.conname, NULL,
       format('CREATE %s %s.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT CONVERSION' ELSE 'CONVERSION' END,
              c.connamespace::regnamespace, c.conname, pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc)
FROM pg_conversion AS c
WHERE c.connamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_cast'::regclass, c.oid, 'cast', 0,
       format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)), NULL,
       format('CREATE CAST (%s AS %s) %s%s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL),
              CASE c.castmethod WHEN 'f' THEN format('WITH FUNCTION %s', nullif(c.castfunc, 0)::regprocedure)
                                WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
              CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END)
FROM pg_cast AS c LEFT JOIN pg_range AS r ON r.rngtypid = c.castsource AND r.rngmultitypid = c.casttarget
WHERE c.oid >= 16384 AND r.rngtypid IS NULL  -- a range type brings a cast with it
UNION ALL
SELECT 'pg_ts_config'::regclass, c.oid, 'text search configuration', c.cfgnamespace, c.cfgname, NULL,
       format('CREATE TEXT SEARCH CONFIGURATION %s.%I (PARSER = %s.%I)', c.cfgnamespace::regnamespace, c.cfgname, p.prsnamespace::regnamespace, p.prsname)
       || coalesce((SELECT string_agg(format(E';\nALTER TEXT SEARCH CONFIGURATION %s.%I ADD MAPPING FOR %I WITH %s',
                                             c.cfgnamespace::regnamespace, c.cfgname, token.alias, token.dictionaries), '' ORDER BY token.tokid)
                    FROM (SELECT k.tokid, k.alias, string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
                          FROM ts_token_type(c.cfgparser) AS k
                          JOIN pg_ts_config_map AS m ON m.maptokentype = k.tokid AND m.mapcfg = c.oid
                          GROUP BY k.tokid, k.alias) AS token), '')
FROM pg_ts_config AS c
JOIN pg_ts_parser AS p ON p.oid = c.cfgparser
WHERE c.cfgnamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_ts_dict'::regclass, d.oid, 'text search dictionary', d.dictnamespace, d.dictname, NULL,
       format('CREATE TEXT SEARCH DICTIONARY %s.%I (TEMPLATE = %s.%I%s)', d.dictnamespace::regnamespace, d.dictname, t.tmplnamespace::regnamespace, t.tmplname,
              coalesce(', ' || d.dictinitoption, ''))
FROM pg_ts_dict AS d
JOIN pg_ts_template AS t ON t.oid = d.dicttemplate
WHERE d.dictnamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_ts_parser'::regclass, p.oid, 'text search parser', p.prsnamespace, p.prsname, NULL, NULL
FROM pg_ts_parser AS p
WHERE p.prsnamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_ts_template'::regclass, t.oid, 'text search template', t.tmplnamespace, t.tmplname, NULL, NULL
FROM pg_ts_template AS t
WHERE t.tmplnamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_rewrite'::regclass, r.oid, 'rule', c.relnamespace, r.rulename, 'on ' || c.oid::regclass, rtrim(pg_get_ruledef(r.oid), ';')
FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class
WHERE c.relnamespace = ANY ('{2200}') AND r.rulename <> '_RETURN'
UNION ALL
SELECT 'pg_trigger'::regclass, t.oid, 'trigger that fires in another role', c.relnamespace, t.tgname, 'on ' || c.oid::regclass,
       format('ALTER TABLE %s ENABLE %s TRIGGER %I', c.oid::regclass,
              CASE t.tgenabled WHEN 'A' THEN 'ALWAYS' ELSE 'REPLICA' END, t.tgname)
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE c.relnamespace = ANY ('{2200}') AND NOT t.tgisinternal AND t.tgenabled IN ('A', 'R')
UNION ALL
SELECT 'pg_statistic_ext'::regclass, s.oid, 'statistics object', s.stxnamespace, s.stxname, 'on ' || s.stxrelid::regclass,
       pg_get_statisticsobjdef(s.oid)
FROM pg_statistic_ext AS s
WHERE s.stxnamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_type'::regclass, t.oid, 'range type', t.typnamespace, t.typname, NULL,
       format('CREATE TYPE %s.%I AS RANGE (%s)', t.typnamespace::regnamespace, t.typname, concat_ws(', ',
         'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
         (SELECT format('SUBTYPE_OPCLASS = %s.%I', x.opcnamespace::regnamespace, x.opcname) FROM pg_opclass AS x WHERE x.oid = r.rngsubopc AND NOT x.opcdefault),
         (SELECT format('COLLATION = %s.%I', x.collnamespace::regnamespace, x.collname) FROM pg_collation AS x WHERE x.oid = r.rngcollation AND x.oid <> 100),
         'CANONICAL = ' || nullif(r.rngcanonical, 0)::regproc,
         'SUBTYPE_DIFF = ' || nullif(r.rngsubdiff, 0)::regproc,
         'MULTIRANGE_TYPE_NAME = ' || format_type(nullif(r.rngmultitypid, 0), NULL)))
FROM pg_range AS r JOIN pg_type AS t ON t.oid = r.rngtypid
WHERE t.typnamespace = ANY ('{2200}')
UNION ALL
SELECT 'pg_type'::regclass, t.oid, 'base type', t.typnamespace, t.typname, NULL, NULL
FROM pg_type AS t
LEFT JOIN pg_type AS element ON element.oid = t.typelem AND element.typarray = t.oid
WHERE t.typnamespace = ANY ('{2200}') AND t.typtype IN ('b', 'p') AND element.oid IS NULL
UNION ALL
SELECT 'pg_class'::regclass, c.oid, 'table of a type', c.relnamespace, c.relname, 'of type ' || c.reloftype::regtype,
       format('ALTER TABLE %s OF %s', c.oid::regclass, c.reloftype::regtype)
FROM pg_class AS c
WHERE c.relnamespace = ANY ('{2200}') AND c.reloftype <> 0
UNION ALL
SELECT 'pg_class'::regclass, c.oid, 'tablespace', c.relnamespace, c.relname, s.spcname,
       format('ALTER %s %s SET TABLESPACE %I',
              CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX' ELSE 'TABLE' END,
              c.oid::regclass, s.spcname)
FROM pg_class AS c JOIN pg_tablespace AS s ON s.oid = c.reltablespace
WHERE c.relnamespace = ANY ('{2200}') AND c.relkind IN ('r', 'p', 'm', 'i', 'I')
UNION ALL
SELECT 'pg_class'::regclass, i.indrelid, 'clustering', c.relnamespace, c.relname, 'by index ' || x.relname,
       format('ALTER TABLE %s CLUSTER ON %I', c.oid::regclass, x.relname)
FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid JOIN pg_class AS x ON x.oid = i.indexrelid
WHERE c.relnamespace = ANY ('{2200}') AND i.indisclustered
UNION ALL
SELECT 'pg_language'::regclass, l.oid, 'language', 0, l.lanname, NULL, NULL
FROM pg_language AS l WHERE l.oid >= 16384
UNION ALL
SELECT 'pg_transform'::regclass, t.oid, 'transform', 0, format('for %s language %s', t.trftype::regtype, l.lanname), NULL, NULL
FROM pg_transform AS t JOIN pg_language AS l ON l.oid = t.trflang WHERE t.oid >= 16384
UNION ALL
SELECT 'pg_am'::regclass, a.oid, 'access method', 0, a.amname, NULL,
       format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', a.amname, CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END,
              a.amhandler)
FROM pg_am AS a WHERE a.oid >= 16384
UNION ALL
SELECT 'pg_event_trigger'::regclass, e.oid, 'event trigger', 0, e.evtname, 'on ' || e.evtevent,
       format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', e.evtname, e.evtevent,
              (SELECT ' WHEN TAG IN (' || string_agg(quote_literal(tag), ', ' ORDER BY tag) || ')' FROM unnest(e.evttags) AS tag),
              e.evtfoid::regproc)
FROM pg_event_trigger AS e
UNION ALL
SELECT 'pg_publication'::regclass, p.oid, 'publication', 0, p.pubname, NULL, NULL
FROM pg_publication AS p
UNION ALL
SELECT 'pg_subscription'::regclass, 0, 'subscription', 0, s.subname, NULL, NULL
FROM pg_subscription AS s
WHERE s.subdbid = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
UNION ALL
SELECT 'pg_foreign_data_wrapper'::regclass, w.oid, 'foreign-data wrapper', 0, w.fdwname, NULL, NULL
FROM pg_foreign_data_wrapper AS w
UNION ALL
SELECT 'pg_foreign_server'::regclass, s.oid, 'foreign server', 0, s.srvname, 'of wrapper ' || w.fdwname, NULL
FROM pg_foreign_server AS s JOIN pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw
UNION ALL
SELECT 'pg_foreign_server'::regclass, 0, 'user mapping', 0, m.usename, 'on server ' || m.srvname, NULL
FROM pg_user_mappings AS m;
