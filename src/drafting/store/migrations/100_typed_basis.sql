-- What the text in a box was begun on, in the words of the box: a working text remembers by it which
-- text of others its writer had seen, also after a reload. Empty where nothing of others stands beneath.
ALTER TABLE typed ADD COLUMN basis VARCHAR DEFAULT '';
