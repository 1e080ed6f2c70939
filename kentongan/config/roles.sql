-- Roles, database and default privileges. Idempotent; run by a superuser, in psql:
--   psql -v app_password=… -v worker_password=… -v owner_password=… -f roles.sql postgres
-- The embedded server runs this same file, so a town's own server is set up exactly like the demo.

\set ON_ERROR_STOP on
SET log_min_error_statement = panic;  -- a failing line here must not carry a password into the log
SET password_encryption = 'scram-sha-256';

SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['kentongan_crosstenant', 'kentongan_app', 'kentongan_worker', 'kentongan_owner']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

-- Marker only: row-level policies let its members see every government.
ALTER ROLE kentongan_crosstenant NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE kentongan_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
ALTER ROLE kentongan_worker LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'worker_password';
ALTER ROLE kentongan_owner LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';

GRANT kentongan_crosstenant TO kentongan_worker, kentongan_owner;
GRANT kentongan_app, kentongan_worker TO kentongan_owner;  -- so that a test may become either

SELECT 'CREATE DATABASE kentongan OWNER kentongan_owner ENCODING ''UTF8'' TEMPLATE template0'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'kentongan') \gexec

REVOKE ALL ON DATABASE kentongan FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE kentongan TO kentongan_app, kentongan_worker;

\connect kentongan
ALTER SCHEMA public OWNER TO kentongan_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kentongan_app, kentongan_worker;

ALTER DEFAULT PRIVILEGES FOR ROLE kentongan_owner
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kentongan_app, kentongan_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE kentongan_owner
  GRANT USAGE, SELECT ON SEQUENCES TO kentongan_app, kentongan_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE kentongan_owner
  GRANT EXECUTE ON FUNCTIONS TO kentongan_app, kentongan_worker;
