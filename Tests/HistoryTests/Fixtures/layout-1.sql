-- A history of layout 1. Never changed: files like it are out there.
BEGIN;
CREATE TABLE stored_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT, night TEXT NOT NULL, fingerprint TEXT NOT NULL,
  name TEXT UNIQUE, title TEXT, verdict TEXT, details BLOB, program TEXT NOT NULL,
  UNIQUE (night, fingerprint)) STRICT;
CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE list (
  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, items BLOB NOT NULL) STRICT;
CREATE TABLE series (
  set_id INTEGER NOT NULL REFERENCES stored_set ON DELETE CASCADE, place INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES name, variant INTEGER REFERENCES name,
  benchmark INTEGER NOT NULL REFERENCES name,
  problem_list INTEGER NOT NULL REFERENCES list, group_list INTEGER REFERENCES list,
  PRIMARY KEY (set_id, place)) STRICT, WITHOUT ROWID;
CREATE TABLE counts (
  set_id INTEGER NOT NULL, place INTEGER NOT NULL, packed BLOB NOT NULL,
  PRIMARY KEY (set_id, place),
  FOREIGN KEY (set_id, place) REFERENCES series ON DELETE CASCADE) STRICT, WITHOUT ROWID;
INSERT INTO stored_set (id, night, fingerprint, name, title, verdict, details, program)
  VALUES (1, '2025-12-30', 'e39f947a2cd2efc0d0eff5923d43a9e8832761b4976d7b3f8920f240a6fdb27f', 'release-1.2', NULL, NULL, NULL, '0.0.9');
INSERT INTO name (id, text) VALUES (1, 'base');
INSERT INTO name (id, text) VALUES (2, '');
INSERT INTO list (id, digest, items) VALUES (1, '669e51ce9cfc2dd787399b73a5d354449683c56b0e5cc97e429cee28c74df1cf', X'01037131');
INSERT INTO series (set_id, place, run, variant, benchmark, problem_list, group_list)
  VALUES (1, 0, 1, NULL, 2, 1, NULL);
INSERT INTO counts (set_id, place, packed) VALUES (1, 0, X'010200000006000000');
INSERT INTO name (id, text) VALUES (3, 'gsm8k');
INSERT INTO list (id, digest, items) VALUES (2, 'f5496f805f6362bfd0f55a25d25a1d3314f89d4a15c0e32239c6fefe0f0ce99b', X'0304702c3103703204703130');
INSERT INTO list (id, digest, items) VALUES (3, '887efebe6c823af65cb3387f89d42d2aa84dfe78b04558ae30a82c658e19e336', X'0308616c67656272610967656f6d6574727908616c6765627261');
INSERT INTO series (set_id, place, run, variant, benchmark, problem_list, group_list)
  VALUES (1, 1, 1, NULL, 3, 2, 3);
INSERT INTO counts (set_id, place, packed) VALUES (1, 1, X'03070103000483000001040000');
INSERT INTO name (id, text) VALUES (4, 'step=100');
INSERT INTO name (id, text) VALUES (5, 'aime24');
INSERT INTO list (id, digest, items) VALUES (4, 'd54f8c588d0dbee283aa31b6b4d9ab87480eb997ce567a711ec5dcae823aba37', X'02036131036132');
INSERT INTO series (set_id, place, run, variant, benchmark, problem_list, group_list)
  VALUES (1, 2, 1, 4, 5, 4, NULL);
INSERT INTO counts (set_id, place, packed) VALUES (1, 2, X'0210000504b00000010202');
INSERT INTO stored_set (id, night, fingerprint, name, title, verdict, details, program)
  VALUES (2, '2025-12-31T04:30:00Z', '928a4b037834f390b224643328efcd9474a717f91b15ca32e8ce7f41723c3e90', NULL, 'After the fix', 'pass', X'7b2272756c6573223a347d', '0.1.0');
INSERT INTO list (id, digest, items) VALUES (5, 'ad15a53eaf5d542f733d29844a0844205f2f321b0438caeb587bae692a105506', X'01037032');
INSERT INTO series (set_id, place, run, variant, benchmark, problem_list, group_list)
  VALUES (2, 0, 1, NULL, 3, 5, NULL);
INSERT INTO counts (set_id, place, packed) VALUES (2, 0, X'010800070000000000');
INSERT INTO name (id, text) VALUES (6, 'rl');
INSERT INTO series (set_id, place, run, variant, benchmark, problem_list, group_list)
  VALUES (2, 1, 6, NULL, 3, 5, NULL);
INSERT INTO counts (set_id, place, packed) VALUES (2, 1, X'010100010000000000');
INSERT INTO stored_set (id, night, fingerprint, name, title, verdict, details, program)
  VALUES (3, '2026-01-01', 'e39f947a2cd2efc0d0eff5923d43a9e8832761b4976d7b3f8920f240a6fdb27f', NULL, NULL, NULL, NULL, '0.1.0');
INSERT INTO series (set_id, place, run, variant, benchmark, problem_list, group_list)
  VALUES (3, 0, 1, NULL, 2, 1, NULL);
INSERT INTO counts (set_id, place, packed) VALUES (3, 0, X'010200000006000000');
INSERT INTO series (set_id, place, run, variant, benchmark, problem_list, group_list)
  VALUES (3, 1, 1, NULL, 3, 2, 3);
INSERT INTO counts (set_id, place, packed) VALUES (3, 1, X'03070103000483000001040000');
INSERT INTO series (set_id, place, run, variant, benchmark, problem_list, group_list)
  VALUES (3, 2, 1, 4, 5, 4, NULL);
INSERT INTO counts (set_id, place, packed) VALUES (3, 2, X'0210000504b00000010202');
PRAGMA application_id = 1346586707;
PRAGMA user_version = 1;
COMMIT;
