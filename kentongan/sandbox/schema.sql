CREATE TABLE IF NOT EXISTS world (
  slug TEXT PRIMARY KEY, title TEXT NOT NULL, rules TEXT NOT NULL, webhooks TEXT NOT NULL, created_at REAL NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS account (
  world TEXT NOT NULL, platform TEXT NOT NULL, remote_id TEXT NOT NULL, name TEXT NOT NULL, handle TEXT NOT NULL,
  hue INTEGER NOT NULL, app_secret TEXT NOT NULL, token_state TEXT NOT NULL, scopes TEXT, position INTEGER NOT NULL,
  PRIMARY KEY (world, platform, remote_id)
) STRICT;

CREATE TABLE IF NOT EXISTS token (
  world TEXT NOT NULL, platform TEXT NOT NULL, value TEXT NOT NULL, account TEXT NOT NULL, kind TEXT NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (world, platform, value, account)
) STRICT;

-- A post exists from `at`; the public (and every list of a platform) sees it from `public_at`, never when that is NULL.
CREATE TABLE IF NOT EXISTS post (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, world TEXT NOT NULL, platform TEXT NOT NULL, account TEXT NOT NULL,
  remote_id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, media TEXT NOT NULL, at REAL NOT NULL, public_at REAL,
  via TEXT NOT NULL, call INTEGER, views INTEGER NOT NULL, reactions INTEGER NOT NULL, shares INTEGER NOT NULL,
  base_comments INTEGER NOT NULL, extra TEXT NOT NULL, key TEXT,
  deleted_at REAL, edits TEXT NOT NULL DEFAULT '[]',
  UNIQUE (world, platform, remote_id), UNIQUE (world, key)
) STRICT;
CREATE INDEX IF NOT EXISTS post_feed ON post (world, platform, public_at);

CREATE TABLE IF NOT EXISTS comment (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, world TEXT NOT NULL, platform TEXT NOT NULL, post TEXT NOT NULL,
  remote_id TEXT NOT NULL, parent TEXT NOT NULL, author_id TEXT NOT NULL, author_name TEXT NOT NULL,
  official INTEGER NOT NULL, text TEXT NOT NULL, at REAL NOT NULL, likes INTEGER NOT NULL DEFAULT 0, via TEXT NOT NULL,
  call INTEGER, hidden INTEGER NOT NULL DEFAULT 0, deleted_at REAL, UNIQUE (world, platform, remote_id)
) STRICT;
CREATE INDEX IF NOT EXISTS comment_thread ON comment (world, platform, post, parent, seq);

CREATE TABLE IF NOT EXISTS reaction (
  world TEXT NOT NULL, platform TEXT NOT NULL, post TEXT NOT NULL, visitor TEXT NOT NULL,
  PRIMARY KEY (world, platform, post, visitor)
) STRICT;

-- What is said to an account away from its posts: a mention in a citizen's own post, a message of a private conversation.
CREATE TABLE IF NOT EXISTS heard (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, world TEXT NOT NULL, platform TEXT NOT NULL, account TEXT NOT NULL,
  kind TEXT NOT NULL, remote_id TEXT NOT NULL, conversation TEXT NOT NULL, author_id TEXT NOT NULL,
  author_name TEXT NOT NULL, official INTEGER NOT NULL, text TEXT NOT NULL, at REAL NOT NULL, call INTEGER,
  UNIQUE (world, platform, remote_id)
) STRICT;

-- What a platform keeps between two calls: containers, unpublished photos, uploaded media, upload sessions.
CREATE TABLE IF NOT EXISTS thing (
  world TEXT NOT NULL, platform TEXT NOT NULL, remote_id TEXT NOT NULL, kind TEXT NOT NULL, account TEXT NOT NULL,
  at REAL NOT NULL, data TEXT NOT NULL, PRIMARY KEY (world, platform, remote_id)
) STRICT;

CREATE TABLE IF NOT EXISTS call (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, world TEXT NOT NULL, at REAL NOT NULL, platform TEXT NOT NULL,
  method TEXT NOT NULL, host TEXT NOT NULL, path TEXT NOT NULL, status INTEGER, effect TEXT, fault TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS call_world ON call (world, seq);

CREATE TABLE IF NOT EXISTS fault (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, world TEXT NOT NULL, platform TEXT NOT NULL, method TEXT NOT NULL,
  path TEXT NOT NULL, kind TEXT NOT NULL, seconds REAL NOT NULL, left INTEGER NOT NULL, answer TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS delivery (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, world TEXT NOT NULL, platform TEXT NOT NULL, account TEXT NOT NULL,
  change TEXT NOT NULL, at REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting'
) STRICT;
CREATE INDEX IF NOT EXISTS delivery_queue ON delivery (world, platform, state, seq);
