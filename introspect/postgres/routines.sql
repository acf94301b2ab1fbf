-- Functions, procedures, aggregates and window functions that do not come from an extension, nor with a range type.
--
-- The server has no CREATE AGGREGATE to give, so it is put together here; concat_ws leaves out what an aggregate does not have.
SELECT p.oid,
       n.nspname,
       p.proname,
       p.prokind,
       p.proargtypes,
       p.proallargtypes,
       p.proargmodes,
       p.proargnames,
       CASE WHEN p.pronargdefaults > 0 THEN
         ARRAY(SELECT coalesce(pg_get_function_arg_default(p.oid, nth::int), '')
               FROM generate_series(1, coalesce(cardinality(p.proallargtypes), p.pronargs)) AS nth ORDER BY nth) END,
       p.prorettype,
       pg_get_function_result(p.oid),
       p.proretset,
       p.provolatile,
       p.proisstrict,
       l.lanname,
       CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE
         format('CREATE AGGREGATE %I.%I(%s) (%s)', n.nspname, p.proname,
                coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'),
                concat_ws(', ',
                  format('SFUNC = %s', a.aggtransfn),
                  format('STYPE = %s', format_type(a.aggtranstype, NULL)),
                  'SSPACE = ' || nullif(a.aggtransspace, 0),
                  'FINALFUNC = ' || nullif(a.aggfinalfn, 0)::regproc,
                  CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
                  CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END THEN
                    'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE'
                                                                   ELSE 'READ_WRITE' END END,
                  'COMBINEFUNC = ' || nullif(a.aggcombinefn, 0)::regproc,
                  'SERIALFUNC = ' || nullif(a.aggserialfn, 0)::regproc,
                  'DESERIALFUNC = ' || nullif(a.aggdeserialfn, 0)::regproc,
                  'INITCOND = ' || quote_literal(a.agginitval),
                  'MSFUNC = ' || nullif(a.aggmtransfn, 0)::regproc,
                  'MINVFUNC = ' || nullif(a.aggminvtransfn, 0)::regproc,
                  'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL),
                  'MSSPACE = ' || nullif(a.aggmtransspace, 0),
                  'MFINALFUNC = ' || nullif(a.aggmfinalfn, 0)::regproc,
                  CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
                  CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END THEN
                    'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE'
                                                                     ELSE 'READ_WRITE' END END,
                  'MINITCOND = ' || quote_literal(a.aggminitval),
                  'SORTOP = ' || (SELECT format('OPERATOR(%I.%s)', sn.nspname, so.oprname)
                                  FROM pg_operator AS so JOIN pg_namespace AS sn ON sn.oid = so.oprnamespace
                                  WHERE so.oid = a.aggsortop),
                  CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END,
                  CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END)) END
FROM pg_proc AS p
JOIN pg_namespace AS n ON n.oid = p.pronamespace
JOIN pg_language AS l ON l.oid = p.prolang
LEFT JOIN pg_aggregate AS a ON a.aggfnoid = p.oid
WHERE p.pronamespace = ANY ('{2200}')
  AND NOT EXISTS (SELECT FROM pg_depend AS d
                  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i'));
