-- Row-level security policies; role 0 stands for everybody.
SELECT p.oid,
       p.polrelid,
       p.polname,
       p.polcmd,
       p.polpermissive,
       ARRAY(SELECT CASE role WHEN 0 THEN 'public' ELSE pg_get_userbyid(role)::text END
             FROM unnest(p.polroles) AS role ORDER BY 1),
       pg_get_expr(p.polqual, p.polrelid),
       pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_policy AS p
JOIN pg_class AS c ON c.oid = p.polrelid
WHERE c.relnamespace = ANY ('{2200}');
