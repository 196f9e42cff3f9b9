CREATE TABLE jobs (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    origin text NOT NULL,
    target text NOT NULL
);
