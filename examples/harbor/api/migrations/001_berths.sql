CREATE TABLE berths (
  id     integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  quay   text    NOT NULL,
  number integer NOT NULL,
  length integer NOT NULL CHECK (length > 0),
  UNIQUE (quay, number)
);

INSERT INTO berths (quay, number, length)
SELECT quay, number, length
FROM (VALUES ('North', 400), ('East', 200), ('South', 60)) AS quays (quay, length),
     generate_series(1, 4) AS number
ORDER BY length DESC, number;
