-- By what somebody signed in, in words ("Firefox on Windows"): nothing finer is kept.
ALTER TABLE session ADD COLUMN device VARCHAR DEFAULT '';
