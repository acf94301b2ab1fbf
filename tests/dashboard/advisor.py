#!/usr/bin/python3
"""Stands in for `sqlx advise`: says what it was given, and gives advice that tries to be more than data."""

import json
import os
import sys

given = json.load(sys.stdin)
assert sys.argv[1:] == ["advise", "--statistics", "-", "--format", "json"], sys.argv
assert os.environ["DATABASE_URL"] and "JWT_SECRET" not in os.environ and "SMTP_URL" not in os.environ
assert set(given) == {"format", "seconds", "requests", "statements"}, given.keys()
evil = "<img src=x onerror=\"document.title='owned'\">"
slowest = given["statements"][0]["text"]
json.dump({
    "format": 1, "dialect": "any",
    "findings": [{
        "kind": "missing_index", "title": f"An index would help {evil}", "statement": slowest, "tables": [evil], "columns": ["email"],
        "evidence": {"calls": 812, "most_in_one_request": max(one["most_in_one_request"] for one in given["statements"]), "plan_before": [f"Seq Scan {evil}"]},
        "change": f"CREATE INDEX {evil}", "advice": f"Make it {evil}",
    }],
    "statements": [{"text": slowest, "plan": ["Index Scan of the slowest"], "cost": 1.5, "tables": ["public.customers"], "indexes": ["customers_pkey"]}],
    "not_judged": [{"statement": "VACUUM", "why": f"it reads nothing {evil}"}], "diagnostics": [],
}, sys.stdout)  # fmt: skip
