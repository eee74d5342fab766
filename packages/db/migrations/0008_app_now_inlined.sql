-- The statement's own time: the planner puts it in place of the call, where a function around clock_timestamp() began an
-- executor of its own some thirty times in a checkout. Nothing can move it; test databases bring a clock that moves.
CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT statement_timestamp()
$$;
